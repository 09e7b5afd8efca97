using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments.Requests;

/// <summary>Which requests are asked for.</summary>
/// <param name="IsOpen">New or tried, or the others; null for both.</param>
internal sealed record RequestFilter(PracticeId? Practice, OrganisationId? Partner, RequestState? State, bool? IsOpen);

/// <summary>Reads requests for appointments.</summary>
internal sealed class RequestQueries(DbFactory databases, HiddenVips hidden, TimeProvider clock) : IRequestStandings
{
    private const int MostOfPatient = 30;

    public async Task<RequestList> ListAsync(RequestFilter filter, Paging paging, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var of = db.AppointmentRequests.AsNoTracking().Seen(user, Permission.RequestsRead);
        of = filter.Practice is { } practice ? of.Where(r => r.PracticeId == practice) : of;
        of = filter.Partner is { } partner ? of.Where(r => r.SenderId == partner) : of;
        var shown = filter.State is { } state ? of.Where(r => r.State == state) : of;
        shown = filter.IsOpen switch { true => shown.Where(r => r.HandledAt == null), false => shown.Where(r => r.HandledAt != null), _ => shown };
        var page = await shown.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        var waiting = of.Where(r => r.HandledAt == null);
        return new RequestList(
            await ViewAsync(db, page, now, user, ct), await shown.CountAsync(ct), await waiting.CountAsync(ct), await waiting.CountAsync(r => r.DueAt <= now, ct));
    }

    /// <summary>Null where there is none, or it is none of the asker's.</summary>
    public async Task<RequestDetail?> OneAsync(RequestId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var row = await db.AppointmentRequests.AsNoTracking().Include(r => r.Changes).Seen(user, Permission.RequestsRead).SingleOrDefaultAsync(r => r.Id == id, ct);
        if (row is null)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var by = row.Changes.Select(c => c.By).Distinct().ToList();
        var names = await db.Users.Where(u => by.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var view = (await ViewAsync(db, [row], now, user, ct))[0];
        var visits = await VisitsAsync(db, db.Appointments.Where(a => a.PatientId == row.PatientId), ct);
        var isSilent = view.Patient.Hidden || row.Changes.Exists(c => c.AppointmentId is { } of && visits.GetValueOrDefault(of) is { Visit.Confidential: true });
        var seesVisits = !view.Patient.Hidden && SeesVisits(user);
        var steps = row.Changes.OrderBy(c => c.Id).Select(c => new RequestStep(
            c.State, c.At, names.GetValueOrDefault(c.By, ""), isSilent ? null : c.Note, seesVisits && c.AppointmentId is { } of ? visits.GetValueOrDefault(of)?.Visit : null));
        if (!seesVisits)
        {
            return new RequestDetail(view, [.. steps], []);
        }
        var booked = await db.Appointments.AsNoTracking().Where(a => a.PatientId == row.PatientId && a.State == AppointmentState.Booked && a.StartsAt > now)
            .OrderBy(a => a.StartsAt).Select(a => new { a.Id, a.BookedAt }).ToListAsync(ct);
        var meant = booked.Find(a => a.BookedAt >= row.ReceivedAt)?.Id;
        return new RequestDetail(
            view, [.. steps],
            [.. booked.Select(b => b.Id).Append(row.AppointmentId ?? default).Distinct().Where(visits.ContainsKey).Select(b => visits[b] with { Meant = b == meant })]);
    }

    /// <summary>All of one patient, the latest first; whether they may be shown has been decided before.</summary>
    public async Task<IReadOnlyList<RequestView>> OfAsync(PatientId patient, CancellationToken ct)
    {
        await using var db = databases.Create();
        var rows = await db.AppointmentRequests.AsNoTracking().Where(r => r.PatientId == patient).OrderByDescending(r => r.ReceivedAt).Take(MostOfPatient).ToListAsync(ct);
        return await ViewAsync(db, rows, clock.GetUtcNow(), null, ct);
    }

    public async Task<IReadOnlyDictionary<PatientId, RequestStanding>> OfPartnerAsync(Db db, OrganisationId partner, CancellationToken ct)
    {
        var all = await db.AppointmentRequests.Where(r => r.SenderId == partner).Select(r => new { r.Id, r.PatientId, r.State, r.StateAt, r.ReceivedAt }).ToListAsync(ct);
        return all.GroupBy(r => r.PatientId).ToDictionary(
            g => g.Key, g => g.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id.Value).Select(r => new RequestStanding(r.Id, r.State, r.StateAt)).Last());
    }

