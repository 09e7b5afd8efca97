using Kindline.Audit;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Recording;
using Kindline.Routing;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Interactions;

/// <summary>Remembers whose wrap-ups were finished; its agent writes about whatever the test says.</summary>
internal sealed class WrapUpsDone : IWrapUpDesk
{
    public List<(AgentId Agent, string? NextState)> Told { get; } = [];

    /// <summary>Runs when it is asked whether an agent writes about an interaction; by itself nobody does.</summary>
    public Func<InteractionId, bool> WritesAbout { get; set; } = static _ => false;

    public Task<bool> WritesAboutAsync(AgentId agent, InteractionId interaction, CancellationToken ct) => Task.FromResult(WritesAbout(interaction));

    public Task DoneAsync(AgentId agent, InteractionId interaction, string? nextState, string? reason, CancellationToken ct)
    {
        Told.Add((agent, nextState));
        return Task.CompletedTask;
    }
}

/// <summary>Whose call it is by the floor: nobody's but whose the test says.</summary>
internal sealed class CallsHeld : ICallsAtHand
{
    public HashSet<(AgentId Agent, InteractionId Call)> Held { get; } = [];

    public Task<bool> HasAsync(AgentId agent, InteractionId call, CancellationToken ct) => Task.FromResult(Held.Contains((agent, call)));
}

/// <summary>A practice in Chicago's zone with a queue, a team of two and an agent outside it, on a real database.</summary>
internal sealed class BackOffice : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private BackOffice(TestDatabase database)
    {
        Database = database;
        services = Services(database, Clock).BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));

    public PracticeId Practice { get; } = new(Guid.CreateVersion7());

    public PracticeId OtherPractice { get; } = new(Guid.CreateVersion7());

    public QueueId Queue { get; } = new(Guid.CreateVersion7());

    public TeamId Team { get; } = new(Guid.CreateVersion7());

    public AgentId Ana { get; } = new(Guid.CreateVersion7());

    public AgentId Ben { get; } = new(Guid.CreateVersion7());

    /// <summary>Of the same practice, in no team.</summary>
    public AgentId Cleo { get; } = new(Guid.CreateVersion7());

    public static async Task<BackOffice> OpenAsync(DatabaseEngine engine)
    {
        var office = new BackOffice(await TestDatabase.CreateAsync(engine));
        foreach (var hosted in office.services.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
        await office.FillAsync();
        return office;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Db Db() => Database.Open();

    /// <summary>Someone with one scope over everything this test asks for.</summary>
    public SignedInUser Person(AgentId who, Scope scope, params string[] permissions) => new(
        who.Value, "someone", "Some One", "agent", who == Cleo ? null : Team, [Practice], permissions.ToDictionary(p => p, _ => scope), true,
        "session", "127.0.0.1");

    public async Task AddAsync(params IReadOnlyList<Interaction> interactions)
    {
        await using var db = Db();
        db.Interactions.AddRange(interactions);
        await db.SaveChangesAsync();
    }

    /// <summary>An inbound call of the practice that Ana answered after seven seconds.</summary>
    public Interaction Call(DateTimeOffset at, string from = "+15125550142") => new()
    {
        Id = new InteractionId(Guid.CreateVersion7(at)),
        PracticeId = Practice,
        Channel = Channel.Voice,
        Direction = Direction.Inbound,
        From = from,
        To = "+15125550100",
        Line = "Appointments",
        QueueId = Queue,
        AgentId = Ana,
        State = InteractionState.Ended,
        Outcome = Outcome.Handled,
        StartedAt = at.ToUniversalTime(),
        QueuedAt = at.AddSeconds(5).ToUniversalTime(),
        AnsweredAt = at.AddSeconds(12).ToUniversalTime(),
        EndedAt = at.AddSeconds(112).ToUniversalTime(),
        WrappedUpAt = at.AddSeconds(132).ToUniversalTime(),
        QueueSeconds = 7,
        TalkSeconds = 100,
        HoldSeconds = 10,
        WrapUpSeconds = 20,
    };

    /// <summary>An inbound call whose caller gave up after so many seconds in the queue.</summary>
    public Interaction Lost(DateTimeOffset at, string from = "+15125550142", double waited = 30)
    {
        var call = Call(at, from);
        (call.AgentId, call.Outcome, call.AnsweredAt, call.TalkSeconds, call.WrapUpSeconds) = (null, Outcome.Abandoned, null, null, null);
        (call.WrappedUpAt, call.HoldSeconds, call.QueueSeconds, call.EndedAt) = (null, 0, waited, at.AddSeconds(5 + waited).ToUniversalTime());
        return call;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in services.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }
        await services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static ServiceCollection Services(TestDatabase database, ManualClock clock)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSignalR();
        services.AddSingleton(database.Options).AddSingleton(database.Factory).AddSingleton<TimeProvider>(clock).AddSingleton<LiveChanges>();
        File.WriteAllText(database.Options.KeyFile, Convert.ToBase64String(new byte[32]));
        services.AddSingleton(MasterKey.Open(database.Options));
        AuditSlice.Add(services);
        Kindline.Patients.PatientsSlice.Add(services);
        // When patients are compared the test says.
        services.Remove(services.Single(s => s.ImplementationType == typeof(Kindline.Patients.Duplicates.ComparingPatients)));
        Kindline.Appointments.AppointmentsSlice.Add(services);
        InteractionsSlice.Add(services);
        Kindline.WorkItems.WorkItemsSlice.Add(services);
        DispositionsSlice.Add(services);
        Kindline.Reporting.ReportingSlice.Add(services);
        services.AddSingleton<CallsHeld>().AddSingleton<ICallsAtHand>(s => s.GetRequiredService<CallsHeld>());
        services.AddSingleton<IQueueNames, QueueNames>().AddSingleton<IInteractionRecordings, InteractionRecordings>();
        services.AddSingleton<WrapUpsDone>().AddSingleton<IWrapUpDesk>(s => s.GetRequiredService<WrapUpsDone>());
        return services;
    }

    private async Task FillAsync()
    {
        await using var db = Db();
        db.Practices.Add(new Practice { Id = Practice, Name = "Cedar Family Medicine", TimeZone = "America/Chicago" });
        db.Practices.Add(new Practice { Id = OtherPractice, Name = "Juniper Eye", TimeZone = "America/New_York" });
        db.Queues.Add(new CallQueue { Id = Queue, PracticeId = Practice, Name = "Appointments", ServiceLevelSeconds = 20 });
        db.Set<Role>().Add(new Role { Key = "agent", Title = "Agent", IsAgent = true });
        db.Teams.Add(new Team { Id = Team, PracticeId = Practice, Name = "Day" });
        await db.SaveChangesAsync();
        db.Users.AddRange(
            new User { Id = Ana.Value, UserName = "ana", DisplayName = "Ana Duarte", RoleKey = "agent", TeamId = Team },
            new User { Id = Ben.Value, UserName = "ben", DisplayName = "Ben Okoye", RoleKey = "agent", TeamId = Team },
            new User { Id = Cleo.Value, UserName = "cleo", DisplayName = "Cleo Marsh", RoleKey = "agent" });
        await db.SaveChangesAsync();
    }
}
