using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>What a person does with a task of the team's list. Each step is one conditional update: of two who claim, one gets it.</summary>
internal sealed class TakeWorkItem(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public Task<TakeResult> ClaimAsync(WorkItemId id, SignedInUser user, CancellationToken ct) => ChangeAsync(
        id, user, "workItem.claimed", ["assignee"],
        open => open.Where(w => w.AssigneeId == null || w.AssigneeId == user.Id).ExecuteUpdateAsync(
            set => set.SetProperty(w => w.AssigneeId, user.Id).SetProperty(w => w.State, WorkItemState.Claimed), ct),
        ct);

    public Task<TakeResult> ReleaseAsync(WorkItemId id, SignedInUser user, CancellationToken ct) => ChangeAsync(
        id, user, "workItem.released", ["assignee"],
        open => open.ExecuteUpdateAsync(
            set => set.SetProperty(w => w.AssigneeId, (Guid?)null).SetProperty(w => w.State, WorkItemState.Open), ct),
        ct);

    /// <summary>Done by whoever says so, claimed or not; what another has claimed is theirs to finish, or their supervisor's.</summary>
    public Task<TakeResult> DoneAsync(WorkItemId id, string? note, SignedInUser user, CancellationToken ct)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return ChangeAsync(
            id, user, "workItem.done", ["state", "note"],
            open => open.ExecuteUpdateAsync(
                set => set.SetProperty(w => w.State, WorkItemState.Done).SetProperty(w => w.DoneAt, now).SetProperty(w => w.DoneBy, user.Id)
                    .SetProperty(w => w.AssigneeId, w => w.AssigneeId ?? user.Id).SetProperty(w => w.Note, note),
                ct),
            ct);
    }

    private async Task<TakeResult> ChangeAsync(
        WorkItemId id, SignedInUser user, string code, IReadOnlyList<string> fields, Func<IQueryable<WorkItem>, Task<int>> change, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = OwedScope.Of(user, Permission.WorkItemsWork);
        var seen = scope.Narrow(db.WorkItems).Where(w => w.Id == id);
        if (!await seen.AnyAsync(ct))
        {
            return TakeResult.NotFound;
        }
        if (await change(scope.Workable(seen)) == 0)
        {
            return TakeResult.Conflict;
        }
        await trail.AppendAsync(
            [new AuditEntry(code, 'U', user.AsActor()) { ObjectType = "WorkItem", ObjectId = id.ToString(), Fields = fields }], ct);
        live.Changed("workItems");
        return TakeResult.Done;
    }
}
