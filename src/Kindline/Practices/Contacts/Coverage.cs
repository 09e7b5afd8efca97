using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Contacts;

/// <summary>What an agent tells a patient about their payer today; what nobody wrote down is not known.</summary>
/// <param name="Payer">The one organisation that is called so; null where none is, or several are.</param>
/// <param name="Practice">Null where it is not known.</param>
/// <param name="Exceptions">What providers and locations say otherwise.</param>
internal sealed record CoverageView(CoveragePayer? Payer, CoverageAnswer? Practice, IReadOnlyList<CoverageException> Exceptions);

internal sealed record CoveragePayer(OrganisationId Id, PracticeId Practice, string Name, string? Phone, string? PortalLink);

/// <param name="Plans">Which, where it is only some.</param>
internal sealed record CoverageAnswer(Acceptance Answer, string? Plans);

/// <param name="Who">"Dr. Amara Osei", "Riverside", "Dr. Amara Osei at Riverside".</param>
internal sealed record CoverageException(string Who, Acceptance Answer, string? Plans);

/// <summary>Answers whether a patient's payer is accepted, from the words in their record.</summary>
internal static class Coverage
{
    /// <param name="payer">As the record calls it.</param>
    /// <param name="today">By the practice's own calendar.</param>
    public static async Task<CoverageView> OfAsync(Db db, PracticeId practice, string? payer, DateOnly today, CancellationToken ct)
    {
        if (Key(payer).Length == 0)
        {
            return new CoverageView(null, null, []);
        }
        var known = await db.Organisations.AsNoTracking().Where(o => o.PracticeId == practice && o.Kind == OrganisationKind.Payer && o.RetiredAt == null)
            .Include(o => o.Acceptances).AsSplitQuery().ToListAsync(ct);
        if (TheOne(known, payer) is not { } found)
        {
            return new CoverageView(null, null, []);
        }
        var holding = found.Acceptances.Where(a => a.HoldsOn(today)).ToList();
        var providers = await db.Providers.AsNoTracking().Where(p => p.PracticeId == practice && p.RetiredAt == null).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var locations = await db.Locations.AsNoTracking().Where(l => l.PracticeId == practice && l.RetiredAt == null).ToDictionaryAsync(l => l.Id, l => l.Name, ct);
        var whole = holding.Find(a => a.ProviderId is null && a.LocationId is null);
        return new CoverageView(
            new CoveragePayer(found.Id, practice, found.Name, found.Phone, found.PortalLink),
            whole is null ? null : new CoverageAnswer(whole.Answer, whole.Plans),
            [.. from exception in holding
                let provider = exception.ProviderId is { } p ? providers.GetValueOrDefault(p, "") : null
                let location = exception.LocationId is { } l ? locations.GetValueOrDefault(l, "") : null
                where (provider ?? location) is not null && provider != "" && location != ""
                let who = string.Join(" at ", new[] { provider, location }.OfType<string>())
                orderby who
                select new CoverageException(who, exception.Answer, exception.Plans)]);
    }

    /// <summary>The only one that is called so, whatever its capitals, spaces and points; none where two are.</summary>
    internal static Organisation? TheOne(IEnumerable<Organisation> payers, string? called)
    {
        var key = Key(called);
        var found = key.Length == 0 ? [] : payers.Where(p => (p.Aliases ?? "").Split(',').Append(p.Name).Any(n => Key(n) == key)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static string Key(string? name) => string.Concat((name ?? "").Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
