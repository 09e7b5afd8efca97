using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Agents;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Routing;
using Kindline.Supervision;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Supervision;

/// <summary>Bayview Eye in Chicago's zone with two queues, a supervisor and two agents of one team, and an agent of another practice.</summary>
internal sealed class FloorCentre : IAsyncDisposable
{
    private readonly TestCentre centre;
    private readonly List<HttpClient> clients = [];

    private FloorCentre(TestCentre centre) => this.centre = centre;

    public PracticeId Practice { get; } = new(Guid.CreateVersion7());

    public PracticeId Other { get; } = new(Guid.CreateVersion7());

    public TeamId Team { get; } = new(Guid.CreateVersion7());

    public QueueId Appointments { get; } = new(Guid.CreateVersion7());

    public QueueId NoShow { get; } = new(Guid.CreateVersion7());

    public ProfileId Profile { get; } = new(Guid.CreateVersion7());

    public ProfileId Billing { get; } = new(Guid.CreateVersion7());

    public AgentId Ana { get; private set; }

    public AgentId Ben { get; private set; }

    public AgentId Stranger { get; private set; }

    public HttpClient Supervisor { get; private set; } = null!;

    public ManualClock Clock => centre.Clock;

    public DbFactory Databases => centre.Databases;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FloorCentre> OpenAsync()
    {
        var floor = new FloorCentre(await TestCentre.StartAsync(replace: s => s.Remove(s.Single(d => d.ImplementationType == typeof(MoveWatch)))));
        await floor.FillAsync();
        return floor;
    }

    public T Get<T>()
        where T : notnull => centre.Services.GetRequiredService<T>();

    /// <summary>The watch over moves, which looks when the test says so and not by itself.</summary>
    public MoveWatch Watch => field ??= ActivatorUtilities.CreateInstance<MoveWatch>(centre.Services);

    public async Task<HttpClient> SignInAsync(string user)
    {
        var client = await centre.SignInAsync(user);
        clients.Add(client);
        return client;
    }

    public async Task<JsonElement> FloorAsync(HttpClient? by = null) =>
        await (by ?? Supervisor).GetFromJsonAsync<JsonElement>("/api/floor", Ct);

    public async Task<JsonElement> QueueAsync(QueueId id) => Line((await FloorAsync()).GetProperty("queues"), id.Value);

    public async Task<JsonElement> AgentAsync(AgentId id) => Line((await FloorAsync()).GetProperty("agents"), id.Value);

    public Task<AgentSnapshot?> OnFloorAsync(AgentId id) => Get<FloorHost>().AskAsync(f => f.Agent(id), Ct);

    public Task SendAsync(FloorInput input) => Get<FloorHost>().SendAsync(input, Ct);

    /// <summary>Time goes by; the supervisor, whom it has signed out, signs in again.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        Supervisor = await SignInAsync("sam");
    }

    /// <summary>Signed in, with a phone, ready.</summary>
    public async Task ReadyAsync(params AgentId[] agents)
    {
        foreach (var agent in agents)
        {
            await SendAsync(new FloorInput.SignedIn(agent));
            await SendAsync(new FloorInput.PhoneFound(agent));
            await SendAsync(new FloorInput.Readied(agent));
        }
    }

    /// <summary>A call that waited so many seconds and was answered by Ana, or given up, now.</summary>
    public async Task CallAsync(QueueId queue, int waited, bool answered)
    {
        var log = Get<InteractionLog>();
        var now = Clock.GetUtcNow();
        var id = new InteractionId(Guid.CreateVersion7(now));
        var began = now.AddSeconds(-waited);
        await log.AppendAsync(id, EventType.Started, new StartedFact(Practice, Channel.Voice, Direction.Inbound, "+15125550142", "+15125550100"), began, Ct);
        await log.AppendAsync(id, EventType.Queued, new QueuedFact(queue), began, Ct);
        if (answered)
        {
            await log.AppendAsync(id, EventType.Answered, new AgentFact(Ana), now, Ct);
        }
        await log.AppendAsync(id, EventType.Ended, new EndedFact(answered ? Outcome.Handled : Outcome.Abandoned), now, Ct);
    }

    /// <summary>A call that this agent has at hand, about this person.</summary>
    public async Task<LiveCall> TalkingAsync(AgentId agent, string firstName, string lastName)
    {
        var now = Clock.GetUtcNow();
        var patient = new Patient { Id = new PatientId(Guid.CreateVersion7(now)), PracticeId = Practice, FirstName = firstName, LastName = lastName };
        await using (var db = Databases.Create())
        {
            db.Add(patient);
            await db.SaveChangesAsync(Ct);
        }
        var id = new InteractionId(Guid.CreateVersion7(now));
        await Get<InteractionLog>().AppendAsync(
            id, EventType.Started, new StartedFact(Practice, Channel.Voice, Direction.Inbound, "+15125550142", "+15125550100", Patient: patient.Id), Ct);
        var call = new LiveCall(id, Practice, "Bayview Eye", Direction.Inbound, "+15125550142", "+15125550100", "Appointments", now) { Agent = agent };
        Get<LiveCalls>().Add(call);
        return call;
    }

    /// <summary>The ids of what was kept in the audit under this code, newest first.</summary>
    public async Task<IEnumerable<string?>> AuditAsync(string code) =>
        (await Get<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items.Select(r => r.ObjectId);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        await centre.DisposeAsync();
    }

    private static JsonElement Line(JsonElement list, Guid id) => list.EnumerateArray().Single(l => l.GetProperty("id").GetGuid() == id);

    private async Task FillAsync()
    {
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(
                new Practice { Id = Practice, Name = "Bayview Eye", TimeZone = "America/Chicago" }, new Practice { Id = Other, Name = "Harbor Skin" },
                new Team { Id = Team, PracticeId = Practice, Name = "Front line" },
                new CallQueue { Id = Appointments, PracticeId = Practice, Name = "Appointments" },
                new CallQueue { Id = NoShow, PracticeId = Practice, Name = "No-show" },
                new Profile { Id = Profile, PracticeId = Practice, Name = "No-show first", Queues = [new ProfileEntry { QueueId = NoShow, Level = 1 }, new ProfileEntry { QueueId = Appointments, Level = 2 }] },
                new Profile { Id = Billing, PracticeId = Practice, Name = "Nothing yet" });
            await db.SaveChangesAsync(Ct);
        }
        await centre.AddUserAsync("sam", "supervisor", Team, Practice);
        Ana = new AgentId(await centre.AddUserAsync("ana", "agent", Team, Practice));
        Ben = new AgentId(await centre.AddUserAsync("ben", "agent", Team, Practice));
        Stranger = new AgentId(await centre.AddUserAsync("cleo", "agent", null, Other));
        var register = Get<AgentRegister>();
        await register.LoadAsync(Ct);
        await register.SetProfileAsync(Ana, Profile, Ct);
        await register.SetProfileAsync(Ben, Profile, Ct);
        Supervisor = await SignInAsync("sam");
    }
}
