using System.Text.Json;
using Kindline.Appointments;
using Kindline.Compliance;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Lists;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Import;
using Kindline.Practices;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Lists;

/// <summary>
/// Four people of one practice on each engine, unlike in everything that can be asked for, and a fifth of another practice whom no list may show.
/// It is Monday, 16 November 2026, nine in the morning in Chicago.
/// </summary>
public sealed class FourPeople : IAsyncLifetime
{
    public static readonly PracticeId Practice = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    public static readonly ImportId File = new(Guid.Parse("01990000-0000-7000-8000-000000000002"));
    public static readonly LocationId Main = new(Guid.Parse("01990000-0000-7000-8000-000000000008"));
    public static readonly VisitTypeId Exam = new(Guid.Parse("01990000-0000-7000-8000-000000000009"));
    public static readonly ProviderId DrOne = new(Guid.Parse("01990000-0000-7000-8000-000000000003"));
    public static readonly AgentId Ana = new(Guid.Parse("01990000-0000-7000-8000-000000000004"));
    public const string ShoeSize = "field:01990000-0000-7000-8000-000000000011";
    public const string Lenses = "field:01990000-0000-7000-8000-000000000012";
    public const string Portal = "field:01990000-0000-7000-8000-000000000013";
    public const string Class = "field:01990000-0000-7000-8000-000000000014";
    public const string Door = "field:01990000-0000-7000-8000-000000000015";
    public const string Appointed = "inbound.appointed.existing-patient";

    private static readonly PracticeId Elsewhere = new(Guid.Parse("01990000-0000-7000-8000-000000000009"));

    private readonly Dictionary<DatabaseEngine, TestDatabase> databases = [];

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The first names of those who are on a list with these conditions, by name.</summary>
    public async Task<string> OnAsync(DatabaseEngine engine, params string[] conditions)
    {
        var page = await RunAsync(engine, conditions, [], null, false);
        return string.Join(' ', page.Items.Select(p => p.Name.Split(' ')[0]));
    }

    internal async Task<ListPage> RunAsync(DatabaseEngine engine, string[] conditions, string[] columns, string? sort, bool descending, Scope scope = Scope.Practice)
    {
        var filter = JsonSerializer.Deserialize<ListFilter>($$"""{"conditions":[{{string.Join(',', conditions)}}]}""", WireJson.Options);
        var outcome = await (await QueriesAsync(engine)).TryAsync(Practice, new ListShape(filter, columns, sort, descending), new Paging(1, 50), Person(scope), Ct);
        (outcome as RunListOutcome.Invalid)?.Errors.ToDictionary().ShouldBeEmpty();
        return outcome.ShouldBeOfType<RunListOutcome.Ran>().Page;
    }

