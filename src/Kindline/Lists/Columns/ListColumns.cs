using System.Linq.Expressions;
using Kindline.Appointments;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Lists.Filters;
using Kindline.Patients;
using static Kindline.Lists.Filters.Predicates;

namespace Kindline.Lists.Columns;

/// <summary>The columns that a list can have (R97 to R106, R114 to R116), beside those of the practice's own fields.</summary>
internal static class ListColumns
{
    public const string Name = "name";
    public const string Vip = "vip";
    public const string Disposition = "disposition";
    public const string LastContactBy = "lastContactBy";
    public const string AssignedTo = "assignedTo";

    /// <summary>Of a list that nobody has chosen columns for.</summary>
    public static readonly IReadOnlyList<string> Usual = [Name, "bornOn", "phone", "lastEncounter", "nextAppointment", "lastContact", Disposition, "status"];

    private static readonly IReadOnlyList<ListColumn> Fixed =
    [
        new(Name, "Name", ColumnKind.Text, Masking.Open)
        {
            Value = _ => (Expression<Func<Patient, string>>)(p => p.FirstName + " " + p.LastName),
            Order = static (people, _, descending) => descending
                ? people.OrderByDescending(p => p.FamilyKey).ThenByDescending(p => p.GivenKey)
                : people.OrderBy(p => p.FamilyKey).ThenBy(p => p.GivenKey),
        },
        ListColumn.Of<DateOnly?>("bornOn", "Date of birth", ColumnKind.Day, _ => p => p.BornOn, Masking.Hidden),
        ListColumn.Of<string?>("mrn", "Record number", ColumnKind.Text, _ => p => p.Mrn, Masking.Mrn),
        ListColumn.Of<string?>("phone", "Phone", ColumnKind.Phone, _ => p => p.Phones
            .OrderByDescending(n => n.Type == LineType.Mobile).ThenBy(n => n.Id).Select(n => n.Number).FirstOrDefault(), Masking.Phone),
        ListColumn.Of<string?>("otherPhone", "Second phone", ColumnKind.Phone, _ => p => p.Phones
            .OrderByDescending(n => n.Type == LineType.Mobile).ThenBy(n => n.Id).Select(n => n.Number).Skip(1).FirstOrDefault(), Masking.Phone),
        ListColumn.Of<LineType?>("phoneType", "Line", ColumnKind.Word, _ => p => p.Phones
            .OrderByDescending(n => n.Type == LineType.Mobile).ThenBy(n => n.Id).Select(n => (LineType?)n.Type).FirstOrDefault()),
        ListColumn.Of<string?>("email", "E-mail", ColumnKind.Text, _ => p => p.Email, Masking.Hidden),
        ListColumn.Of<string?>("street", "Street", ColumnKind.Text, _ => p => p.Street, Masking.Hidden),
        ListColumn.Of<string?>("city", "City", ColumnKind.Text, _ => p => p.City),
        ListColumn.Of<string?>("state", "State", ColumnKind.Text, _ => p => p.State),
        ListColumn.Of<string?>("zip", "ZIP code", ColumnKind.Text, _ => p => p.Zip, Masking.Hidden),
        ListColumn.Of<string?>("language", "Language", ColumnKind.Text, _ => p => p.Language),
        ListColumn.Of<PatientStatus?>("status", "Status", ColumnKind.Word, _ => p => p.Status),
        ListColumn.Of<string?>(Vip, "VIP", ColumnKind.Text, _ => p => p.Vip ? "VIP" : null),
        ListColumn.Of<PatientKind?>("kind", "Kind", ColumnKind.Word, _ => p => p.Kind),
        ListColumn.Of<string?>("payer", "Payer", ColumnKind.Text, _ => p => p.Payer),
        ListColumn.Of<string?>("plan", "Plan", ColumnKind.Text, _ => p => p.Plan),
        ListColumn.Of<string?>("memberId", "Member id", ColumnKind.Text, _ => p => p.MemberId, Masking.Hidden),
        ListColumn.Of<int?>("balance", "Balance", ColumnKind.Money, _ => p => p.BalanceCents),
        ListColumn.Of<PortalState?>("portal", "Portal", ColumnKind.Word, _ => p => p.Portal),
        ListColumn.Of<string?>("source", "Source", ColumnKind.Text, _ => p => p.Source),
        ListColumn.Of<string?>("referredBy", "Referred by", ColumnKind.Text, _ => p => p.ReferredBy),
        ListColumn.Of<DateTimeOffset?>("doNotCall", "Do not call since", ColumnKind.Instant, _ => p => p.DoNotCallSince),
        ListColumn.Of<string?>("remarks", "Remarks", ColumnKind.Text, _ => p => p.Remarks, Masking.Hidden),
        ListColumn.Of<string?>("alert", "Alert", ColumnKind.Text, _ => p => p.Alerts
            .OrderByDescending(a => a.Level == AlertLevel.Warn).ThenBy(a => a.Id).Select(a => a.Text).FirstOrDefault(), Masking.Hidden),
        ListColumn.Of(Disposition, "Disposition", ColumnKind.Text, m => m.LastDisposition),
        ListColumn.Of("lastEncounter", "Last encounter", ColumnKind.Instant, m => Latest(m.Encounters)),
        ListColumn.Of("lastAppointment", "Last appointment", ColumnKind.Instant, m => Read(m.Past, visits => visits
            .OrderByDescending(a => a.StartsAt).Select(a => (DateTimeOffset?)a.StartsAt).FirstOrDefault())),
        ListColumn.Of("lastAppointmentState", "Last appointment was", ColumnKind.Word, m => Read(m.Past, visits => visits
            .OrderByDescending(a => a.StartsAt).Select(a => a.Confidential ? null : (AppointmentState?)a.State).FirstOrDefault())),
        ListColumn.Of("lastProvider", "Last seen by", ColumnKind.Text, LastProvider),
        ListColumn.Of("nextAppointment", "Next appointment", ColumnKind.Instant, m => Read(m.Coming, times => times
            .OrderBy(at => at).Select(at => (DateTimeOffset?)at).FirstOrDefault())),
        ListColumn.Of("nextProvider", "Next appointment with", ColumnKind.Text, m => Next(m, a => m.Providers.Where(r => r.Id == a.ProviderId).Select(r => r.Name).FirstOrDefault())),
        ListColumn.Of("nextLocation", "Next appointment at", ColumnKind.Text, m => Next(m, a => m.Locations.Where(r => r.Id == a.LocationId).Select(r => r.Name).FirstOrDefault())),
        ListColumn.Of("nextVisitType", "Next appointment for", ColumnKind.Text, m => Next(m, a => m.VisitTypes.Where(r => r.Id == a.VisitTypeId).Select(r => r.Name).FirstOrDefault())),
        ListColumn.Of("appointed", "Appointed", ColumnKind.Instant, Appointed),
        ListColumn.Of("callDate", "Call date", ColumnKind.Instant, m => Latest(m.CallsOut)),
        ListColumn.Of("lastCall", "Last call date", ColumnKind.Instant, m => Latest(m.Calls)),
        ListColumn.Of("lastContact", "Last contact", ColumnKind.Instant, m => Read(m.Contacts, contacts => contacts
            .OrderByDescending(i => i.StartedAt).Select(i => (DateTimeOffset?)i.StartedAt).FirstOrDefault())),
        ListColumn.Of(LastContactBy, "Last contact by", ColumnKind.Text, m => Read(m.Contacts, contacts => contacts
            .OrderByDescending(i => i.StartedAt).Select(i => i.AgentId).FirstOrDefault())),
        ListColumn.Of("attempts", "Calls out since last seen", ColumnKind.Number, m => Read(m.Attempts, times => (int?)times.Count())),
        .. Enumerable.Range(1, 5).Select(Attempt),
        ListColumn.Of<AgentId?>(AssignedTo, "Assigned to", ColumnKind.Text, _ => p => p.AssignedTo),
        ListColumn.Of<DateTimeOffset?>("assignedAt", "Assigned date", ColumnKind.Instant, _ => p => p.AssignedAt),
        ListColumn.Of("callsSinceAssigned", "Calls out since assigned", ColumnKind.Number, m => Read(m.CallsSinceAssigned, times => (int?)times.Count())),
        ListColumn.Of<DateTimeOffset?>("asOf", "As of", ColumnKind.Instant, _ => p => p.AsOf),
        ListColumn.Of<string?>("asOfSource", "Known from", ColumnKind.Text, _ => p => p.AsOfSource),
        ListColumn.Of("import", "Came with", ColumnKind.Text, Import),
    ];

