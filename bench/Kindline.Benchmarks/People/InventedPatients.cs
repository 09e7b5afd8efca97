using System.Globalization;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Search;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Benchmarks.People;

/// <summary>A practice with very many invented patients, in a database of its own. Their numbers are not of the range kept for fiction: nobody dials them.</summary>
internal sealed class InventedPatients(int seed)
{
    private const int Batch = 5_000;

    private readonly InventedNames names = new(seed);
    private readonly Random random = new(seed + 1);

    public PracticeId Practice { get; } = new(Guid.CreateVersion7());

    public IEnumerable<Patient> Invent(int count)
    {
        for (var n = 0; n < count; n++)
        {
            yield return Person(n);
        }
    }

    /// <summary>Stores them; returns how long that took.</summary>
    public async Task<TimeSpan> FillAsync(DbFactory databases, int count)
    {
        var begunAt = TimeProvider.System.GetTimestamp();
        await StoreAsync(databases, Practice, Invent(count));
        return TimeProvider.System.GetElapsedTime(begunAt);
    }

    /// <summary>Stores a practice and its people, a batch at a time.</summary>
    public static async Task StoreAsync(DbFactory databases, PracticeId practice, IEnumerable<Patient> all)
    {
        await using (var db = databases.Create())
        {
            db.Add(new Practice { Id = practice, Name = "Bench", TimeZone = "America/Chicago" });
            await db.SaveChangesAsync();
        }
        await using var held = databases.Create();
        await held.Database.OpenConnectionAsync();
        await ManyWrites.BeginAsync(held, CancellationToken.None);
        foreach (var people in all.Chunk(Batch))
        {
            await StoreAsync(held, people);
        }
        await ManyWrites.EndAsync(held);
    }

    private static async Task StoreAsync(Db db, Patient[] people)
    {
        foreach (var person in people)
        {
            SearchKeys.Renew(person);
        }
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new WholeRows<Patient>(db.Model).AddAsync(db, people, CancellationToken.None);
        await new WholeRows<PatientPhone>(db.Model).AddAsync(db, [.. people.SelectMany(p => p.Phones)], CancellationToken.None);
        await new WholeRows<PatientWord>(db.Model).AddAsync(db, [.. people.SelectMany(SearchKeys.WordsOf)], CancellationToken.None);
        await transaction.CommitAsync();
    }

    private Patient Person(int number)
    {
        var id = new PatientId(Guid.CreateVersion7());
        var (first, last) = (names.Given(), names.Family());
        return new Patient
        {
            Id = id,
            PracticeId = Practice,
            Mrn = $"MR{(number * 37L) + 1_000_003}",
            FirstName = first,
            LastName = last,
            BornOn = new DateOnly(1930, 1, 1).AddDays(random.Next(0, 34_000)),
            Email = random.Next(10) < 6 ? string.Create(CultureInfo.InvariantCulture, $"{NameText.GivenKey(first)}.{NameText.FamilyKey(last)}{random.Next(100)}@example.com") : null,
            City = "Austin",
            State = "TX",
            Zip = "78701",
            Phones = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new PatientPhone { PatientId = id, Number = Number() })],
        };
    }

    private string Number() => string.Create(CultureInfo.InvariantCulture, $"+1{random.Next(201, 980)}{random.Next(200, 1000)}{random.Next(10_000):D4}");
}
