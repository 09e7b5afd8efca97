using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>
/// Does a bulk change, or undoes it, a batch of people in one transaction with its own figures. The change is taken at the beginning of each batch and only where it still is to
/// go on: whoever stops it waits for a batch at most, and a crash at any line leaves whole batches. Records are taken before they are read, so that whoever saves one at the same time
/// is seen. Nobody's change is kept before it is in the trail; of a batch that a crash cut there the trail tells twice. Flat in memory: a batch of tracked records. Ten
/// thousand people are a hundred transactions of two tenths of a second, twenty seconds on either engine on two cores that others use too; to undo them takes as long.
/// </summary>
internal sealed class ApplyBulk(DbFactory databases, AuditTrail trail, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>The next batch; false where there is nothing more to do.</summary>
    public async Task<bool> NextAsync(BulkChangeId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Written as it is: whoever else would write it waits until this batch is through.
        await db.BulkChanges.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), ct);
        var change = await db.BulkChanges.SingleAsync(c => c.Id == id, ct);
        if (change.State is not (BulkState.Running or BulkState.Undoing))
        {
            return false;
        }
        var undoes = change.State is BulkState.Undoing;
        var wanted = undoes ? BulkOutcome.Changed : BulkOutcome.Waiting;
        var people = await db.BulkPeople.Where(p => p.ChangeId == id && p.Outcome == wanted).OrderBy(p => p.Id).Take(Batch).ToListAsync(ct);
        if (people.Count == 0)
        {
            await EndAsync(change, undoes, ct);
        }
        else if (await FieldOfAsync(db, change, ct) is { } field)
        {
            await TakeAsync(db, change, field, people, undoes, ct);
        }
        else
        {
            (change.State, change.Why) = (BulkState.Stopped, "The field, or what was chosen for it, is no more. It may be undone.");
        }
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return change.State is BulkState.Running or BulkState.Undoing;
    }

    private async Task TakeAsync(Db db, BulkChange change, BulkField field, List<BulkPerson> people, bool undoes, CancellationToken ct)
    {
        var ids = people.ConvertAll(p => p.PatientId);
        await db.Patients.IgnoreQueryFilters().Where(p => EF.Parameter(ids).Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), ct);
        var records = await BulkPeopleRead.Of(db, change.PracticeId, ids, field).ToDictionaryAsync(p => p.Id, ct);
        var now = BulkPeopleRead.Now(clock);
        List<AuditEntry> entries = [];
        foreach (var person in people)
        {
            var record = records.GetValueOrDefault(person.PatientId);
            if (undoes ? Undo(change, field, person, record) : Do(change, field, person, record, now))
            {
                // Whoever has the record open is told before they write over it. As of when it is known stays: nobody looked at the rest of it.
                record!.Version++;
                entries.Add(EntryOf(change, field, person, undoes));
            }
        }
        await trail.AppendAsync(entries, ct);
    }

    private static bool Do(BulkChange change, BulkField field, BulkPerson person, Patient? record, DateTimeOffset now)
    {
        var verdict = BulkRule.Do(record, field, change.Value, person.Before, now);
        (person.Outcome, person.Why, person.After) = (verdict.Outcome, verdict.Why, verdict.After);
        change.Changed += verdict.Outcome is BulkOutcome.Changed ? 1 : 0;
        change.Same += verdict.Outcome is BulkOutcome.Same ? 1 : 0;
        change.LeftOut += verdict.Outcome is BulkOutcome.LeftOut ? 1 : 0;
        if (verdict.Outcome is not BulkOutcome.Changed || record is null)
        {
            return false;
        }
        field.Write(record, verdict.After);
        return true;
    }

    private static bool Undo(BulkChange change, BulkField field, BulkPerson person, Patient? record)
    {
        (person.Outcome, person.Why) = BulkRule.Undo(record, field, person);
        change.Restored += person.Outcome is BulkOutcome.Restored ? 1 : 0;
        change.Kept += person.Outcome is BulkOutcome.Kept ? 1 : 0;
        if (person.Outcome is not BulkOutcome.Restored || record is null)
        {
            return false;
        }
        field.Write(record, person.Before);
        return true;
    }

    private async Task EndAsync(BulkChange change, bool undoes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (change.State, change.EndedAt) = undoes ? (BulkState.Undone, change.EndedAt ?? now) : (BulkState.Done, now);
        change.Why = null;
        var figures = undoes ? $"{change.Restored} as before, {change.Kept} left" : $"{change.Changed} changed, {change.Same} as they were, {change.LeftOut} left out";
        await trail.AppendAsync(
            new AuditEntry(undoes ? "patients.bulk.undone" : "patients.bulk.done", 'U', ActorOf(change, undoes))
            {
                ObjectType = "BulkChange",
                ObjectId = change.Id.ToString(),
                Reason = $"{change.Reason}: {figures}",
            }, ct);
    }

    private static AuditEntry EntryOf(BulkChange change, BulkField field, BulkPerson person, bool undoes) =>
        new("patient.changed", 'U', ActorOf(change, undoes))
        {
            ObjectType = "Patient",
            ObjectId = person.PatientId.ToString(),
            PatientId = person.PatientId,
            Fields = [field.TrailName],
            Reason = $"{(undoes ? "undo of bulk change" : "bulk change")} {change.Id}: {change.Reason}",
        };

    /// <summary>Who asked for it; by now they may have signed out.</summary>
    private static AuditActor ActorOf(BulkChange change, bool undoes) =>
        undoes ? new(change.UndoneBy, change.UndoneByRole ?? "", null, null) : new(change.UserId, change.RoleKey, null, null);

    /// <summary>Null where it cannot be set any more; to undo, what stood there before is good enough.</summary>
    private static async Task<BulkField?> FieldOfAsync(Db db, BulkChange change, CancellationToken ct)
    {
        var undoes = change.State is BulkState.Undoing;
        var field = (await BulkFields.ReadAsync(db, change.PracticeId, undoes, ct)).FirstOrDefault(f => f.Key == change.Field);
        return undoes || field?.Check(change.Value).Wrong is null ? field : null;
    }
}