    /// <param name="user">From whom VIPs are hidden; null where whoever asks has them open.</param>
    private async Task<IReadOnlyList<RequestView>> ViewAsync(Db db, List<AppointmentRequest> rows, DateTimeOffset now, SignedInUser? user, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        var (practices, patients) = (rows.Select(r => r.PracticeId).Distinct().ToList(), rows.Select(r => r.PatientId).Distinct().ToList());
        var (types, providers) = (rows.Select(r => r.VisitTypeId).OfType<VisitTypeId>().ToList(), rows.Select(r => r.ProviderId).OfType<ProviderId>().ToList());
        var (senders, booked) = (rows.Select(r => r.SenderId).OfType<OrganisationId>().ToList(), rows.Select(r => r.AppointmentId).OfType<AppointmentId>().ToList());
        var ids = rows.Select(r => r.Id).ToList();
        var practiceOf = await db.Practices.Where(p => practices.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var people = await db.Patients.Where(p => patients.Contains(p.Id)).Select(p => new { p.Id, Name = p.FirstName + " " + p.LastName, p.Vip }).ToListAsync(ct);
        var hides = user is null ? null : await hidden.OfAsync(db, people.Where(p => p.Vip).Select(p => p.Id), user, ct);
        var patientOf = people.ToDictionary(p => p.Id, p => new RequestPatient(p.Id, p.Name.Trim(), p.Vip, hides?.Contains(p.Id) ?? false));
        var senderOf = await db.Organisations.Where(o => senders.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        var typeOf = await db.VisitTypes.Where(t => types.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var providerOf = await db.Providers.Where(p => providers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var visitOf = await VisitsAsync(db, db.Appointments.Where(a => booked.Contains(a.Id)), ct);
        var saidOf = (await db.Set<RequestChange>().AsNoTracking().Where(c => ids.Contains(c.RequestId)).Select(c => new { c.Id, c.RequestId, c.Note }).ToListAsync(ct))
            .GroupBy(c => c.RequestId).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Id)?.Note);
        return [.. rows.Select(r => Shown(new RequestView(
            r.Id, new PatientPractice(r.PracticeId, practiceOf[r.PracticeId]), patientOf.GetValueOrDefault(r.PatientId) ?? new RequestPatient(r.PatientId, "", false, false),
            r.SenderId is { } sender ? new RequestSender(sender, senderOf.GetValueOrDefault(sender, "")) : null, r.Source,
            r.VisitTypeId is { } type ? typeOf.GetValueOrDefault(type) : null, r.ProviderId is { } provider ? providerOf.GetValueOrDefault(provider) : null,
            r.ReceivedAt, r.DueAt, r.State.IsOpen && r.DueAt <= now, r.Note, r.State, r.StateAt, saidOf.GetValueOrDefault(r.Id), r.HandledAt,
            r.AppointmentId is { } visit ? visitOf.GetValueOrDefault(visit) : null, r.Version)))];

        RequestView Shown(RequestView view)
        {
            var told = IsSilent(view) ? view with { VisitType = null, Provider = null, Note = null, Said = null } : view;
            return view.Patient.Hidden || (user is not null && !SeesVisits(user)) ? told with { Visit = null } : told;
        }
    }

    /// <summary>Confidential ones by their date alone.</summary>
    private static async Task<Dictionary<AppointmentId, RequestVisit>> VisitsAsync(Db db, IQueryable<Appointment> of, CancellationToken ct)
    {
        var visits = await AppointmentQueries.VisitsOf(db, of).ToListAsync(ct);
        return visits.ToDictionary(v => v.Id, v => new RequestVisit(v.Id, v.Shown(), v.Confidential ? AppointmentState.Booked : v.State, false));
    }

    /// <summary>Who takes calls sees visits on the card of a verified caller alone.</summary>
    private static bool SeesVisits(SignedInUser user) => user.ScopeOf(Permission.PatientsRead) is Scope.Practice or Scope.Team or Scope.All;

    /// <summary>What it asks for is not said of who is hidden, nor where it led to a confidential visit.</summary>
    private static bool IsSilent(RequestView view) => view.Patient.Hidden || view.Visit is { Visit.Confidential: true };
}
