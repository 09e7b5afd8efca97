using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Import;

/// <summary>
/// The first file of a centre that knows hardly anybody yet: whom its rows may be about is remembered here instead of looked up, so that
/// the indexes that searches use can be set aside and made once behind the last row. Whoever is added by somebody else meanwhile is not
/// known here; the review of duplicates finds such a pair. A file that goes on after a stop is read as any other.
/// Cost: some 100 bytes and three looks into memory a person.
/// </summary>
internal sealed class FirstLoad
{
    /// <summary>With fewer the indexes are kept up sooner than they are made again.</summary>
    public const int ManyPeople = 10_000;

    // Of a centre that has only been tried out.
    private const int FewPeople = 1_000;

    // Above it the memory would be more than a server has to spare.
    private const int MostPeople = 5_000_000;

    private static readonly string[] Tables = ["Patients", "PatientPhones", "PatientWords"];

    private static readonly string Look = string.Join("; ", Tables.Select(table => $"ANALYZE \"{table}\""));

    // By these a person's own rows are found; they grow at their end, which costs little.
    private static readonly string[] Kept = ["IX_PatientPhones_PatientId", "IX_PatientWords_PatientId"];

    private readonly List<PatientId> people = [];
    private readonly ManyByKey byKey = new();
    private bool isWithoutIndexes;

    private FirstLoad()
    {
    }

    /// <summary>Whether it is to end here, and the file goes on as any other.</summary>
    public bool IsTooBig => people.Count > MostPeople;

    /// <summary>Null where more than a few people are there already.</summary>
    public static async Task<FirstLoad?> BeginAsync(Db db, PracticeId practice, CancellationToken ct)
    {
        var everybody = db.Patients.IgnoreQueryFilters().AsNoTracking();
        if (await everybody.OrderBy(p => p.Id).Skip(FewPeople).AnyAsync(ct))
        {
            return null;
        }
        var load = new FirstLoad();
        load.Add(await everybody.Include(p => p.Phones).Where(p => p.PracticeId == practice).ToListAsync(ct));
        return load;
    }

    /// <summary>From now on rows may be about these too.</summary>
    public void Add(IEnumerable<Patient> added)
    {
        foreach (var patient in added)
        {
            var place = people.Count;
            people.Add(patient.Id);
            foreach (var key in Keys(patient.MrnKey, patient.FamilyKey, patient.GivenKey, patient.BornOn, patient.Phones.Select(p => p.Number)))
            {
                byKey.Add(key, place);
            }
        }
    }

    /// <summary>Whom the rows may be about, and now and then somebody else.</summary>
    public List<PatientId> Find(IEnumerable<PersonLine> lines)
    {
        HashSet<int> found = [];
        foreach (var line in lines)
        {
            foreach (var key in Keys(line.MrnKey, line.FamilyKey, line.GivenKey, line.BornOn, line.Numbers))
            {
                found.UnionWith(byKey.Of(key));
            }
        }
        return [.. found.Select(place => people[place])];
    }

    /// <summary>Sets the indexes aside once the file has shown that it is long.</summary>
    /// <param name="db">Without a transaction.</param>
    /// <param name="many">People.</param>
    /// <param name="ct">Gives up.</param>
    public async Task GoOnAsync(Db db, int many, CancellationToken ct)
    {
        if (!isWithoutIndexes && people.Count >= many)
        {
            await IndexesAside.SetAsideAsync(db, Tables, Kept, ct);
            isWithoutIndexes = true;
        }
    }

    /// <summary>Makes the indexes again, whatever became of the file, and has the database see how much there is by now.</summary>
    public async Task EndAsync(Db db)
    {
        if (isWithoutIndexes)
        {
            await IndexesAside.MakeAgainAsync(db, CancellationToken.None);
            isWithoutIndexes = false;
            await db.Database.ExecuteSqlRawAsync(db is PostgresDb ? Look : $"PRAGMA analysis_limit = 1000; {Look}; PRAGMA analysis_limit = 0", CancellationToken.None);
        }
    }

    // By what KnownPeople tells people apart; strings are hashed anew by every process, which nobody can foresee and make collide.
    private static IEnumerable<int> Keys(string? record, string family, string given, DateOnly? bornOn, IEnumerable<string> numbers)
    {
        if (record is not null)
        {
            yield return record.GetHashCode(StringComparison.Ordinal);
        }
        if (bornOn is { } day)
        {
            yield return HashCode.Combine(family, given, day);
        }
        foreach (var number in numbers)
        {
            yield return HashCode.Combine(family, given, number);
        }
    }

    /// <summary>Places by hash, several of one and all in one array: a place and its hash are 8 bytes. Two of one hash are both found.</summary>
    private sealed class ManyByKey
    {
        // The hash above, and the place below, counted from 1: nothing is 0. A power of two long, and two thirds full at most.
        private ulong[] slots = new ulong[1 << 16];
        private int count;

        public void Add(int key, int place)
        {
            if (++count * 3L > slots.Length * 2L)
            {
                Grow();
            }
            Put(slots, ((ulong)(uint)key << 32) | (uint)(place + 1));
        }

        public IEnumerable<int> Of(int key)
        {
            for (var at = Begin(slots, (uint)key); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
            {
                if (slots[at] >> 32 == (uint)key)
                {
                    yield return (int)(uint)slots[at] - 1;
                }
            }
        }

        private void Grow()
        {
            var larger = new ulong[slots.Length * 2];
            foreach (var slot in slots)
            {
                if (slot != 0)
                {
                    Put(larger, slot);
                }
            }
            slots = larger;
        }

        private static void Put(ulong[] slots, ulong slot)
        {
            var at = Begin(slots, (uint)(slot >> 32));
            while (slots[at] != 0)
            {
                at = (at + 1) & (slots.Length - 1);
            }
            slots[at] = slot;
        }

        // Hashes are even in their lowest bits too.
        private static int Begin(ulong[] slots, uint hash) => (int)(hash & (uint)(slots.Length - 1));
    }
}
