using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>A task as the list shows it.</summary>
internal sealed record WorkItemView(
    WorkItemId Id, WorkItemKind Kind, string Title, Named<PracticeId> Practice, Named<QueueId>? Queue, InteractionId? InteractionId,
    Named<Guid>? Assignee, WorkItemState State, DateTimeOffset CreatedAt, DateTimeOffset DueAt, bool Overdue, DateTimeOffset? DoneAt,
    string? Note);

/// <summary>A page of tasks; the open count is of all that are not done and the person may see.</summary>
internal sealed record WorkItemList(IReadOnlyList<WorkItemView> Items, int Total, int OpenCount);

/// <summary>Reads both lists: what is due first stands first, what is closed stands by its closing, newest first.</summary>
internal sealed class WorkItemQueries(DbFactory databases, IQueueNames queues, TimeProvider clock)
{
    public async Task<OwedList> OwedAsync(OwedFilter filter, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = OwedScope.Of(user, Permission.OwedRead);
        var seen = scope.Narrow(db.Owed.AsNoTracking());
        var rows = filter.Apply(seen, user.Id);
        var total = await rows.CountAsync(ct);
        var page = await rows.OrderBy(o => o.ClosedAt != null).ThenByDescending(o => o.ClosedAt).ThenBy(o => o.DueAt).ThenBy(o => o.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        var open = await seen.Where(o => o.ClosedAt == null).GroupBy(o => o.Kind).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new OwedList(await ViewAsync(db, page, scope.Masks, ct), total, open.Values.Sum(), OwedCounts.Of(open));
    }

    /// <summary>One entry in the scope of a permission, or null.</summary>
    public async Task<OwedView?> OwedAsync(OwedId id, SignedInUser user, string permission, CancellationToken ct)
    {
        await using var db = databases.Create();
        var scope = OwedScope.Of(user, permission);
        var rows = await scope.Narrow(db.Owed.AsNoTracking()).Where(o => o.Id == id).ToListAsync(ct);
        return (await ViewAsync(db, rows, scope.Masks, ct)).SingleOrDefault();
    }

    public async Task<WorkItemList> ItemsAsync(
        WorkItemState? state, WorkItemKind? kind, bool onlyMine, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var seen = OwedScope.Of(user, Permission.WorkItemsRead).Narrow(db.WorkItems.AsNoTracking());
        var rows = state is { } inState ? seen.Where(w => w.State == inState) : seen;
        rows = kind is { } ofKind ? rows.Where(w => w.Kind == ofKind) : rows;
        rows = onlyMine ? rows.Where(w => w.AssigneeId == user.Id) : rows;
        var total = await rows.CountAsync(ct);
        var page = await rows.OrderBy(w => w.DoneAt != null).ThenByDescending(w => w.DoneAt).ThenBy(w => w.DueAt).ThenBy(w => w.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new WorkItemList(await ViewAsync(db, page, ct), total, await seen.CountAsync(w => w.State != WorkItemState.Done, ct));
    }

    /// <summary>One task in the scope of a permission, or null.</summary>
    public async Task<WorkItemView?> ItemAsync(WorkItemId id, SignedInUser user, string permission, CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await OwedScope.Of(user, permission).Narrow(db.WorkItems.AsNoTracking()).Where(w => w.Id == id).ToListAsync(ct);
        return (await ViewAsync(db, rows, ct)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<OwedView>> ViewAsync(Db db, List<Owed> rows, bool masks, CancellationToken ct)
    {
        var names = await NamesAsync(db, [.. rows.Select(o => (o.PracticeId, o.QueueId, o.OwnerId))], ct);
        var now = clock.GetUtcNow();
        return [.. rows.Select(o => new OwedView(
            o.Id, o.Kind, masks ? Masked.Number(o.Number) : o.Number, names.Practice(o.PracticeId), names.Queue(o.QueueId), o.InteractionId,
            names.Person(o.OwnerId), o.CreatedAt, o.DueAt, o.ClosedAt is null && o.DueAt < now, OwedClock.Of(o, now), o.ClosedAt, o.Closing,
            o.CloseReason ?? Words(o.Closing), o.Attempts, masks ? null : o.Note))];
    }

    private async Task<IReadOnlyList<WorkItemView>> ViewAsync(Db db, List<WorkItem> rows, CancellationToken ct)
    {
        var names = await NamesAsync(db, [.. rows.Select(w => (w.PracticeId, w.QueueId, w.AssigneeId))], ct);
        var now = clock.GetUtcNow();
        return [.. rows.Select(w => new WorkItemView(
            w.Id, w.Kind, w.Title, names.Practice(w.PracticeId), names.Queue(w.QueueId), w.InteractionId, names.Person(w.AssigneeId),
            w.State, w.CreatedAt, w.DueAt, w.DoneAt is null && w.DueAt < now, w.DoneAt, w.Note))];
    }

    private async Task<Names> NamesAsync(Db db, IReadOnlyList<(PracticeId Practice, QueueId? Queue, Guid? Person)> rows, CancellationToken ct)
    {
        var practices = rows.Select(r => r.Practice).Distinct().ToList();
        var people = rows.Select(r => r.Person).OfType<Guid>().Distinct().ToList();
        return new Names(
            await db.Practices.Where(p => practices.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct),
            await queues.ReadAsync([.. rows.Select(r => r.Queue).OfType<QueueId>().Distinct()], ct),
            await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct));
    }

    private static string? Words(OwedClosing? closing) => closing switch
    {
        OwedClosing.GotThrough => "The person got through",
        OwedClosing.CalledBack => "Called back",
        OwedClosing.Withdrawn => "The promise was taken back",
        _ => null,
    };

    private sealed record Names(
        IReadOnlyDictionary<PracticeId, string> Practices, IReadOnlyDictionary<QueueId, string> Queues, IReadOnlyDictionary<Guid, string> People)
    {
        public Named<PracticeId> Practice(PracticeId id) => new(id, Practices.GetValueOrDefault(id, ""));

        public Named<QueueId>? Queue(QueueId? id) => id is { } queue ? new(queue, Queues.GetValueOrDefault(queue, "")) : null;

        public Named<Guid>? Person(Guid? id) => id is { } person ? new(person, People.GetValueOrDefault(person, "")) : null;
    }
}
