using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Knowledge;

/// <summary>"This is wrong": an agent's note on a card, and a work item for its owner, or for the practice where the owner has left.</summary>
internal sealed class ReportCard(DbFactory databases, AddWorkItem addWork, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    private static readonly TimeSpan DueIn = TimeSpan.FromDays(1);

    /// <returns>False where there is no such card.</returns>
    public async Task<bool> RunAsync(CardId id, string note, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var card = await db.KnowledgeCards.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null && user.Practices.Contains(c.PracticeId), ct);
        if (card is null)
        {
            return false;
        }
        var now = clock.GetUtcNow();
        await trail.AppendAsync(
            new AuditEntry("knowledge.reported", 'C', user.AsActor()) { ObjectType = "KnowledgeCard", ObjectId = id.ToString() }, ct);
        var ownerIsHere = await CardOwners.Of(db, card.PracticeId).AnyAsync(u => u.Id == card.OwnerId, ct);
        var item = await addWork.RunAsync(
            new NewWorkItem(WorkItemKind.Knowledge, card.PracticeId, $"Reported wrong: {card.Title}", null, null, now, now + DueIn)
            {
                Assignee = ownerIsHere ? card.OwnerId : null,
            },
            ct);
        db.Add(new CardReport
        {
            Id = Guid.CreateVersion7(now),
            CardId = id,
            WorkItemId = item,
            Note = note,
            ReportedBy = user.Id,
            ReportedAt = now,
        });
        await db.SaveChangesAsync(ct);
        live.Changed("knowledge");
        return true;
    }
}
