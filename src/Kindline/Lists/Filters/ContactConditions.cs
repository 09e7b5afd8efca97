using System.Linq.Expressions;
using Kindline.Appointments;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using static Kindline.Lists.Filters.Predicates;

namespace Kindline.Lists.Filters;

/// <summary>Conditions on visits, contacts and calls.</summary>
internal static class ContactConditions
{
    private const string Visits = "Visits";
    private const string Contacts = "Contacts";

    public static readonly IReadOnlyList<ConditionKind> All =
    [
        Kinds.Last("lastEncounter", Visits, "Last encounter", m => m.Encounters),
        Kinds.Chosen<ProviderId?>("lastProvider", Visits, "Last seen by", LastProvider, static id => new ProviderId(Guid.Parse(id))),
        Kinds.Chosen<AppointmentState?>("lastAppointment", Visits, "Last appointment was", LastState, static s => Enum.Parse<AppointmentState>(s, ignoreCase: true)) with
        {
            Choices = ["seen", "missed", "cancelled", "booked"],
        },
        Kinds.Next("nextAppointment", Visits, "Next appointment", m => m.Coming),
        Kinds.Chosen<ProviderId?>("nextProvider", Visits, "Provider of the next appointment", m => Next(m, a => (ProviderId?)a.ProviderId), static id => new ProviderId(Guid.Parse(id))),
        Kinds.Chosen<LocationId?>("nextLocation", Visits, "Location of the next appointment", m => Next(m, a => (LocationId?)a.LocationId), static id => new LocationId(Guid.Parse(id))),
        Kinds.Chosen<VisitTypeId?>("nextVisitType", Visits, "Visit type of the next appointment", m => Next(m, a => (VisitTypeId?)a.VisitTypeId), static id => new VisitTypeId(Guid.Parse(id))),
        Kinds.Last("lastContact", Contacts, "Last contact", m => Times(m.ContactsAbout), m => Times(m.ContactsBy)),
        Kinds.Chosen<AgentId?>("lastContactBy", Contacts, "Last contact by", LastAgent, static id => new AgentId(Guid.Parse(id))),
        Kinds.Chosen<AgentId?>("assignedTo", Contacts, "Assigned to", static _ => p => p.AssignedTo, static id => new AgentId(Guid.Parse(id))),
        Kinds.Last("assignedAt", Contacts, "Assigned date", p => p.AssignedAt),
        Kinds.Number("callsSinceAssigned", Contacts, "Calls out since they were assigned", m => Count(m.CallsSinceAssigned)),
        Kinds.Last("lastCallOut", Contacts, "Last call out to them", m => m.CallsOut),
        Kinds.Number("attempts", Contacts, "Calls out since they were last seen", m => Count(m.Attempts)),
        Kinds.Chosen("disposition", Contacts, "Last disposition", m => m.LastDisposition, static key => (string?)key),
    ];

    /// <summary>Not of a confidential visit: who is on the list would tell it.</summary>
    private static Expression<Func<Patient, ProviderId?>> LastProvider(ListMoment moment) => Read(moment.Past, visits => visits
        .Where(a => a.State == AppointmentState.Seen).OrderByDescending(a => a.StartsAt).Select(a => a.Confidential ? null : (ProviderId?)a.ProviderId).FirstOrDefault());

    /// <summary>Nor here.</summary>
    private static Expression<Func<Patient, TId?>> Next<TId>(ListMoment moment, Expression<Func<Appointment, TId?>> what) =>
        Read(moment.ComingVisits, visits => visits.OrderBy(a => a.StartsAt).Take(1).Where(a => !a.Confidential).Select(what).FirstOrDefault());

    private static Expression<Func<Patient, AppointmentState?>> LastState(ListMoment moment) =>
        Read(moment.Past, visits => visits.OrderByDescending(a => a.StartsAt).Select(a => a.Confidential ? null : (AppointmentState?)a.State).FirstOrDefault());

    private static Expression<Func<Patient, AgentId?>> LastAgent(ListMoment moment) =>
        Read(moment.Contacts, contacts => contacts.OrderByDescending(i => i.StartedAt).Select(i => i.AgentId).FirstOrDefault());

    private static Expression<Func<Patient, IQueryable<DateTimeOffset>>> Times(Expression<Func<Patient, IQueryable<Interactions.Interaction>>> contacts) =>
        Read(contacts, set => set.Select(i => i.StartedAt));

    private static Expression<Func<Patient, int>> Count(Expression<Func<Patient, IQueryable<DateTimeOffset>>> times) => Read(times, set => set.Count());
}