    /// <summary>Those that there are in a practice for somebody, in the order in which they are offered.</summary>
    public static IReadOnlyList<ListColumn> For(IReadOnlyList<PatientField> fields, bool masked, bool seesBalance) =>
        [.. Fixed.Concat(fields.Select(Own)).Where(c => (!masked || c.Masking is not Masking.Hidden) && (seesBalance || !c.IsMoney))];

    /// <summary>All that there are in a practice, whoever asks.</summary>
    public static IReadOnlySet<string> KeysOf(IReadOnlyList<PatientField> fields) => Fixed.Concat(fields.Select(Own)).Select(c => c.Key).ToHashSet();

    private static ListColumn Own(PatientField field)
    {
        var id = field.Id;
        var kind = field.Kind switch { FieldKind.Number => ColumnKind.Number, FieldKind.Date => ColumnKind.Day, FieldKind.YesNo => ColumnKind.Flag, _ => ColumnKind.Text };
        return ListColumn.Of<string?>(
            FieldConditions.KeyOf(field), field.Label, kind, _ => p => p.FieldValues.Where(v => v.FieldId == id).Select(v => v.Value).FirstOrDefault(), Masking.Hidden);
    }

    private static Expression<Func<Patient, DateTimeOffset?>> Latest(Expression<Func<Patient, IQueryable<DateTimeOffset>>> times) =>
        Read(times, set => set.OrderByDescending(at => at).Select(at => (DateTimeOffset?)at).FirstOrDefault());

