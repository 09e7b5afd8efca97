using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments;

/// <summary>A visit in words.</summary>
internal sealed record VisitView(DateTimeOffset At, string VisitType, string Provider, string Location);

/// <summary>What a person's card says of visits: the next one that stands, the last one that took place, and all that are past.</summary>
internal sealed record PatientVisits(VisitView? Next, VisitView? Last, IReadOnlyList<PastVisit> Past);

/// <summary>A visit whose time has gone by, and what became of it.</summary>
internal sealed record PastVisit(VisitView Visit, AppointmentState State);

/// <summary>Reads the visits of one patient.</summary>
internal sealed class AppointmentQueries(DbFactory databases, TimeProvider clock)
{
    private const int MostPast = 30;

    public async Task<PatientVisits> OfAsync(PatientId patient, CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var visits = from a in db.Appointments.AsNoTracking()
                     where a.PatientId == patient
                     join type in db.VisitTypes on a.VisitTypeId equals type.Id
                     join provider in db.Providers on a.ProviderId equals provider.Id
                     join location in db.Locations on a.LocationId equals location.Id
                     select new { a.StartsAt, a.State, View = new VisitView(a.StartsAt, type.Name, provider.Name, location.Name) };
        var next = await visits.Where(v => v.StartsAt > now && v.State == AppointmentState.Booked).OrderBy(v => v.StartsAt).FirstOrDefaultAsync(ct);
        var last = await visits.Where(v => v.StartsAt <= now && v.State == AppointmentState.Seen).OrderByDescending(v => v.StartsAt).FirstOrDefaultAsync(ct);
        var past = await visits.Where(v => v.StartsAt <= now).OrderByDescending(v => v.StartsAt).Take(MostPast).ToListAsync(ct);
        return new PatientVisits(next?.View, last?.View, [.. past.Select(v => new PastVisit(v.View, v.State))]);
    }
}
