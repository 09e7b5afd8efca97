using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>Stops a bulk change behind its batch, has it go on, or undoes it. Each is one conditional write: of two at once one is told that it came too late.</summary>
internal sealed class EndBulk(DbFactory databases, BulkWorker worker, AuditTrail trail, TimeProvider clock)
{
    private const string OfAnother = "Undoing this takes do not call off, which wants two persons: ask somebody else who may change people in bulk.";

    public Task<BulkAnswer> StopAsync(BulkChangeId id, SignedInUser user, CancellationToken ct) =>
        SetAsync(id, user, "patients.bulk.stop", WhyNotStop, (db, _) => db.BulkChanges.Where(c => c.Id == id && c.State == BulkState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Stopped), ct), ct);

    public Task<BulkAnswer> GoOnAsync(BulkChangeId id, SignedInUser user, CancellationToken ct) =>
        SetAsync(id, user, "patients.bulk.goOn", WhyNotGoOn, (db, _) => db.BulkChanges.Where(c => c.Id == id && c.State == BulkState.Stopped && c.UndoneBy == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.State, BulkState.Running).SetProperty(c => c.Why, (string?)null), ct), ct);

    public Task<BulkAnswer> UndoAsync(BulkChangeId id, SignedInUser user, CancellationToken ct) =>
        SetAsync(id, user, "patients.bulk.undo", change => WhyNotUndo(change, user.Id), (db, now) => db.BulkChanges
            .Where(c => c.Id == id && (c.State == BulkState.Done || c.State == BulkState.Stopped))
            .ExecuteUpdateAsync(
                set => set.SetProperty(c => c.State, BulkState.Undoing).SetProperty(c => c.Why, (string?)null).SetProperty(c => c.UndoneBy, user.Id)
                    .SetProperty(c => c.UndoneByRole, user.RoleKey).SetProperty(c => c.UndoneAt, now), ct), ct);

    /// <summary>Why this person cannot undo it; null where they can.</summary>
    public static string? WhyNotUndo(BulkChange change, Guid user) => change.State switch
    {
        BulkState.Running => "It is still under way: stop it first.",
        BulkState.Undoing or BulkState.Undone => "It is undone already, or being so.",
        _ when change.Changed == 0 => "It changed nobody.",
        _ when change.UserId == user && BulkField.All.Any(f => f.Key == change.Field && f.UndoneByAnother) => OfAnother,
        _ => null,
    };

    /// <summary>Why it cannot go on; null where it can.</summary>
    public static string? WhyNotGoOn(BulkChange change) => change.State is BulkState.Stopped && change.UndoneBy is null ? null : "It was not stopped, or is undone.";

    private static string? WhyNotStop(BulkChange change) => change.State is BulkState.Running ? null : "Nothing that could be stopped is under way.";

    private async Task<BulkAnswer> SetAsync(
        BulkChangeId id, SignedInUser user, string code, Func<BulkChange, string?> whyNot, Func<Db, DateTimeOffset, Task<int>> write, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await BulkReach.ChangesOf(db, user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } change)
        {
            return new BulkAnswer.NotFound();
        }
        if (whyNot(change) is { } why)
        {
            return new BulkAnswer.Refused(why);
        }
        await trail.AppendAsync(new AuditEntry(code, 'U', user.AsActor()) { ObjectType = "BulkChange", ObjectId = id.ToString(), Reason = change.Reason }, ct);
        if (await write(db, clock.GetUtcNow()) == 0)
        {
            return new BulkAnswer.Refused("Somebody else was faster. Look at it again.");
        }
        worker.Wake();
        return new BulkAnswer.Accepted(id);
    }
}
