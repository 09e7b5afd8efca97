using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kindline.Journeys.Toolkit;

/// <summary>The built program on free ports, with a data folder of its own and nobody calling but the test.</summary>
sealed partial class KindlineServer : IAsyncDisposable
{
    public const string Password = "correct-horse-battery-42";

    /// <summary>The practice of <see cref="OpenPracticeAsync"/>.</summary>
    public const string PracticeName = "Cedar Family Medicine";

    readonly Dictionary<string, string?> environment;
    readonly string home;
    ExternalProgram program;

    KindlineServer(ExternalProgram program, string home, Dictionary<string, string?> environment)
    {
        this.program = program;
        this.home = home;
        this.environment = environment;
    }

    public int HttpPort { get; private set; }

    public int SipPort { get; private set; }

    bool ByTls => environment.ContainsKey("KINDLINE_TLS_CERT");

    public string DataFolder => environment["KINDLINE_DATA"]!;

    /// <summary>All that the program printed, for a failure's words.</summary>
    public string Log => program.Everything;

    /// <summary>Starts with these settings beside the usual ones and waits for the ready line.</summary>
    public static async Task<KindlineServer> StartAsync(params (string Name, string Value)[] settings)
    {
        var home = Places.NewFolder("server");
        var environment = Settings(home, settings);
        if (environment["KINDLINE_DATA"] == Path.Combine(home, "data"))
        {
            await FilledCentre.CopyAsync(home);
        }

        return await StartAsync(home, environment);
    }

    /// <summary>Puts a backup of this server back into an empty place, with a copy of its key, and starts another server there.</summary>
    public async Task<KindlineServer> RestoreElsewhereAsync(string backup)
    {
        var elsewhere = Places.NewFolder("restored");
        var settings = Settings(elsewhere, []);
        File.Copy(environment["KINDLINE_KEY_FILE"]!, settings["KINDLINE_KEY_FILE"]!);
        await VerbAsync(settings, "restore", "--from", backup);
        return await StartAsync(elsewhere, settings);
    }

    /// <summary>Runs a verb beside the server, with its settings; answers what it printed.</summary>
    public Task<string> VerbAsync(params string[] arguments) => VerbAsync(environment, arguments);

    /// <summary>Starts the program where it is expected to refuse, or to run a verb; the caller awaits its end.</summary>
    public static ExternalProgram StartRaw(string home, (string Name, string Value)[] settings, params string[] arguments) =>
        Launch(Settings(home, settings), arguments);

    /// <summary>Signed in as one of the demo people, or as somebody with another password.</summary>
    public Task<ApiClient> SignInAsync(string user, string password = Password) => ApiClient.SignInAsync(AddressAt("127.0.0.1"), user, password);

    /// <summary>The administrator of an empty centre, made with the code that it printed.</summary>
    public async Task<ApiClient> BecomeAdministratorAsync()
    {
        using var anyone = ApiClient.Anonymous(HttpPort);
        await anyone.PostAsync("session/first", new { code = PrintedCode().Match(Log).Groups[1].Value, user = "admin", name = "Avery Stone", password = Password });
        return await SignInAsync("admin");
    }

    /// <summary>An empty centre gets an administrator, one practice and its office manager, "manager".</summary>
    public async Task OpenPracticeAsync()
    {
        using var admin = await BecomeAdministratorAsync();
        var practice = await admin.PostAsync("practices", new { name = PracticeName, specialty = "Family medicine", timeZone = "America/Chicago" });
        await admin.PostAsync("users", new { user = "manager", name = "Toni Marsh", role = "manager", password = Password, practices = new[] { practice.Text("id") } });
    }

    /// <summary>The code of the set-up, as an empty centre prints it.</summary>
    [GeneratedRegex("type the code ([A-Z2-9-]+)")]
    public static partial Regex PrintedCode();

    /// <summary>Where the pages are, for somebody who calls this machine by this name or address.</summary>
    public string AddressAt(string host) => $"{(ByTls ? "https" : "http")}://{host}:{HttpPort}";

    /// <summary>What /healthz says of one part: ok, degraded or failed.</summary>
    public async Task<string> HealthOfAsync(string part)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{HttpPort}/healthz"), TestContext.Current.CancellationToken);
        using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return health.RootElement.Items("checks").Single(c => c.Text("name") == part).Text("status");
    }

    /// <summary>The same data folder again, after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        await program.DisposeAsync();
        program = Launch(environment, []);
        await ReadyAsync();
    }

    /// <summary>SIGTERM: drains and ends with code 0.</summary>
    public async Task StopAsync()
    {
        program.Signal(ExternalProgram.Terminate);
        (await program.EndAsync(30)).ShouldBe(0, program.Everything);
    }

    /// <summary>kill -9: the crash.</summary>
    public async Task KillAsync()
    {
        program.Signal(ExternalProgram.Kill);
        await program.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        program.Signal(ExternalProgram.Terminate);
        await Eventually.True("the server drains", () => program.Ended, 10).ContinueWith(static _ => { }, TaskScheduler.Default);
        await program.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    async Task ReadyAsync()
    {
        var ready = ReadyLine().Match(await program.LineAsync("kindline ready", 60));
        ready.Success.ShouldBeTrue(program.Everything);
        HttpPort = int.Parse(ready.Groups["http"].Value, CultureInfo.InvariantCulture);
        SipPort = int.Parse(ready.Groups["sip"].Value, CultureInfo.InvariantCulture);
    }

    static async Task<KindlineServer> StartAsync(string home, Dictionary<string, string?> environment)
    {
        var server = new KindlineServer(Launch(environment, []), home, environment);
        try
        {
            await server.ReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    static async Task<string> VerbAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        await using var verb = Launch(environment, arguments);
        (await verb.EndAsync(60)).ShouldBe(0, verb.Everything);
        return string.Join('\n', verb.Lines);
    }

    static ExternalProgram Launch(Dictionary<string, string?> environment, string[] arguments) =>
        ExternalProgram.Start("dotnet", [Places.Server, .. arguments], Path.GetTempPath(), environment);

    static Dictionary<string, string?> Settings(string home, IEnumerable<(string Name, string Value)> settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["KINDLINE_HTTP"] = "0",
            ["KINDLINE_SIP"] = "0",
            ["KINDLINE_MLLP"] = "0",
            ["KINDLINE_RTP"] = Ports.RtpBlock(),
            ["KINDLINE_RTPENGINE"] = "0",
            ["KINDLINE_DATA"] = Path.Combine(home, "data"),
            ["KINDLINE_KEY_FILE"] = Path.Combine(home, "master.key"),
            ["KINDLINE_TOWN"] = "0",
            ["KINDLINE_DEMO_PASSWORD"] = Password,
            // Half of the machine's work in a journey is compiling a program that lives for half a minute.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
            ["NO_PROXY"] = "localhost,127.0.0.1",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    [GeneratedRegex(@"kindline ready http=(?<http>\d+) sip=(?<sip>\d+) mllp=(?<mllp>\d+)")]
    private static partial Regex ReadyLine();
}
