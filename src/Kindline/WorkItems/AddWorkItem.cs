using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>A task for a team. The title holds no patient data: lists show it to everyone of the practice.</summary>
public sealed record NewWorkItem(
    WorkItemKind Kind, PracticeId Practice, string Title, QueueId? Queue, InteractionId? Interaction, DateTimeOffset At, DateTimeOffset DueAt)
{
    /// <summary>Whose it is from the start; null for the team's.</summary>
    public Guid? Assignee { get; init; }
}

/// <summary>Adds a task; the same kind for the same interaction is added once, however often it is told.</summary>
public sealed class AddWorkItem(DbFactory databases, LiveChanges live)
{
    public async Task<WorkItemId> RunAsync(NewWorkItem item, CancellationToken ct)
    {
        if (await KnownAsync(item, ct) is { } known)
        {
            return known;
        }
        var added = new WorkItem
        {
            Id = new WorkItemId(Guid.CreateVersion7(item.At)),
            PracticeId = item.Practice,
            Kind = item.Kind,
            Title = item.Title,
            QueueId = item.Queue,
            InteractionId = item.Interaction,
            AssigneeId = item.Assignee,
            State = item.Assignee is null ? WorkItemState.Open : WorkItemState.Claimed,
            CreatedAt = item.At,
            DueAt = item.DueAt,
        };
        try
        {
            await using var db = databases.Create();
            db.WorkItems.Add(added);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (item.Interaction is not null)
        {
            // Two told it at once and the unique index kept one; where there is none, it was another failure.
            if (await KnownAsync(item, ct) is { } other)
            {
                return other;
            }
            throw;
        }
        live.Changed("workItems");
        return added.Id;
    }

    private async Task<WorkItemId?> KnownAsync(NewWorkItem item, CancellationToken ct)
    {
        if (item.Interaction is not { } interaction)
        {
            return null;
        }
        await using var db = databases.Create();
        var known = await db.WorkItems.Where(w => w.InteractionId == interaction && w.Kind == item.Kind).Select(w => w.Id).ToListAsync(ct);
        return known.Count > 0 ? known[0] : null;
    }
}
