using Kindline.Appointments;
using Kindline.Appointments.Requests;
using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Notices;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>Puts a person's card together from all that the centre knows; whether it may be shown has been decided before.</summary>
internal sealed class PersonCards(
    DbFactory databases, AppointmentQueries appointments, RequestQueries requests, IDispositionTexts dispositions, AgeOfMajority majority, TimeProvider clock)
{
    /// <summary>Nobody speaks: whoever may read the card may read all of it.</summary>
    public const CallerRights Alone = CallerRights.All | CallerRights.Confide;

    private const int MostAlerts = 3;
    private const int MostLines = 30;

    /// <param name="id">Whose.</param>
    /// <param name="current">The call at hand, which is no contact of the past; null without one.</param>
    /// <param name="sight">What of it is for the role.</param>
    /// <param name="rights">What who speaks may be told of; where nobody speaks, <see cref="Alone"/>.</param>
    public async Task<PersonCard> ReadAsync(PatientId id, InteractionId? current, CardSight sight, CallerRights rights, CancellationToken ct)
    {
        await using var db = databases.Create();
        var person = await db.Patients.AsNoTracking().Include(p => p.Phones).Include(p => p.Alerts).Include(p => p.Proxies)
            .Include(p => p.FieldValues).Include(p => p.Coverages).AsSplitQuery().SingleAsync(p => p.Id == id, ct);
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == person.PracticeId).ToListAsync(ct);
        var partner = person.ReferredById is { } by
            ? await db.Organisations.Where(o => o.Id == by).Select(o => new ReferringPartner(o.Id, o.Name)).SingleOrDefaultAsync(ct)
            : null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Practices.Where(p => p.Id == person.PracticeId).Select(p => p.TimeZone).SingleAsync(ct));
        var now = clock.GetUtcNow();
        var today = now.DayIn(zone);
        var visits = await appointments.OfAsync(id, rights.HasFlag(CallerRights.Confide), ct);
        var asked = await requests.OfAsync(id, ct);
        if (!rights.HasFlag(CallerRights.Confide))
        {
            asked = [.. asked.Select(r => r.Visit is { Visit.Confidential: true } ? r with { Visit = null } : r)];
        }
        var contacts = await ContactsAsync(db, id, person.PracticeId, current, ct);
        return new PersonCard(
            id, person.Kind, $"{person.FirstName} {person.LastName}", zone.Id, person.AgeOn(today), person.BornOn, person.Mrn, person.Language,
            [.. person.Phones.OrderBy(p => p.Id).Select(p => p.Number)], person.Address(),
            [.. person.Alerts.OrderByDescending(a => a.Level).ThenBy(a => a.Id).Take(MostAlerts).Select(a => new AlertView(a.Text, a.Level))],
            contacts.Last is { } last ? contacts.Contact(last, id) : null, visits.Next, visits.Last, person.Plan,
            sight.Balance ? person.BalanceCents : null, Timeline(contacts, visits, asked, id), RecordView.Of(person, partner, fields, majority, (now, today)) with
            {
                Assigned = await AssignedAsync(db, person, ct),
                OldContact = await OldContactView.OfAsync(db, person, now, ct),
                Chart = sight.Chart ? ChartView.Of(person) : null,
            }, person.PracticeId,
            await Coverage.OfAsync(db, person.PracticeId, person.Payer, today, ct), EarnedView.Of(CallerRights.All), person.Vip,
            [.. asked.Where(r => r.State.IsOpen)], await OthersAsync(db, person, today, ct),
            await OpenLink.OfAsync(db, person, ct)).ShownFor(rights);
    }

    private static async Task<AssignedView?> AssignedAsync(Db db, Patient person, CancellationToken ct) =>
        person is { AssignedTo: { } agent, AssignedAt: { } at } && await db.Users.Where(u => u.Id == agent.Value).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) is { } name
            ? new AssignedView(name, at)
            : null;

    /// <summary>In the order of the record's coverages behind the first.</summary>
    private static async Task<IReadOnlyList<CoverageView>> OthersAsync(Db db, Patient person, DateOnly today, CancellationToken ct)
    {
        List<CoverageView> others = [];
        foreach (var coverage in person.Coverages.OrderBy(c => c.Position).ThenBy(c => c.Id))
        {
            others.Add(await Coverage.OfAsync(db, person.PracticeId, coverage.Payer, today, ct));
        }
        return others;
    }

    private static IReadOnlyList<TimelineLine> Timeline(Contacts contacts, PatientVisits visits, IReadOnlyList<RequestView> asked, PatientId id) =>
        [
            .. contacts.Newest.Select(row => contacts.Line(row, id)).Concat(visits.Past.Select(Line)).Concat(asked.Select(Line))
                .OrderByDescending(l => l.At).Take(MostLines),
        ];

    private static TimelineLine Line(PastVisit past) => past.Visit.Confidential
        ? new(past.Visit.At, "visit", "Confidential visit", null, null, past.Visit.Id, Confidential: true)
        : new(past.Visit.At, "visit", $"{past.Visit.VisitType} at {past.Visit.Location}: {Wire(past.State)}", past.Visit.Provider, null, past.Visit.Id);

    private static TimelineLine Line(RequestView request) => new(
        request.ReceivedAt, "request", $"Asked for an appointment by {Words(request.Source)}: {Words(request.State)}", request.Sender?.Name, null);

    private static string Words(RequestSource source) => source is RequestSource.WebForm ? "web form" : source is RequestSource.Other ? "another way" : Wire(source);

    private static string Words(RequestState state) => state is RequestState.NotReached ? "not reached" : Wire(state);

    /// <summary>As caller or as subject, in whatever channel.</summary>
    private async Task<Contacts> ContactsAsync(Db db, PatientId id, PracticeId practice, InteractionId? current, CancellationToken ct)
    {
        var of = db.Interactions.AsNoTracking()
            .Where(i => i.PracticeId == practice && i.Id != current && (i.CallerPatientId == id || i.Subjects.Any(s => s.PatientId == id)))
            .Include(i => i.Subjects.OrderBy(s => s.Position)).OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id);
        var newest = await of.Take(MostLines).ToListAsync(ct);
        // Thirty lost calls in a row do not hide who spoke last.
        var last = newest.Find(i => i.Outcome == Outcome.Handled) ?? await of.Where(i => i.Outcome == Outcome.Handled).FirstOrDefaultAsync(ct);
        List<Interaction> shown = [.. newest, .. last is null ? (IEnumerable<Interaction>)[] : [last]];
        var agents = shown.Select(i => i.AgentId).OfType<AgentId>().Select(a => a.Value).Distinct().ToList();
        var keys = shown.SelectMany(i => i.Subjects).Select(s => s.Disposition).OfType<string>().Distinct().ToList();
        return new Contacts(
            newest, last, await db.Users.Where(u => agents.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct),
            await dispositions.ReadAsync(keys, ct));
    }

    private static string Wire(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed record Contacts(
        IReadOnlyList<Interaction> Newest, Interaction? Last, IReadOnlyDictionary<Guid, string> Agents, IReadOnlyDictionary<string, string> Texts)
    {
        public LastContact Contact(Interaction row, PatientId id) =>
            new(row.StartedAt, By(row), row.Direction, row.Channel, Disposition(row, id), row.Id);

        public TimelineLine Line(Interaction row, PatientId id) => new(
            row.StartedAt, Wire(row.Channel), $"{What(row)}: {Disposition(row, id) ?? How(row)}", By(row), row.Id);

        private string? By(Interaction row) => row.AgentId is { } agent ? Agents.GetValueOrDefault(agent.Value) : null;

        /// <summary>That of the person, or of a contact that was about nobody else by name.</summary>
        private string? Disposition(Interaction row, PatientId id)
        {
            var subject = row.Subjects.Find(s => s.PatientId == id) ?? row.Subjects.Find(s => s.PatientId is null);
            return subject?.Disposition is { } key ? Texts.GetValueOrDefault(key, key) : null;
        }

        private static string What(Interaction row)
        {
            var noun = row.Channel switch
            {
                Channel.Voice => "call",
                Channel.Sms => "text",
                Channel.Email => "e-mail",
                Channel.Chat => "chat",
                Channel.Fax => "fax",
                _ => "message",
            };
            return row.Line is { } line && row.Direction is Direction.Inbound ? $"Inbound {noun}, {line}" : $"{row.Direction} {noun}";
        }

        private static string How(Interaction row) => row.Outcome is { } outcome ? Wire(outcome) : "still running";
    }
}
