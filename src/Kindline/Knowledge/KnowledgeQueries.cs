using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Knowledge;

/// <summary>Which cards are asked for.</summary>
/// <param name="Line">Cards of this line first, then those of all lines; the other lines' are left out.</param>
/// <param name="Query">Words that all stand in the title, the text, the place or the clinician.</param>
internal sealed record CardFilter(PracticeId? Practice, string? Line, string? Query);

/// <summary>Reads cards: what is expired sinks, the line's own come before the practice's, then by title.</summary>
internal sealed class KnowledgeQueries(DbFactory databases, TimeProvider clock)
{
    public async Task<Page<CardView>> ListAsync(CardFilter filter, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var seen = CardScope.Narrow(db.KnowledgeCards.AsNoTracking(), user, Permission.KnowledgeRead).Where(c => c.DeletedAt == null);
        seen = filter.Practice is { } practice ? seen.Where(c => c.PracticeId == practice) : seen;
        seen = filter.Line is { Length: > 0 } line ? seen.Where(c => c.Line == null || c.Line == line) : seen;
        // A practice has some hundred cards; words are looked for here, so that both databases find the same ones.
        var words = (filter.Query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = (await seen.ToListAsync(ct)).FindAll(c => words.All(w => Holds(c, w)));
        var views = (await ViewAsync(db, found, ct)).OrderBy(c => c.Expired).ThenBy(c => c.Line != filter.Line || c.Line is null)
            .ThenByDescending(c => words.Length > 0 && words.All(w => c.Title.Contains(w, StringComparison.CurrentCultureIgnoreCase)))
            .ThenBy(c => c.Title, StringComparer.CurrentCultureIgnoreCase).ThenBy(c => c.Id.Value);
        return new Page<CardView>([.. views.Skip(paging.Skip).Take(paging.Size)], found.Count);
    }

    public async Task<CardView?> OneAsync(CardId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var found = await CardScope.Narrow(db.KnowledgeCards.AsNoTracking(), user, Permission.KnowledgeRead)
            .Where(c => c.Id == id && c.DeletedAt == null).ToListAsync(ct);
        return (await ViewAsync(db, found, ct)).SingleOrDefault();
    }

    /// <summary>What was said against a card and not answered yet, newest first.</summary>
    public async Task<Page<CardReportView>?> ReportsAsync(CardId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!await CardScope.Narrow(db.KnowledgeCards, user, Permission.KnowledgeEdit).AnyAsync(c => c.Id == id, ct))
        {
            return null;
        }
        var open = await (from report in OpenReports(db).Where(r => r.CardId == id)
                          join person in db.Users on report.ReportedBy equals person.Id
                          orderby report.ReportedAt descending
                          select new CardReportView(report.Id, report.Note, new Named<Guid>(person.Id, person.DisplayName), report.ReportedAt)).ToListAsync(ct);
        return new Page<CardReportView>(open, open.Count);
    }

    /// <summary>Null where the practice is none of the person's.</summary>
    public async Task<CardChoices?> ChoicesAsync(PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        if (!user.Reaches(Permission.KnowledgeEdit, practice))
        {
            return null;
        }
        await using var db = databases.Create();
        var lines = await db.Numbers.AsNoTracking().Where(n => n.PracticeId == practice).OrderBy(n => n.E164)
            .Select(n => new CardLine(n.E164, n.Purpose)).ToListAsync(ct);
        var owners = await CardOwners.Of(db, practice).OrderBy(u => u.DisplayName).Select(u => new Named<Guid>(u.Id, u.DisplayName)).ToListAsync(ct);
        return new CardChoices(lines, owners);
    }

    private static IQueryable<CardReport> OpenReports(Db db) =>
        db.CardReports.AsNoTracking().Where(r => db.Set<WorkItem>().Any(w => w.Id == r.WorkItemId && w.State != WorkItemState.Done));

    private static bool Holds(KnowledgeCard card, string word) =>
        new[] { card.Title, card.Body, card.Location, card.Provider }.Any(t => t?.Contains(word, StringComparison.CurrentCultureIgnoreCase) is true);

    private async Task<List<CardView>> ViewAsync(Db db, List<KnowledgeCard> cards, CancellationToken ct)
    {
        var (ids, practices, owners) = (cards.ConvertAll(c => c.Id), cards.ConvertAll(c => c.PracticeId), cards.ConvertAll(c => c.OwnerId));
        var wrong = await OpenReports(db).Where(r => ids.Contains(r.CardId)).GroupBy(r => r.CardId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var places = await db.Practices.AsNoTracking().Where(p => practices.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p, ct);
        var people = await db.Users.Where(u => owners.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var now = clock.GetUtcNow();
        return cards.ConvertAll(c => new CardView(
            c.Id, c.Title, c.Body, new Named<PracticeId>(c.PracticeId, places[c.PracticeId].Name), c.Line, c.Location, c.Provider,
            new Named<Guid>(c.OwnerId, people.GetValueOrDefault(c.OwnerId, "")), c.ExpiresOn, c.ExpiresOn < now.DayIn(places[c.PracticeId].TimeZone),
            c.ChangedAt, wrong.GetValueOrDefault(c.Id)));
    }
}
