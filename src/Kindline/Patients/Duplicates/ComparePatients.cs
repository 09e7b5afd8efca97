using Kindline.Foundation;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>
/// Compares patients with the others of their practice and keeps the pairs that may be one person: first whose record has changed, then all in the
/// order in which their records were made. A batch is one transaction with the mark of how far it came, so that a crash repeats a batch at
/// most; flat in memory, whatever an import brought.
/// </summary>
internal sealed class ComparePatients(DbFactory databases, NameWords words, TimeProvider clock) : IDisposable
{
    private const int Batch = 250;

    // An id carries the time at which it was made, and a batch of an import is stored a little later.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SizeFresh = TimeSpan.FromMinutes(10);

    private readonly Dictionary<PracticeId, (int People, DateTimeOffset At)> sizes = [];
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Compares one batch; returns how many people it was, 0 where nobody is left, or a first load has the indexes aside.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await InTurnAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How likely two records of one practice are one person's.</summary>
    public async Task<PairScore> ScoreAsync(Db db, Patient one, Patient other, CancellationToken ct)
    {
        var shares = new NameShares(await words.NowAsync(ct));
        var size = await db.Patients.CountAsync(p => p.PracticeId == one.PracticeId, ct);
        return new Scoring(shares, size).Of(new ComparedPerson(one), new ComparedPerson(other));
    }

    public void Dispose() => turn.Dispose();

    private async Task<int> InTurnAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await IndexesAside.AreAsideAsync(db, ct))
        {
            // Each person would be a walk over all, and the load would wait for it.
            return 0;
        }
        var changed = await db.Set<PatientToCompare>().OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
        if (changed.Count > 0)
        {
            await StoreAsync(db, [.. changed.Select(c => c.PatientId).Distinct()], () => db.RemoveRange(changed), ct);
            return changed.Count;
        }
        var mark = await db.Set<ComparedUpTo>().SingleOrDefaultAsync(ct);
        var next = await NextAsync(db, mark?.UpTo ?? default, ct);
        if (next.Count > 0)
        {
            await StoreAsync(db, next, () => Mark(db, mark, next[^1]), ct);
        }
        return next.Count;
    }

    private async Task<IReadOnlyList<PatientId>> NextAsync(Db db, PatientId after, CancellationToken ct)
    {
        var before = Guid.CreateVersion7(clock.GetUtcNow() - Settled);
        var ids = await db.Database.SqlQuery<Guid>(
            $"""SELECT "Id" AS "Value" FROM "Patients" WHERE "Id" > {after.Value} AND "Id" < {before} ORDER BY "Id" LIMIT {Batch}""").ToListAsync(ct);
        return [.. ids.Select(id => new PatientId(id))];
    }

    private static void Mark(Db db, ComparedUpTo? mark, PatientId upTo)
    {
        if (mark is null)
        {
            db.Add(new ComparedUpTo { Id = 1, UpTo = upTo });
        }
        else
        {
            mark.UpTo = upTo;
        }
    }

    private async Task StoreAsync(Db db, IReadOnlyList<PatientId> ids, Action done, CancellationToken ct)
    {
        var vocabulary = new NameShares(await words.NowAsync(ct));
        var people = await PeopleAsync(db, ids, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // A merge in between would leave a pair with a record that is gone.
        await db.HoldMergesAsync(ct);
        foreach (var practice in people.GroupBy(p => p.PracticeId))
        {
            await CompareAsync(db, practice.Key, [.. practice], vocabulary, ct);
        }
        done();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task CompareAsync(Db db, PracticeId practice, IReadOnlyList<Patient> people, NameShares shares, CancellationToken ct)
    {
        var scoring = new Scoring(shares, await SizeAsync(db, practice, ct));
        var ids = people.Select(p => p.Id).ToList();
        var known = await db.PatientPairs.Where(p => EF.Parameter(ids).Contains(p.OneId) || EF.Parameter(ids).Contains(p.OtherId)).ToListAsync(ct);
        var candidates = await new Candidates(db, practice).OfAsync(people, ct);
        candidates.UnionWith(known.Select(k => (k.OneId, k.OtherId)));
        var others = candidates.SelectMany(c => (PatientId[])[c.One, c.Other]).Except(ids).ToList();
        var records = people.Concat(await PeopleAsync(db, others, ct)).Where(p => p.PracticeId == practice).ToDictionary(p => p.Id, p => new ComparedPerson(p));
        var pairs = known.ToDictionary(k => (k.OneId, k.OtherId));
        foreach (var pair in candidates)
        {
            if (records.TryGetValue(pair.One, out var one) && records.TryGetValue(pair.Other, out var other))
            {
                Keep(db, practice, pair, scoring.Of(one, other), pairs.GetValueOrDefault(pair));
            }
        }
    }

    private void Keep(Db db, PracticeId practice, (PatientId One, PatientId Other) ids, PairScore score, PatientPair? known)
    {
        var (now, agreement) = (clock.GetUtcNow(), score.Agreement.ToString());
        switch (known)
        {
            case null when score.Probability >= PairScore.Possible:
                db.Add(new PatientPair
                {
                    Id = new PairId(Guid.CreateVersion7(now)),
                    PracticeId = practice,
                    OneId = ids.One,
                    OtherId = ids.Other,
                    Probability = score.Probability,
                    Agreement = agreement,
                    FoundAt = now,
                });
                break;
            case { State: PairState.Open } when score.Probability < PairScore.Possible:
                db.Remove(known);
                break;
            case { State: PairState.Open }:
                (known.Probability, known.Agreement) = (score.Probability, agreement);
                break;
            // Two people, said somebody: asked again only where more agrees than they saw. What they saw stays otherwise.
            case { State: PairState.KeptApart } when known.Agreement != agreement && score.Probability > known.Probability:
                (known.Probability, known.Agreement, known.State, known.FoundAt) = (score.Probability, agreement, PairState.Open, now);
                (known.DecidedAt, known.DecidedBy) = (null, null);
                break;
        }
    }

    private static async Task<IReadOnlyList<Patient>> PeopleAsync(Db db, IReadOnlyList<PatientId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Patients.AsNoTracking().Include(p => p.Phones).Where(p => EF.Parameter(ids).Contains(p.Id)).AsSplitQuery().ToListAsync(ct);

    private async Task<int> SizeAsync(Db db, PracticeId practice, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!sizes.TryGetValue(practice, out var size) || now - size.At > SizeFresh)
        {
            sizes[practice] = size = (await db.Patients.CountAsync(p => p.PracticeId == practice, ct), now);
        }
        return size.People;
    }
}
