using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <param name="One">A record.</param>
/// <param name="Other">Another one of the same practice.</param>
internal sealed record PairInput(PatientId? One, PatientId? Other);

/// <summary>
/// Puts two records into the queue that a person takes for one person's, whatever the comparison says of them. It waits there until somebody
/// decides, or one of the records is changed and compared anew. Said twice it is done once.
/// </summary>
internal sealed class PairByHand(DbFactory databases, ComparePatients compare, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<PairDecision> RunAsync(PairInput input, SignedInUser user, CancellationToken ct)
    {
        if (input is not { One: { } first, Other: { } second } || first == second)
        {
            return new PairDecision.Invalid("other", "must be another record than the first");
        }
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockMergesAsync(ct);
        var people = await db.Patients.AsNoTracking().Include(p => p.Phones).Where(p => p.Id == first || p.Id == second).OrderBy(p => p.Id).AsSplitQuery().ToListAsync(ct);
        if (people is not [var one, var other] || !people.TrueForAll(p => user.Reaches(Permission.PatientsMerge, p.PracticeId)))
        {
            return new PairDecision.NotFound();
        }
        if (one.PracticeId != other.PracticeId)
        {
            return new PairDecision.Invalid("other", "is of another practice, whose records stay apart");
        }
        if (await db.PatientPairs.SingleOrDefaultAsync(p => p.OneId == one.Id && p.OtherId == other.Id, ct) is not { } pair)
        {
            var score = await compare.ScoreAsync(db, one, other, ct);
            pair = new PatientPair
            {
                Id = new PairId(Guid.CreateVersion7(clock.GetUtcNow())),
                PracticeId = one.PracticeId,
                OneId = one.Id,
                OtherId = other.Id,
                Probability = score.Probability,
                Agreement = score.Agreement.ToString(),
                FoundAt = clock.GetUtcNow(),
            };
            db.Add(pair);
        }
        (pair.State, pair.DecidedAt, pair.DecidedBy) = (PairState.Open, null, null);
        await trail.AppendAsync(
            [
                .. from patient in people
                   select new AuditEntry("patient.pairMade", 'C', user.AsActor()) { ObjectType = "PatientPair", ObjectId = pair.Id.ToString(), PatientId = patient.Id },
            ], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        live.Changed("duplicates");
        return new PairDecision.Done(pair.Id);
    }
}
