using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Knowledge;

/// <summary>What came of an edit.</summary>
internal abstract record CardEdit
{
    public sealed record Done(CardId Id) : CardEdit;

    public sealed record Invalid(FieldErrors Errors) : CardEdit;

    /// <summary>Somebody else changed it since it was read.</summary>
    public sealed record Changed : CardEdit;

    public sealed record NotFound : CardEdit;
}

/// <summary>Writes, changes and deletes cards; a deletion can be undone, and what was reported wrong can be settled.</summary>
internal sealed class EditCards(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public async Task<CardEdit> AddAsync(CardInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!PracticeId.TryParse(input.Practice, out var practice) || !user.Reaches(Permission.KnowledgeEdit, practice))
        {
            return Invalid("practice", "must be one of your practices");
        }
        var owner = input.Owner ?? user.Id;
        var errors = await input.CheckAsync(db, practice, owner, ct);
        if (!errors.None)
        {
            return new CardEdit.Invalid(errors);
        }
        var now = clock.GetUtcNow();
        var card = new KnowledgeCard { Id = new CardId(Guid.CreateVersion7(now)), PracticeId = practice, ChangedAt = now, ChangedBy = user.Id };
        input.ApplyTo(card, owner);
        db.Add(card);
        return await SaveAsync(db, card, "knowledge.created", 'C', [], user, ct);
    }

    public async Task<CardEdit> ChangeAsync(CardId id, CardInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user).SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct) is not { } card)
        {
            return new CardEdit.NotFound();
        }
        if (input.ChangedAt is { } seen && seen != card.ChangedAt)
        {
            return new CardEdit.Changed();
        }
        var owner = input.Owner ?? card.OwnerId;
        var errors = await input.CheckAsync(db, card.PracticeId, owner, ct);
        if (!errors.None)
        {
            return new CardEdit.Invalid(errors);
        }
        input.ApplyTo(card, owner);
        var fields = db.Entry(card).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).ToList();
        (card.ChangedAt, card.ChangedBy) = (clock.GetUtcNow(), user.Id);
        return await SaveAsync(db, card, "knowledge.changed", 'U', fields, user, ct);
    }

    /// <param name="deleted">False undoes a deletion.</param>
    public async Task<CardEdit> DeleteAsync(CardId id, bool deleted, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user).SingleOrDefaultAsync(c => c.Id == id && (c.DeletedAt == null) == deleted, ct) is not { } card)
        {
            return new CardEdit.NotFound();
        }
        card.DeletedAt = deleted ? clock.GetUtcNow() : null;
        return await SaveAsync(db, card, deleted ? "knowledge.deleted" : "knowledge.undeleted", deleted ? 'D' : 'U', [], user, ct);
    }

    /// <summary>What was reported wrong is answered: its work items are done.</summary>
    public async Task<CardEdit> SettleAsync(CardId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await Mine(db, user).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } card)
        {
            return new CardEdit.NotFound();
        }
        DateTimeOffset? now = clock.GetUtcNow();
        var items = db.CardReports.Where(r => r.CardId == id).Select(r => r.WorkItemId);
        await trail.AppendAsync(Entry("knowledge.settled", 'U', card, [], user), ct);
        await db.WorkItems.Where(w => items.Contains(w.Id) && w.State != WorkItemState.Done).ExecuteUpdateAsync(
            set => set.SetProperty(w => w.State, WorkItemState.Done).SetProperty(w => w.DoneAt, now).SetProperty(w => w.DoneBy, user.Id)
                .SetProperty(w => w.AssigneeId, w => w.AssigneeId ?? user.Id),
            ct);
        live.Changed("workItems");
        live.Changed("knowledge");
        return new CardEdit.Done(id);
    }

    private static IQueryable<KnowledgeCard> Mine(Db db, SignedInUser user) => CardScope.Narrow(db.KnowledgeCards, user, Permission.KnowledgeEdit);

    private async Task<CardEdit> SaveAsync(
        Db db, KnowledgeCard card, string code, char action, IReadOnlyList<string> fields, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(Entry(code, action, card, fields, user), ct);
        await db.SaveChangesAsync(ct);
        live.Changed("knowledge");
        return new CardEdit.Done(card.Id);
    }

    private static AuditEntry Entry(string code, char action, KnowledgeCard card, IReadOnlyList<string> fields, SignedInUser user) =>
        new(code, action, user.AsActor()) { ObjectType = "KnowledgeCard", ObjectId = card.Id.ToString(), Fields = fields };

    private static CardEdit.Invalid Invalid(string field, string why)
    {
        var errors = new FieldErrors();
        errors.Add(field, why);
        return new CardEdit.Invalid(errors);
    }
}

/// <summary>Over whose cards a permission reaches: those of one's own practices.</summary>
internal static class CardScope
{
    public static IQueryable<KnowledgeCard> Narrow(IQueryable<KnowledgeCard> cards, SignedInUser user, string permission) =>
        user.ScopeOf(permission) is Scope.All ? cards : cards.Where(c => user.Practices.Contains(c.PracticeId));
}
