using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Contacts;

/// <summary>Which organisations are asked for.</summary>
/// <param name="Query">Words that all stand in a name, a role, an address or a note, or digits of a number.</param>
internal sealed record ContactFilter(PracticeId? Practice, string? Query, bool Retired);

/// <summary>Reads whom a practice works with, by name.</summary>
internal sealed class ContactQueries(DbFactory databases, TimeProvider clock)
{
    public async Task<Page<OrganisationView>> ListAsync(ContactFilter filter, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var seen = db.Organisations.AsNoTracking().Seen(user, Permission.ContactsRead);
        seen = filter.Practice is { } practice ? seen.Where(o => o.PracticeId == practice) : seen;
        seen = filter.Retired ? seen : seen.Where(o => o.RetiredAt == null);
        // A practice has some hundred of them; words are looked for here, so that both databases find the same ones.
        var words = (filter.Query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = (await seen.Include(o => o.People).Include(o => o.Acceptances).AsSplitQuery().ToListAsync(ct)).FindAll(o => words.All(w => ContactWords.Holds(o, w)));
        var open = await db.Set<PartnerIssue>().Where(i => i.ClosedOn == null).Join(seen, i => i.OrganisationId, o => o.Id, (i, _) => i.OrganisationId)
            .GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var zones = await db.Practices.AsNoTracking().ToDictionaryAsync(p => p.Id, p => TimeZoneInfo.FindSystemTimeZoneById(p.TimeZone), ct);
        var now = clock.GetUtcNow();
        var views = found.OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(o => o.Id.Value).Skip(paging.Skip).Take(paging.Size);
        return new Page<OrganisationView>([.. views.Select(o => OrganisationView.Of(o, open.GetValueOrDefault(o.Id), now.DayIn(zones[o.PracticeId])))], found.Count);
    }

    /// <summary>Null where there is none, or it is none of the asker's.</summary>
    public async Task<OrganisationDetail?> OneAsync(OrganisationId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.Organisations.AsNoTracking().Seen(user, Permission.ContactsRead).Include(o => o.People).Include(o => o.Acceptances).Include(o => o.Meetings).Include(o => o.Issues)
            .AsSplitQuery().SingleOrDefaultAsync(o => o.Id == id, ct);
        return row is null ? null : OrganisationDetail.Of(row, await db.TodayOfAsync(row.PracticeId, clock, ct));
    }
}

/// <summary>Whose contacts a permission reaches: those of one's own practices.</summary>
internal static class ContactScope
{
    extension(IQueryable<Organisation> organisations)
    {
        public IQueryable<Organisation> Seen(SignedInUser user, string permission) =>
            user.ScopeOf(permission) is Scope.All ? organisations : organisations.Where(o => user.Practices.Contains(o.PracticeId));
    }

    extension(Db db)
    {
        /// <summary>The day in a practice's own zone.</summary>
        public async Task<DateOnly> TodayOfAsync(PracticeId practice, TimeProvider clock, CancellationToken ct)
        {
            var zone = await db.Practices.Where(p => p.Id == practice).Select(p => p.TimeZone).SingleAsync(ct);
            return clock.GetUtcNow().DayIn(zone);
        }
    }
}

internal static class ContactWords
{
    /// <summary>Whether a word stands in what an organisation and its people are called, or its digits in one of their numbers.</summary>
    public static bool Holds(Organisation row, string word)
    {
        string?[] texts = [row.Name, row.Aliases, row.Address, row.Note, .. row.People.SelectMany(p => new[] { p.Name, p.Role })];
        var digits = string.Concat(word.Where(char.IsAsciiDigit));
        string?[] numbers = [row.Phone, row.Fax, .. row.People.Select(p => p.Phone)];
        return texts.Any(t => t?.Contains(word, StringComparison.CurrentCultureIgnoreCase) is true)
            || (digits.Length > 0 && digits.Length == word.Count(c => c is not ('+' or '-' or '(' or ')' or '.')) && numbers.Any(n => n?.Contains(digits, StringComparison.Ordinal) is true));
    }
}
