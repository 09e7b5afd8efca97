using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>Whom a referral partner has sent, in numbers.</summary>
/// <param name="Months">By the practice's own calendar, the latest first; months without any are left out.</param>
/// <param name="Requests">How many of them stand where, by the partner's latest request for each.</param>
internal sealed record ReferralsView(int Total, IReadOnlyList<ReferralMonth> Months, IReadOnlyList<ReferralRequests> Requests);

/// <param name="Month">"2026-11".</param>
internal sealed record ReferralMonth(string Month, int Patients);

/// <param name="State">Null of those for whom the partner has not asked for an appointment.</param>
internal sealed record ReferralRequests(RequestState? State, int Patients);

/// <summary>Somebody whom a partner has sent.</summary>
/// <param name="On">When it was written down, by the practice's own calendar; null of a VIP whose record is not open to whoever asks.</param>
/// <param name="Request">The partner's latest request; null where there is none, and of such a VIP.</param>
internal sealed record ReferredPatient(PatientId Id, string Name, DateOnly? On, RequestStanding? Request, bool Vip, bool Hidden);

/// <summary>Reads which patients a referral partner has sent.</summary>
internal sealed class ReferralQueries(DbFactory databases, IRequestStandings requests, HiddenVips hidden)
{
    /// <summary>So many names at most: each is an entry in the trail.</summary>
    public const int Most = 100;

    /// <summary>Null where there is no such partner, or it is none of the asker's.</summary>
    public async Task<ReferralsView?> CountAsync(OrganisationId partner, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ZoneAsync(db, partner, user, Permission.ContactsRead, ct) is not { } zone)
        {
            return null;
        }
        var sent = await db.Patients.Where(p => p.ReferredById == partner).Select(p => new { p.Id, p.ReferredAt }).ToListAsync(ct);
        var standings = await requests.OfPartnerAsync(db, partner, ct);
        var states = sent.GroupBy(p => standings.GetValueOrDefault(p.Id)?.State).OrderBy(g => g.Key is null).ThenBy(g => g.Key).Select(g => new ReferralRequests(g.Key, g.Count()));
        var days = sent.ConvertAll(p => p.ReferredAt is { } known ? known.DayIn(zone) : default);
        var months = days.GroupBy(d => (d.Year, d.Month)).OrderByDescending(g => g.Key).Select(g => new ReferralMonth($"{g.Key.Year:0000}-{g.Key.Month:00}", g.Count()));
        return new ReferralsView(days.Count, [.. months], [.. states]);
    }

    /// <summary>The last ones, by name. Null where there is no such partner, or it is none of the asker's.</summary>
    public async Task<Page<ReferredPatient>?> NamesAsync(OrganisationId partner, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ZoneAsync(db, partner, user, Permission.PatientsRead, ct) is not { } zone)
        {
            return null;
        }
        var of = db.Patients.AsNoTracking().Where(p => p.ReferredById == partner);
        var rows = await of.OrderByDescending(p => p.ReferredAt).ThenBy(p => p.LastName).Take(Most)
            .Select(p => new { p.Id, p.FirstName, p.LastName, p.ReferredAt, p.Vip }).ToListAsync(ct);
        var hides = await hidden.OfAsync(db, rows.Where(p => p.Vip).Select(p => p.Id), user, ct);
        var standings = await requests.OfPartnerAsync(db, partner, ct);
        return new Page<ReferredPatient>(
            rows.ConvertAll(p => hides.Contains(p.Id)
                ? new ReferredPatient(p.Id, $"{p.FirstName} {p.LastName}".Trim(), null, null, Vip: true, Hidden: true)
                : new ReferredPatient(
                    p.Id, $"{p.FirstName} {p.LastName}".Trim(), p.ReferredAt is { } at ? at.DayIn(zone) : default, standings.GetValueOrDefault(p.Id), p.Vip, Hidden: false)),
            await of.CountAsync(ct));
    }

    private static async Task<TimeZoneInfo?> ZoneAsync(Db db, OrganisationId partner, SignedInUser user, string permission, CancellationToken ct)
    {
        var practice = await db.Organisations.Seen(user, permission).Where(o => o.Id == partner && o.Kind == OrganisationKind.ReferralPartner)
            .Select(o => (PracticeId?)o.PracticeId).SingleOrDefaultAsync(ct);
        return practice is null ? null : TimeZoneInfo.FindSystemTimeZoneById(await db.Practices.Where(p => p.Id == practice).Select(p => p.TimeZone).SingleAsync(ct));
    }
}
