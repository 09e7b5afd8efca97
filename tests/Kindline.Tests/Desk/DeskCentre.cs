using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Appointments;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Routing;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Desk;

/// <summary>
/// The real server with a practice, a mother with two children on one number, and an agent who talks with somebody on it.
/// </summary>
internal sealed class DeskCentre : IAsyncDisposable
{
    public const string Number = "+15125550142";

    private DeskCentre(TestCentre centre, HttpClient agent, AgentId agentId)
    {
        (Centre, Agent, AgentId) = (centre, agent, agentId);
    }

    public TestCentre Centre { get; }

    /// <summary>Signed in as the agent.</summary>
    public HttpClient Agent { get; }

    public AgentId AgentId { get; }

    public required PracticeId Practice { get; init; }

    public QueueId Queue { get; } = new(Guid.CreateVersion7());

    public PatientId Mother { get; } = new(Guid.CreateVersion7());

    public PatientId Son { get; } = new(Guid.CreateVersion7());

    public PatientId Daughter { get; } = new(Guid.CreateVersion7());

    public PatientId Stranger { get; } = new(Guid.CreateVersion7());

    public InteractionId Call { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskCentre> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine);
        await centre.Services.GetRequiredService<SeedDispositions>().RunAsync(Ct);
        var (practice, elsewhere) = (new PracticeId(Guid.CreateVersion7()), new PracticeId(Guid.CreateVersion7()));
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(
                new Practice { Id = practice, Name = "Cedar Family Medicine", TimeZone = "America/Chicago" },
                new Practice { Id = elsewhere, Name = "Juniper Eye", TimeZone = "America/New_York" });
            await db.SaveChangesAsync(Ct);
        }
        var agentId = new AgentId(await centre.AddUserAsync("ana", "agent", null, practice));
        var desk = new DeskCentre(centre, await centre.SignInAsync("ana"), agentId) { Practice = practice };
        await desk.FillAsync(elsewhere);
        desk.Call = await desk.TalkAsync();
        return desk;
    }

    public T Get<T>()
        where T : notnull => Centre.Services.GetRequiredService<T>();

    public Task TellAsync(InteractionId id, string type, object fact) => Get<IInteractionLog>().AppendAsync(id, type, fact, Ct);

    /// <summary>A call that the agent has answered.</summary>
    public async Task<InteractionId> TalkAsync(string from = Number, AgentId? agent = null)
    {
        var id = new InteractionId(Guid.CreateVersion7());
        await TellAsync(id, EventType.Started, new StartedFact(Practice, Channel.Voice, Direction.Inbound, from, "+15125550100", "Appointments"));
        await TellAsync(id, EventType.Queued, new QueuedFact(Queue));
        await TellAsync(id, EventType.Answered, new AgentFact(agent ?? AgentId));
        return id;
    }

    public Task<JsonElement> ReadAsync(InteractionId? call = null) => Agent.GetFromJsonAsync<JsonElement>($"/api/desk/calls/{call ?? Call}", Ct);

    /// <summary>Posts below the call and answers what came back.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var answer = await Agent.PostAsJsonAsync($"/api/desk/calls/{Call}/{path}", body, WireJson.Options, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    /// <summary>Says name and date of birth.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> VerifyAsync(PatientId patient, string bornOn) =>
        PostAsync("verify", new { patientId = patient, nameSaid = true, bornOn });

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await Centre.DisposeAsync();
    }

    private async Task FillAsync(PracticeId elsewhere)
    {
        await using var db = Centre.Databases.Create();
        db.Add(new CallQueue { Id = Queue, PracticeId = Practice, Name = "Appointments" });
        db.AddRange(
            Person(Mother, Practice, "Rosa", "DM77", "1971-03-14"), Person(Son, Practice, "Luis", "DM78", "2015-05-01"),
            Person(Daughter, Practice, "Ada", "DM79", "2018-08-09"), Person(Stranger, elsewhere, "Ida", "JE1", "1980-05-01"));
        var provider = new Provider { Id = new ProviderId(Guid.CreateVersion7()), PracticeId = Practice, Name = "Dr. Peter Vance" };
        var place = new Location { Id = new LocationId(Guid.CreateVersion7()), PracticeId = Practice, Name = "Main" };
        var exam = new VisitType { Id = new VisitTypeId(Guid.CreateVersion7()), PracticeId = Practice, Name = "Annual exam", Minutes = 30 };
        db.AddRange(provider, place, exam);
        await db.SaveChangesAsync(Ct);
        var now = Centre.Clock.GetUtcNow();
        db.AddRange(
            Visit(now.AddDays(-400), AppointmentState.Seen), Visit(now.AddDays(-20), AppointmentState.Missed),
            Visit(now.AddDays(3), AppointmentState.Cancelled), Visit(now.AddDays(9), AppointmentState.Booked), Visit(now.AddDays(90), AppointmentState.Booked));
        await db.SaveChangesAsync(Ct);

        Appointment Visit(DateTimeOffset at, AppointmentState state) => new()
        {
            Id = new AppointmentId(Guid.CreateVersion7()),
            PracticeId = Practice,
            PatientId = Mother,
            ProviderId = provider.Id,
            LocationId = place.Id,
            VisitTypeId = exam.Id,
            StartsAt = at,
            Minutes = 30,
            State = state,
            BookedAt = now.AddDays(-500),
        };
    }

    private static Patient Person(PatientId id, PracticeId practice, string first, string mrn, string bornOn) => new()
    {
        Id = id,
        PracticeId = practice,
        FirstName = first,
        LastName = "Hinojosa",
        Mrn = mrn,
        BornOn = DateOnly.Parse(bornOn, null),
        Street = "12 Juniper Lane",
        City = "Austin",
        State = "TX",
        Zip = "78701-4412",
        Plan = "Mesa Employers PPO",
        BalanceCents = 2_500,
        Phones = [new PatientPhone { PatientId = id, Number = Number }],
        Alerts = [new PatientAlert { PatientId = id, Text = "Latex allergy", Level = AlertLevel.Warn }],
    };
}
