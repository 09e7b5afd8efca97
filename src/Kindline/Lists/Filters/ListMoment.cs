using System.Linq.Expressions;
using Kindline.Appointments;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Filters;

/// <summary>
/// Against what a list is held: the tables, the practice's own fields, and now, with the day by the practice's own clock. All that the centre knows of a person
/// beside the record is read here, so that a condition and a column mean the same by "last encounter".
/// </summary>
internal sealed class ListMoment
{
    private readonly IQueryable<Appointment> appointments;
    private readonly IQueryable<Interaction> interactions;
    private readonly IQueryable<Subject> subjects;

    private ListMoment(Db db, PracticeId practice, TimeZoneInfo zone, IReadOnlyList<PatientField> fields, AgeOfMajority majority, DateTimeOffset now)
    {
        (Practice, Zone, Fields, Majority, Now) = (practice, zone, fields, majority, now);
        Today = now.DayIn(zone);
        (appointments, interactions, subjects) = (db.Appointments, db.Interactions, db.Subjects);
        (Locations, VisitTypes) = (db.Locations, db.VisitTypes);
        (FieldValues, Pairs, Imports, Providers) =
            (db.Set<PatientFieldValue>(), db.PatientPairs.Where(p => p.State == PairState.Open), db.Set<Patients.Import.PatientImport>(), db.Providers);
        People = db.Patients.AsNoTracking().Where(p => p.PracticeId == practice);
    }

    public PracticeId Practice { get; }
    public TimeZoneInfo Zone { get; }
    public IReadOnlyList<PatientField> Fields { get; }
    public AgeOfMajority Majority { get; }
    public DateTimeOffset Now { get; }
    public DateOnly Today { get; }
    public IQueryable<Patient> People { get; }
    public IQueryable<PatientFieldValue> FieldValues { get; }

    /// <summary>Pairs that nobody has decided yet.</summary>
    public IQueryable<PatientPair> Pairs { get; }

    public IQueryable<Patients.Import.PatientImport> Imports { get; }
    public IQueryable<Provider> Providers { get; }
    public IQueryable<Location> Locations { get; }
    public IQueryable<VisitType> VisitTypes { get; }

    /// <summary>When they were seen.</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> Encounters =>
        p => appointments.Where(a => a.PatientId == p.Id && a.State == AppointmentState.Seen).Select(a => a.StartsAt);

    /// <summary>Visits that stand and are to come.</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> Coming
    {
        get
        {
            var now = Now;
            return p => appointments.Where(a => a.PatientId == p.Id && a.State == AppointmentState.Booked && a.StartsAt > now).Select(a => a.StartsAt);
        }
    }

    /// <summary>The next visit with the time it was booked at.</summary>
    public Expression<Func<Patient, IQueryable<Appointment>>> ComingVisits
    {
        get
        {
            var now = Now;
            return p => appointments.Where(a => a.PatientId == p.Id && a.State == AppointmentState.Booked && a.StartsAt > now);
        }
    }

    /// <summary>Visits whose time has gone by, whatever became of them.</summary>
    public Expression<Func<Patient, IQueryable<Appointment>>> Past
    {
        get
        {
            var now = Now;
            return p => appointments.Where(a => a.PatientId == p.Id && a.StartsAt <= now);
        }
    }

    /// <summary>Handled contacts in any channel that were about them.</summary>
    public Expression<Func<Patient, IQueryable<Interaction>>> ContactsAbout =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(interactions.Where(i => i.Outcome == Outcome.Handled), s => s.InteractionId, i => i.Id, (s, i) => i);

    /// <summary>Handled contacts in which they were the caller.</summary>
    public Expression<Func<Patient, IQueryable<Interaction>>> ContactsBy =>
        p => interactions.Where(i => i.CallerPatientId == p.Id && i.Outcome == Outcome.Handled);

    /// <summary>Both.</summary>
    public Expression<Func<Patient, IQueryable<Interaction>>> Contacts =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(interactions.Where(i => i.Outcome == Outcome.Handled), s => s.InteractionId, i => i.Id, (s, i) => i)
            .Concat(interactions.Where(i => i.CallerPatientId == p.Id && i.Outcome == Outcome.Handled));

    /// <summary>Calls with them in either direction, answered or not.</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> Calls =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(interactions.Where(i => i.Channel == Channel.Voice), s => s.InteractionId, i => i.Id, (s, i) => i.StartedAt)
            .Concat(interactions.Where(i => i.CallerPatientId == p.Id && i.Channel == Channel.Voice).Select(i => i.StartedAt));

    /// <summary>Calls out to them, answered or not.</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> CallsOut =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(
            interactions.Where(i => i.Direction == Direction.Outbound && i.Channel == Channel.Voice), s => s.InteractionId, i => i.Id, (s, i) => i.StartedAt);

    /// <summary>Calls out to them since they were last seen: the tries to have them back.</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> Attempts =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(
            interactions.Where(i => i.Direction == Direction.Outbound && i.Channel == Channel.Voice), s => s.InteractionId, i => i.Id, (s, i) => i.StartedAt)
            .Where(at => !appointments.Any(a => a.PatientId == p.Id && a.State == AppointmentState.Seen && a.StartsAt > at));

    /// <summary>Calls out to them since their account was assigned: what shows that it is worked (R106).</summary>
    public Expression<Func<Patient, IQueryable<DateTimeOffset>>> CallsSinceAssigned =>
        p => subjects.Where(s => s.PatientId == p.Id).Join(
            interactions.Where(i => i.Direction == Direction.Outbound && i.Channel == Channel.Voice), s => s.InteractionId, i => i.Id, (s, i) => i.StartedAt)
            .Where(at => p.AssignedAt != null && at >= p.AssignedAt);

    /// <summary>The key of the newest disposition that was chosen for them.</summary>
    public Expression<Func<Patient, string?>> LastDisposition =>
        p => subjects.Where(s => s.PatientId == p.Id && s.Disposition != null)
            .Join(interactions, s => s.InteractionId, i => i.Id, (s, i) => new { i.StartedAt, i.Id, s.Disposition })
            .OrderByDescending(x => x.StartedAt).ThenByDescending(x => x.Id).Select(x => x.Disposition).FirstOrDefault();

    /// <exception cref="InvalidOperationException">There is no such practice.</exception>
    public static async Task<ListMoment> OfAsync(Db db, PracticeId practice, AgeOfMajority majority, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await db.Practices.Where(p => p.Id == practice).Select(p => p.TimeZone).SingleAsync(ct);
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice).OrderBy(f => f.Position).ThenBy(f => f.Label).ToListAsync(ct);
        return new ListMoment(db, practice, TimeZoneInfo.FindSystemTimeZoneById(zone), fields, majority, now);
    }

    /// <summary>The instant that a day begins in the practice.</summary>
    public DateTimeOffset StartOf(DateOnly day) => day.StartIn(Zone);

    /// <summary>So many units before today.</summary>
    public DateOnly Back(int count, SpanUnit unit) => Ahead(-count, unit);

    public DateOnly Ahead(int count, SpanUnit unit) => unit switch
    {
        SpanUnit.Days => Today.AddDays(count),
        SpanUnit.Weeks => Today.AddDays(7 * count),
        SpanUnit.Months => Today.AddMonths(count),
        _ => Today.AddYears(count),
    };
}
