using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>Decides that a pair is two people, or takes that back. Said twice it is done once.</summary>
internal sealed class KeepApart(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    /// <param name="apart">False puts the pair back into the queue.</param>
    public async Task<PairDecision> RunAsync(PairId id, bool apart, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockMergesAsync(ct);
        if (await PairScope.Narrow(db.PatientPairs, user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
        {
            return new PairDecision.NotFound();
        }
        if (pair.State == PairState.Merged)
        {
            return new PairDecision.Refused("These two have been merged. Undo that first.");
        }
        var now = clock.GetUtcNow();
        (pair.State, pair.DecidedAt, pair.DecidedBy) = apart ? (PairState.KeptApart, now, user.Id) : (PairState.Open, (DateTimeOffset?)null, (Guid?)null);
        var code = apart ? "patient.keptApart" : "patient.pairReopened";
        await trail.AppendAsync(
            [
                .. from patient in (PatientId[])[pair.OneId, pair.OtherId]
                   select new AuditEntry(code, 'U', user.AsActor()) { ObjectType = "PatientPair", ObjectId = id.ToString(), PatientId = patient },
            ], ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        live.Changed("duplicates");
        return new PairDecision.Done(id);
    }
}
