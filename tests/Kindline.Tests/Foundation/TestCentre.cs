using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Kindline.Audit;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindline.Tests.Foundation;

/// <summary>
/// The real server on a free port, with a database of its own and a clock that the test moves. Telephony listens on free ports too.
/// </summary>
public sealed class TestCentre : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly TestDatabase database;
    private readonly WebApplication app;

    private TestCentre(TestDatabase database, WebApplication app, ManualClock clock)
    {
        (this.database, this.app, Clock) = (database, app, clock);
    }

    public ManualClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public KindlineOptions Options => Services.GetRequiredService<KindlineOptions>();

    public DbFactory Databases => Services.GetRequiredService<DbFactory>();

    public Uri Address => new($"http://127.0.0.1:{Services.GetRequiredService<ReadyPorts>().Http}");

    /// <summary>Starts it with roles and no data.</summary>
    /// <param name="replace">Puts other services in place of the real ones, and further ones.</param>
    public static async Task<TestCentre> StartAsync(
        DatabaseEngine engine = DatabaseEngine.Sqlite, Action<IServiceCollection>? replace = null, Func<KindlineOptions, KindlineOptions>? options = null,
        Action<WebApplication>? map = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var set = database.Options with
        {
            HttpPort = 0,
            SipPort = 0,
            MllpPort = 0,
            RtpPorts = (0, 0),
            RtpEnginePorts = (0, 0),
            Bind = IPAddress.Loopback,
            Demo = false,
            Town = false,
        };
        set = options?.Invoke(set) ?? set;
        await File.WriteAllTextAsync(set.KeyFile, Convert.ToBase64String(new byte[32]));
        var clock = new ManualClock();
        var app = Centre.Build(set, MasterKey.Open(set), services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            // The real count is measured by its own test; sixty sign-ins need not each take a tenth of a second.
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
            // Speaking every prompt takes seconds; whoever plays one gets it spoken then.
            Leave(services, type => type == typeof(PreparedPrompts) || type == typeof(Kindline.Telephony.RtpEngine) || type == typeof(Kindline.Telephony.TurnServer) || (!set.Demo && type.Namespace == "Kindline.Demo"));
            replace?.Invoke(services);
        });
        map?.Invoke(app);
        await Server.StartAsync(app, CancellationToken.None);
        return new TestCentre(database, app, clock);
    }

    /// <summary>Makes an account with the password <see cref="Password"/>.</summary>
    public async Task<Guid> AddUserAsync(string user, string role, TeamId? team = null, params PracticeId[] practices)
    {
        await using var scope = Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<CreateUser>()
            .RunAsync(new CreateUserInput(user, user, role, Password, team, practices), AuditActor.System, CancellationToken.None);
        return outcome.ShouldBeOfType<CreateUserOutcome.Created>().Id;
    }

    /// <summary>A client without cookies; with a token it sends it as bearer.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = Address };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return client;
    }

    public async Task<HttpClient> SignInAsync(string user, string password = Password) => Client(await TokenAsync(user, password));

    /// <summary>A client that is signed in as a fresh account of this role.</summary>
    public async Task<HttpClient> SignInAsRoleAsync(string role, params PracticeId[] practices)
    {
        await AddUserAsync(role, role, null, practices);
        return await SignInAsync(role);
    }

    public async Task<string> TokenAsync(string user, string password = Password)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync("/api/session", new { user, password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TokenAnswer>())!.Token;
    }

    // What a first start writes stands in the way of a test that says itself what there is.
    private static void Leave(IServiceCollection services, Func<Type, bool> which)
    {
        foreach (var left in services.Where(s => s.ImplementationType is { } type && which(type)).ToList())
        {
            services.Remove(left);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private sealed record TokenAnswer(string Token);
}
