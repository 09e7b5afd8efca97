using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Toolkit;

/// <summary>An agent at the desk in Chromium, whose microphone speaks a sound over and over: signed in, the browser phone registered.</summary>
sealed class BrowserAgent : IAsyncDisposable
{
    /// <summary>Keeps every track, connection and socket of the page, so that a test can pull either cable and look at the way of the sound.</summary>
    const string KeepMedia = """
        window.tracks = [];
        const keep = (track) => (window.tracks.push(track), track);
        const { getUserMedia } = MediaDevices.prototype;
        MediaDevices.prototype.getUserMedia = async function (constraints) {
          const stream = await getUserMedia.call(this, constraints);
          stream.getTracks().forEach(keep);
          return stream;
        };
        const { clone } = MediaStreamTrack.prototype;
        MediaStreamTrack.prototype.clone = function () { return keep(clone.call(this)); };
        window.RTCPeerConnection = class extends RTCPeerConnection {
          constructor(...all) {
            super(...all);
            window.connection = this;
          }
        };
        window.sockets = [];
        window.WebSocket = class extends WebSocket {
          constructor(...all) {
            super(...all);
            window.sockets.push(this);
          }
        };
        """;

    const string EndTracks = """
        window.tracks.splice(0).forEach((track) => { track.stop(); track.dispatchEvent(new Event("ended")); });
        """;

    const string EndSipSockets = """
        window.sockets.filter((socket) => new URL(socket.url).pathname === "/sip").forEach((socket) => socket.close());
        """;

    const string LocalEnd = """
        async () => {
          const stats = [...(await window.connection.getStats()).values()];
          const pair = stats.find((line) => line.type === "candidate-pair" && line.nominated && line.state === "succeeded");
          return stats.find((line) => line.id === pair?.localCandidateId)?.candidateType ?? "none";
        }
        """;

    readonly string folder;

    BrowserAgent(ApiClient api, Browser browser, string folder)
    {
        Api = api;
        Browser = browser;
        this.folder = folder;
    }

    public ApiClient Api { get; }

    public Browser Browser { get; }

    public IPage Page => Browser.Page;

    /// <summary>Opens the desk, on this machine or in another network, waits until its phone is registered, and goes ready or away.</summary>
    public static async Task<BrowserAgent> OpenAsync(
        KindlineServer server, string user, Sound says, bool goesReady = true, HomeNetwork? network = null)
    {
        var agent = await OpenDeskAsync(server, user, says, network);
        try
        {
            await agent.ReadsAsync("Phone ready", seconds: 40);
            await agent.GoesAsync(goesReady ? "ready" : "away");
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs in, and waits for nothing that the desk does then.</summary>
    public static async Task<BrowserAgent> OpenDeskAsync(KindlineServer server, string user, Sound says, HomeNetwork? network = null)
    {
        var folder = Places.NewFolder("microphone");
        var api = await server.SignInAsync(user);
        await api.PutAsync("agents/me/phone", new { kind = "browser" });
        var browser = await Browser.OpenAsync(
            server.AddressAt(network?.Outside ?? "localhost"), network?.Chromium ?? Browser.Chromium, await FlagsAsync(folder, says));
        var agent = new BrowserAgent(api, browser, folder);
        try
        {
            await agent.Page.AddInitScriptAsync(KeepMedia);
            await agent.Browser.SignInByHandAsync(user);
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    public Task<JsonElement> GoesAsync(string state) => Api.PutAsync("agents/me/state", new { state });

    /// <summary>Waits until the server says that the agent is in this state.</summary>
    public Task<JsonElement> IsAsync(string state, double seconds = 20) => Eventually.AsyncValue(
        $"the agent is {state}", () => Api.GetAsync("agents/me"), seen => seen.Text("state") == state, seconds);

    /// <summary>Waits until a text stands on the page.</summary>
    public Task ReadsAsync(string text, double seconds = 20) =>
        Page.GetByText(text).First.WaitForAsync(new LocatorWaitForOptions { Timeout = (float)(seconds * 1000) });

    /// <summary>Presses a key or a chord such as "F2" or "Control+Enter", wherever the focus is.</summary>
    public Task PressesAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Waits for the ring, answers by key and waits until the server has joined the two.</summary>
    public async Task<JsonElement> AnswersAsync()
    {
        try
        {
            // Greeting and announcement take a dozen seconds; two browsers that start beside it take more.
            await ReadsAsync("Ringing", seconds: 40);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"no ring; the server says of the agent: {await Api.GetAsync("agents/me")}", late);
        }
        // The phone rings a moment before the page has the call, and F2 without a call goes to the number to dial.
        await Browser.Button("Ringing").WaitForAsync();
        await PressesAsync("F2");
        return await IsAsync("onCall");
    }

    /// <summary>Opens the set-up of the phone.</summary>
    public async Task OpensPhoneAsync()
    {
        await Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = "Phone" }).ClickAsync();
        var setUp = Browser.Button("Set up");
        await setUp.Or(Browser.Button("Hide the set-up")).First.WaitForAsync();
        if (await setUp.IsVisibleAsync())
        {
            await setUp.ClickAsync();
        }
    }

    public async Task ChoosesMicrophoneAsync(string name)
    {
        await OpensPhoneAsync();
        await Page.GetByLabel("Microphone", new PageGetByLabelOptions { Exact = true }).And(Page.Locator("input")).ClickAsync();
        await Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = name }).ClickAsync();
    }

    /// <summary>How the browser's end of the sound is met: host, srflx, prflx or relay (RFC 8445).</summary>
    public Task<string> RouteAsync() => Page.EvaluateAsync<string>(LocalEnd);

    /// <summary>The headset's cable is pulled: every track of the microphone ends.</summary>
    public Task PullsHeadsetAsync() => Page.EvaluateAsync(EndTracks);

    /// <summary>The phone's connection to the server breaks; the page makes another.</summary>
    public Task BreaksConnectionAsync() => Page.EvaluateAsync(EndSipSockets);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        Api.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static async Task<string[]> FlagsAsync(string folder, Sound says)
    {
        var (telephone, microphone) = (await says.WavFileAsync(folder, "telephone"), Path.Combine(folder, "microphone.wav"));
        await ExternalProgram.RunAsync("sox", telephone, "-r", "48000", "-c", "1", "-b", "16", microphone);
        return
        [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--use-file-for-fake-audio-capture=" + microphone,
            "--autoplay-policy=no-user-gesture-required",
            // A machine without a network has no other address to offer.
            "--allow-loopback-in-peer-connection",
        ];
    }
}
