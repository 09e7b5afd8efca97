using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Duplicates;

/// <summary>
/// Takes a merge back, in one transaction: every row that it moved and that the survivor still has returns, and both records are as
/// before where nobody has changed them since. What came to the survivor after the merge stays there: nobody said of it whose it is.
/// </summary>
internal sealed class UnmergePatients(DbFactory databases, IEnumerable<IHoldsPatients> holders, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<PairDecision> RunAsync(PairId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockMergesAsync(ct);
        if (await PairScope.Narrow(db.PatientPairs, user).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pair)
        {
            return new PairDecision.NotFound();
        }
        if (await db.PatientMerges.SingleOrDefaultAsync(m => m.Id == pair.MergeId, ct) is not { } merge)
        {
            return new PairDecision.Refused("These two have not been merged.");
        }
        if (pair.State != PairState.Merged)
        {
            return new PairDecision.Done(id);
        }
        if (!await db.Patients.AnyAsync(p => p.Id == merge.SurvivorId, ct))
        {
            return new PairDecision.Refused("The record that was left has been merged into another since. Undo that merge first.");
        }
        await UnmergeAsync(db, pair, merge, user, ct);
        await trail.AppendAsync(MergePatients.Entries("patient.unmerged", merge, [], user), ct);
        await transaction.CommitAsync(ct);
        live.Changed("duplicates");
        return new PairDecision.Done(id);
    }

    private async Task UnmergeAsync(Db db, PatientPair pair, PatientMerge merge, SignedInUser user, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            await holder.MoveBackAsync(db, merge, ct);
        }
        await db.Set<MovedRow>().Where(r => r.MergeId == merge.Id).ExecuteDeleteAsync(ct);
        var (gone, survivor) = (await MergePatients.RecordAsync(db, merge.GoneId, ct), await MergePatients.RecordAsync(db, merge.SurvivorId, ct));
        var change = RecordChange.FromJson(merge.Change);
        change.TakeBack(survivor);
        gone.MergedIntoId = null;
        survivor.Version++;
        var mrn = change.Exchanged ? change.GoneMrn : gone.Mrn;
        // Where somebody gave the number to another record since, that one keeps it.
        var isFree = mrn is not null && mrn != survivor.Mrn
            && !await db.Patients.AnyAsync(p => p.PracticeId == merge.PracticeId && p.Mrn == mrn && p.Id != gone.Id && p.Id != survivor.Id, ct);
        var now = clock.GetUtcNow();
        (merge.UndoneAt, merge.UndoneBy) = (now, user.Id);
        (pair.State, pair.DecidedAt, pair.DecidedBy) = (PairState.Open, null, null);
        await MergePatients.SaveAsync(db, (gone, isFree ? mrn : null), (survivor, survivor.Mrn), ct);
    }
}
