using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>What came of taking, giving back or closing an entry of a list.</summary>
internal enum TakeResult
{
    Done,
    NotFound,

    /// <summary>Somebody else has it, or it is closed.</summary>
    Conflict,
}

/// <summary>What a person does with an entry of what we owe. Each step is one conditional update: of two who claim, one gets it.</summary>
internal sealed class TakeOwed(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    /// <summary>How long a closing may be undone.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(5);

    public Task<TakeResult> ClaimAsync(OwedId id, SignedInUser user, CancellationToken ct) => ChangeAsync(
        id, user, "owed.claimed", null,
        open => open.Where(o => o.OwnerId == null || o.OwnerId == user.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.OwnerId, user.Id), ct),
        ct);

    /// <summary>One's own; whose scope is wider may give back another's.</summary>
    public Task<TakeResult> ReleaseAsync(OwedId id, SignedInUser user, CancellationToken ct) => ChangeAsync(
        id, user, "owed.released", null,
        open => open.ExecuteUpdateAsync(set => set.SetProperty(o => o.OwnerId, (Guid?)null), ct),
        ct);

    public Task<TakeResult> CloseAsync(OwedId id, string reason, SignedInUser user, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return ChangeAsync(
            id, user, "owed.closed", ["closeReason"],
            open => open.ExecuteUpdateAsync(
                set => set.SetProperty(o => o.ClosedAt, now).SetProperty(o => o.ClosedBy, user.Id)
                    .SetProperty(o => o.Closing, OwedClosing.ByHand).SetProperty(o => o.CloseReason, reason),
                ct),
            ct);
    }

    /// <summary>
    /// Undoes a closing by hand, within <see cref="UndoWithin"/>, by whoever closed it or may work on everybody's. Where the person
    /// was lost again meanwhile, the newer entry says all there is to say.
    /// </summary>
    public async Task<TakeResult> ReopenAsync(OwedId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = OwedScope.Of(user, Permission.OwedWork);
        if (await scope.Narrow(db.Owed.AsNoTracking()).SingleOrDefaultAsync(o => o.Id == id, ct) is not { } seen)
        {
            return TakeResult.NotFound;
        }
        await using var one = await db.OneAtATimeAsync(seen.PracticeId, seen.Number, ct);
        var since = clock.GetUtcNow() - UndoWithin;
        var others = db.Owed.Where(n => n.ClosedAt == null && !n.Promised);
        var reopened = await scope.Reopenable(db.Owed)
            .Where(o => o.Id == id && o.ClosedAt >= since)
            .Where(o => o.Promised || !others.Any(n => n.PracticeId == o.PracticeId && n.Number == o.Number))
            .ExecuteUpdateAsync(
                set => set.SetProperty(o => o.ClosedAt, (DateTimeOffset?)null).SetProperty(o => o.ClosedBy, (Guid?)null)
                    .SetProperty(o => o.Closing, (OwedClosing?)null).SetProperty(o => o.CloseReason, (string?)null),
                ct);
        await one.CommitAsync(ct);
        if (reopened == 0)
        {
            return TakeResult.Conflict;
        }
        await trail.AppendAsync(
            [new AuditEntry("owed.reopened", 'U', user.AsActor()) { ObjectType = "Owed", ObjectId = id.ToString(), Fields = ["closedAt"] }], ct);
        live.Changed("owed");
        return TakeResult.Done;
    }

    private async Task<TakeResult> ChangeAsync(
        OwedId id, SignedInUser user, string code, IReadOnlyList<string>? fields, Func<IQueryable<Owed>, Task<int>> change, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = OwedScope.Of(user, Permission.OwedWork);
        var seen = scope.Narrow(db.Owed).Where(o => o.Id == id);
        if (!await seen.AnyAsync(ct))
        {
            return TakeResult.NotFound;
        }
        if (await change(scope.Workable(seen)) == 0)
        {
            return TakeResult.Conflict;
        }
        await trail.AppendAsync(
            [new AuditEntry(code, 'U', user.AsActor()) { ObjectType = "Owed", ObjectId = id.ToString(), Fields = fields ?? ["owner"] }], ct);
        live.Changed("owed");
        return TakeResult.Done;
    }
}
