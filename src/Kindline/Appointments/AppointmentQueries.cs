using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Appointments;

/// <summary>A visit in words.</summary>
/// <param name="At">Of a hidden one the day alone: its beginning by the practice's clock.</param>
/// <param name="VisitType">Null of one that is confidential and hidden, as provider and location.</param>
internal sealed record VisitView(AppointmentId Id, DateTimeOffset At, string? VisitType, string? Provider, string? Location, bool Confidential);

/// <summary>What a person's card says of visits: the next one that stands, the last one that took place, and all that are past.</summary>
internal sealed record PatientVisits(VisitView? Next, VisitView? Last, IReadOnlyList<PastVisit> Past);

/// <summary>A visit whose time has gone by, and what became of it.</summary>
internal sealed record PastVisit(VisitView Visit, AppointmentState State);

/// <summary>Reads the visits of one patient.</summary>
internal sealed class AppointmentQueries(DbFactory databases, TimeProvider clock)
{
    private const int MostPast = 30;

    /// <param name="patient">Whose.</param>
    /// <param name="confides">Whether there are confidential visits too, by their date; else they are left out, as if there were none.</param>
    public async Task<PatientVisits> OfAsync(PatientId patient, bool confides, CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var visits = VisitsOf(db, db.Appointments.Where(a => a.PatientId == patient)).Where(v => confides || !v.Confidential);
        var next = await visits.Where(v => v.At > now && v.State == AppointmentState.Booked).OrderBy(v => v.At).FirstOrDefaultAsync(ct);
        var last = await visits.Where(v => v.At <= now && v.State == AppointmentState.Seen).OrderByDescending(v => v.At).FirstOrDefaultAsync(ct);
        var past = await visits.Where(v => v.At <= now).OrderByDescending(v => v.At).Take(MostPast).ToListAsync(ct);
        return new PatientVisits(next?.Shown(), last?.Shown(), [.. past.Select(v => new PastVisit(v.Shown(), v.State))]);
    }

    /// <summary>One of a patient's visits with all that is known of it; null where it is none of theirs.</summary>
    public async Task<VisitView?> OpenAsync(PatientId patient, AppointmentId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        return (await VisitsOf(db, db.Appointments.Where(a => a.PatientId == patient)).SingleOrDefaultAsync(v => v.Id == id, ct))?.Whole();
    }

    /// <summary>These, with the words of what they are.</summary>
    public static IQueryable<Visit> VisitsOf(Db db, IQueryable<Appointment> of) =>
        from a in of.AsNoTracking()
        join type in db.VisitTypes on a.VisitTypeId equals type.Id
        join provider in db.Providers on a.ProviderId equals provider.Id
        join location in db.Locations on a.LocationId equals location.Id
        join practice in db.Practices on a.PracticeId equals practice.Id
        select new Visit
        {
            Id = a.Id,
            At = a.StartsAt,
            State = a.State,
            Confidential = a.Confidential,
            VisitType = type.Name,
            Provider = provider.Name,
            Location = location.Name,
            TimeZone = practice.TimeZone,
        };

    /// <summary>A visit as it is read; what leaves the server of it is <see cref="Shown"/>.</summary>
    public sealed class Visit
    {
        public AppointmentId Id { get; init; }
        public DateTimeOffset At { get; init; }
        public AppointmentState State { get; init; }
        public bool Confidential { get; init; }
        public string VisitType { get; init; } = "";
        public string Provider { get; init; } = "";
        public string Location { get; init; } = "";

        /// <summary>The practice's.</summary>
        public string TimeZone { get; init; } = "";

        public VisitView Whole() => new(Id, At, VisitType, Provider, Location, Confidential);

        /// <summary>As a card shows it.</summary>
        public VisitView Shown()
        {
            if (!Confidential)
            {
                return Whole();
            }
            var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
            return new VisitView(Id, At.DayIn(zone).StartIn(zone), null, null, null, Confidential);
        }
    }
}
