using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Toolkit;

/// <summary>An agent whose phone is Chromium with JsSIP (tests/data/browser/phone.js), and whose microphone plays a sound.</summary>
sealed class BrowserPhone : IAsyncDisposable
{
    readonly IPlaywright playwright;
    readonly IBrowser chromium;
    readonly string folder;

    BrowserPhone(ApiClient api, IPlaywright playwright, IBrowser chromium, IPage page, string folder)
    {
        Api = api;
        this.playwright = playwright;
        this.chromium = chromium;
        Page = page;
        this.folder = folder;
    }

    public ApiClient Api { get; }

    public IPage Page { get; }

    /// <summary>Signs in at the API, takes the phone's account from it and registers with it.</summary>
    public static async Task<BrowserPhone> OpenAsync(KindlineServer server, string user, Sound says, bool relayOnly = false)
    {
        Assert.SkipUnless(Directory.Exists(Package), "jssip is not installed: npm ci in src/web brings it");
        var folder = Places.NewFolder("browser-phone");
        var script = await BundleAsync(folder);
        var microphone = Path.Combine(folder, "microphone.wav");
        await File.WriteAllBytesAsync(microphone, says.ToWav(), TestContext.Current.CancellationToken);
        var api = await server.SignInAsync(user);
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--no-proxy-server", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                $"--use-file-for-fake-audio-capture={microphone}", "--autoplay-policy=no-user-gesture-required",
                "--allow-loopback-in-peer-connection",
            ],
        });
        var page = await chromium.NewPageAsync(new BrowserNewPageOptions { BypassCSP = true });
        page.SetDefaultTimeout(15_000);
        var phone = new BrowserPhone(api, playwright, chromium, page, folder);
        try
        {
            await phone.RegisterAsync(server, script, relayOnly);
            return phone;
        }
        catch
        {
            await phone.DisposeAsync();
            throw;
        }
    }

    public Task GoesAsync(string state) => Api.PutAsync("agents/me/state", new { state });

    /// <summary>Waits until the agent's own page shows this state.</summary>
    public Task<JsonElement> IsAsync(string state, double seconds = 20) => Eventually.AsyncValue(
        $"the agent is {state}", () => Api.GetAsync("agents/me"), seen => seen.Text("state") == state, seconds);

    /// <summary>Waits for a ringing call and takes it.</summary>
    public async Task AnswersAsync()
    {
        await SeesAsync("incoming");
        await Page.EvaluateAsync("phone.answer()");
        await SeesAsync("confirmed");
    }

    public Task CallsAsync(string target) => Page.EvaluateAsync("target => phone.call(target)", target);

    public Task HangsUpAsync() => Page.EvaluateAsync("phone.hangUp()");

    /// <summary>A re-INVITE of the browser's; returns when it is agreed.</summary>
    public Task HoldsAsync(bool held) => Page.EvaluateAsync("on => phone.hold(on)", held);

    /// <summary>Waits until the page has seen something that begins with these words.</summary>
    public Task SeesAsync(string words, double seconds = 20) => Eventually.AsyncValue(
        $"the browser sees '{words}'",
        () => Page.EvaluateAsync<string>("phone.seen.join('\\n')"),
        seen => seen.Split('\n').Any(s => s.StartsWith(words, StringComparison.Ordinal)),
        seconds);

    /// <summary>Waits until what is heard is mostly this frequency.</summary>
    public Task HearsAsync(double hertz, double seconds = 20) => Eventually.AsyncValue(
        string.Create(CultureInfo.InvariantCulture, $"the browser hears {hertz} Hz"),
        () => Page.EvaluateAsync<double>("phone.hears()"),
        heard => Math.Abs(heard - hertz) < 15,
        seconds);

    /// <summary>The kinds of the two ends that audio runs between, as in "host-host" or "relay-host".</summary>
    public Task<string> RouteAsync() => Page.EvaluateAsync<string>("phone.route()");

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
        Api.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static string Web { get; } = Path.Combine(Places.Repository, "src/web/node_modules");

    static string Package { get; } = Path.Combine(Web, "jssip");

    async Task RegisterAsync(KindlineServer server, string script, bool relayOnly)
    {
        var account = await Api.PutAsync("agents/me/phone", new { kind = "browser" });
        // localhost is a place from which Chromium lets a page use the microphone.
        await Page.GotoAsync($"http://localhost:{server.HttpPort}/");
        await Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = script });
        await Page.EvaluateAsync("relayOnly => { phone.relayOnly = relayOnly; }", relayOnly);
        await Page.EvaluateAsync("account => phone.start(JSON.parse(account))", JsonSerializer.Serialize(new
        {
            ws = $"ws://localhost:{server.HttpPort}/sip",
            user = account.Text("user"),
            secret = account.Text("secret"),
            domain = account.Text("domain"),
            iceServers = account.Items("iceServers").Select(static s => new
            {
                urls = s.Items("urls").Select(static u => u.GetString()),
                username = s.Text("username"),
                credential = s.Text("credential"),
            }),
        }));
        await SeesAsync("registered");
        await Eventually.AsyncValue("the phone is reachable", () => Api.GetAsync("agents/me/phone"), static seen => seen.Holds("reachable"));
    }

    /// <summary>JsSIP ships no file that a browser could load: the web's own bundler makes one.</summary>
    static async Task<string> BundleAsync(string folder)
    {
        var (entry, bundle) = (Path.Combine(folder, "entry.js"), Path.Combine(folder, "phone.js"));
        var phone = await File.ReadAllTextAsync(Path.Combine(Places.Repository, "tests/data/browser/phone.js"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(entry, $"import JsSIP from \"{Package}/lib/JsSIP.js\";\n{phone}", TestContext.Current.CancellationToken);
        await ExternalProgram.RunAsync(Path.Combine(Web, ".bin/rolldown"), entry, "--format", "iife", "--platform", "browser", "--file", bundle);
        return bundle;
    }
}