    public async ValueTask InitializeAsync() => await Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases.Values)
        {
            await database.DisposeAsync();
        }
    }

    private async Task<ListQueries> QueriesAsync(DatabaseEngine engine)
    {
        if (!databases.TryGetValue(engine, out var database))
        {
            databases[engine] = database = await TestDatabase.CreateAsync(engine);
            await FillAsync(database);
        }
        return new ListQueries(database.Factory, new ListRows(new DispositionTexts(database.Factory, Clock), new HiddenVips(new EndedCalls(), Clock)), AgeOfMajority.Load(database.Options), Clock);
    }

    private static SignedInUser Person(Scope scope) => new(
        Guid.CreateVersion7(), "someone", "Some One", "director", null, [Practice],
        new Dictionary<string, Scope> { [Permission.ListsRead] = scope, [Permission.PatientsBalance] = Scope.Practice }, false, "session", null);

    private async Task FillAsync(TestDatabase database)
    {
        await using var db = database.Open();
        db.AddRange(new Practice { Id = Practice, Name = "Bayview" }, new Practice { Id = Elsewhere, Name = "Elsewhere" });
        await db.SaveChangesAsync(Ct);
        var place = new Location { Id = Main, PracticeId = Practice, Name = "Main" };
        var visit = new VisitType { Id = Exam, PracticeId = Practice, Name = "Exam", Minutes = 30 };
        var two = new Provider { Id = new(Guid.CreateVersion7()), PracticeId = Practice, Name = "Dr. Two" };
        db.AddRange(place, visit, two, new Provider { Id = DrOne, PracticeId = Practice, Name = "Dr. One" });
        db.Add(new User { Id = Ana.Value, UserName = "ana", NormalizedUserName = "ANA", DisplayName = "Ana Ruiz", RoleKey = "agent" });
        db.Add(new Role { Key = "agent", Title = "Agent", IsAgent = true });
        db.Add(new PatientImport { Id = File, PracticeId = Practice, FileName = "bought.csv", BegunAt = Clock.GetUtcNow() });
        db.Add(new Disposition { Key = Appointed, Tree = "inbound", Channels = "voice", Outcome = "Appointed", Reason = "Existing patient", ValidFrom = new(2026, 1, 1) });
        db.AddRange(Field(ShoeSize, FieldKind.Number), Field(Lenses, FieldKind.Date), Field(Portal, FieldKind.YesNo), Field(Class, FieldKind.Choice), Field(Door, FieldKind.Text));
        await db.SaveChangesAsync(Ct);
        var (ada, ben, cid, dee) = (MakeAda(), MakeBen(), MakeCid(), MakeDee());
        db.AddRange(ada, ben, cid, dee, new Patient { Id = new(Guid.CreateVersion7()), PracticeId = Elsewhere, FirstName = "Eve", LastName = "Elsewhere" });
        await db.SaveChangesAsync(Ct);
        db.AddRange(
            Visit(ada, "2026-11-01T16:00Z", AppointmentState.Seen, DrOne), Visit(ada, "2026-11-25T16:00Z", AppointmentState.Booked, DrOne, booked: "2026-11-10T16:05Z"),
            Visit(ada, "2025-02-01T16:00Z", AppointmentState.Seen, two.Id), Visit(ben, "2025-10-02T04:30Z", AppointmentState.Seen, two.Id),
            Visit(ben, "2026-10-01T16:00Z", AppointmentState.Missed, two.Id), Visit(cid, "2026-09-01T16:00Z", AppointmentState.Cancelled, two.Id));
        db.AddRange(
            Call("2026-11-10T16:00Z", Direction.Inbound, Outcome.Handled, about: ada, Ana, Appointed), Call("2026-01-05T16:00Z", Direction.Inbound, Outcome.Handled, by: dee),
            Call("2025-09-01T16:00Z", Direction.Outbound, Outcome.Failed, about: ben), Call("2026-11-02T16:00Z", Direction.Outbound, Outcome.Failed, about: ben),
            Call("2026-11-03T16:00Z", Direction.Outbound, Outcome.Failed, about: ben), Call("2026-11-04T16:00Z", Direction.Outbound, Outcome.Failed, about: ben));
        db.Add(new PatientPair { Id = new(Guid.CreateVersion7()), PracticeId = Practice, OneId = ada.Id, OtherId = dee.Id, FoundAt = Clock.GetUtcNow() });
        await db.SaveChangesAsync(Ct);

        Appointment Visit(Patient of, string at, AppointmentState state, ProviderId with, string booked = "2025-01-01T16:00Z") => new()
        {
            Id = new(Guid.CreateVersion7()),
            PracticeId = Practice,
            PatientId = of.Id,
            ProviderId = with,
            LocationId = place.Id,
            VisitTypeId = visit.Id,
            StartsAt = At(at),
            BookedAt = At(booked),
            Minutes = 30,
            State = state,
        };
    }

    private static Patient Make(string first, string last, Action<Patient> more)
    {
        var person = new Patient { Id = new(Guid.Parse($"01990000-0000-7000-8000-0000000001{(int)first[0]:x2}")), PracticeId = Practice, FirstName = first, LastName = last };
        more(person);
        return person;
    }

    private static Patient MakeAda() => Make("Ada", "Able", p =>
    {
        (p.BornOn, p.City, p.State, p.Zip, p.Email, p.Mrn) = (new(1950, 1, 10), "Austin", "TX", "78701", "ada@example.com", "M-1001");
        (p.Payer, p.Plan, p.BalanceCents, p.Portal, p.Source) = ("Medicare", "Original", 12_500, PortalState.Active, "Google");
        p.Phones.Add(new() { Number = "+15125550101", Type = LineType.Landline });
        p.Phones.Add(new() { Number = "+15125550102", Type = LineType.Mobile });
    });

    /// <summary>Came of age today; what he had of his childhood stands in the record.</summary>
    private static Patient MakeBen() => Make("Ben", "Baker", p =>
    {
        (p.Status, p.BornOn, p.Language, p.City, p.State, p.Zip) = (PatientStatus.Inactive, new(2008, 11, 16), "es", "Dallas", "TX", "75201");
        (p.BalanceCents, p.Portal, p.AssignedTo, p.AssignedAt) = (0, PortalState.NotActive, Ana, At("2026-11-03T14:00Z"));
        p.Phones.Add(new() { Number = "+15125550103", Type = LineType.Landline });
        p.Proxies.Add(new() { Name = "Bea Baker", Relationship = Relationship.Parent, EndsAtMajority = true });
    });

    private static Patient MakeCid() => Make("Cid", "Cole", p =>
    {
        p.Coverages.Add(new() { Position = 1, Payer = "Vision One" });
        (p.Status, p.DeathReportedAt, p.DoNotCallSince, p.NoTexts) = (PatientStatus.Deceased, At("2026-11-01T16:00Z"), At("2026-01-01T16:00Z"), true);
        (p.Payer, p.ImportId) = ("Aetna", File);
        p.Phones.Add(new() { Number = "+15125550104" });
    });

    /// <summary>Of age in Texas, but not in Alabama (19).</summary>
    private static Patient MakeDee() => Make("Dee", "Dunn", p =>
    {
        p.Coverages.Add(new() { Position = 1, Payer = "Vision One", UntilOn = new(2026, 10, 31) });
        (p.Kind, p.BornOn, p.State, p.ReferredBy, p.Portal) = (PatientKind.Prospect, new(2008, 5, 5), "AL", "Dr. Kim", PortalState.NoEmail);
        (p.AsOf, p.AsOfSource) = (At("2026-11-15T18:00Z"), "import");
        p.Alerts.Add(new() { Text = "Needs an Interpreter", Level = AlertLevel.Warn });
        p.Proxies.Add(new() { Name = "Dan Dunn", Relationship = Relationship.Parent, EndsAtMajority = true });
        p.FieldValues.AddRange([Value(ShoeSize, "12.5"), Value(Lenses, "2026-12-01"), Value(Portal, "yes"), Value(Class, "B"), Value(Door, "Blue door")]);
    });

    private static PatientField Field(string key, FieldKind kind) => new()
    {
        Id = IdOf(key),
        PracticeId = Practice,
        Label = $"{kind} of ours",
        Kind = kind,
        Choices = kind is FieldKind.Choice ? ["A", "B"] : [],
    };

    private static PatientFieldValue Value(string key, string value) => new() { FieldId = IdOf(key), Value = value };

    private static PatientFieldId IdOf(string key) => new(Guid.Parse(key["field:".Length..]));

    private static Interaction Call(
        string at, Direction direction, Outcome outcome, Patient? about = null, AgentId? agent = null, string? disposition = null, Patient? by = null) => new()
        {
            Id = new(Guid.CreateVersion7()),
            PracticeId = Practice,
            Direction = direction,
            From = "+15125550142",
            To = "+15125550100",
            State = InteractionState.Ended,
            Outcome = outcome,
            AgentId = agent,
            StartedAt = At(at),
            CallerPatientId = by?.Id,
            Subjects = about is null ? [] : [new Subject { PatientId = about.Id, Disposition = disposition, Bound = true }],
        };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
}