    private static ListColumn Attempt(int number)
    {
        var before = number - 1;
        var title = number switch { 1 => "1st call", 2 => "2nd call", 3 => "3rd call", _ => $"{number}th call" };
        return ListColumn.Of($"call{number}", title, ColumnKind.Instant, m => Read(m.Attempts, times => times
            .OrderBy(at => at).Select(at => (DateTimeOffset?)at).Skip(before).FirstOrDefault()));
    }

    /// <summary>Not of a confidential visit.</summary>
    private static Expression<Func<Patient, string?>> LastProvider(ListMoment moment)
    {
        var providers = moment.Providers;
        return Read(moment.Past, visits => visits.Where(a => a.State == AppointmentState.Seen).OrderByDescending(a => a.StartsAt)
            .Select(a => a.Confidential ? null : providers.Where(r => r.Id == a.ProviderId).Select(r => r.Name).FirstOrDefault()).FirstOrDefault());
    }

    /// <summary>Of the next visit; nothing of one that is confidential.</summary>
    private static Expression<Func<Patient, string?>> Next(ListMoment moment, Expression<Func<Appointment, string?>> what) =>
        Read(moment.ComingVisits, visits => visits.OrderBy(a => a.StartsAt).Take(1).Where(a => !a.Confidential).Select(what).FirstOrDefault());

    /// <summary>The next visit where it was booked in the last contact or after it: what came of the work on this person.</summary>
    private static Expression<Func<Patient, DateTimeOffset?>> Appointed(ListMoment moment)
    {
        var contacts = moment.Contacts;
        var visits = moment.ComingVisits;
        var person = Expression.Parameter(typeof(Patient), "p");
        Expression<Func<IQueryable<Interactions.Interaction>, IQueryable<Appointment>, DateTimeOffset?>> booked = (talks, coming) => coming
            .Where(a => talks.Any() && !talks.Any(i => i.StartedAt > a.BookedAt)).OrderBy(a => a.StartsAt).Select(a => (DateTimeOffset?)a.StartsAt).FirstOrDefault();
        var ofTalks = Put(booked.Body, booked.Parameters[0], Of(contacts, person));
        return Expression.Lambda<Func<Patient, DateTimeOffset?>>(Put(ofTalks, booked.Parameters[1], Of(visits, person)), person);
    }

    private static Expression<Func<Patient, string?>> Import(ListMoment moment)
    {
        var imports = moment.Imports;
        return p => imports.Where(i => i.Id == p.ImportId).Select(i => i.FileName).FirstOrDefault();
    }
}
