using System.Globalization;
using System.Net.NetworkInformation;

namespace Kindline.Journeys.Journeys;

/// <summary>Agents whose phone is the browser: SIP by WebSocket, audio by WebRTC through rtpengine.</summary>
[Collection(nameof(WithBrowser))]
public sealed class BrowserPhoneTests
{
    const string Patient = "+15125550151";

    [Fact]
    public async Task A_patient_and_an_agent_at_a_browser_talk_hold_and_are_recorded()
    {
        var ports = Ports.RtpBlock();
        await using var server = await KindlineServer.StartAsync(("KINDLINE_RTPENGINE", ports));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserPhone.OpenAsync(server, "agent1", Sound.Tone(1000, 180, 48000));
        await agent.GoesAsync("ready");
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);

        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        await agent.AnswersAsync();
        await agent.HearsAsync(440);
        await Eventually.SoundRuns(3);
        await agent.HoldsAsync(true);
        await supervisor.CallWithAsync(Patient, "held");
        await agent.HoldsAsync(false);
        await supervisor.CallWithAsync(Patient, "resumed");
        await agent.HearsAsync(440);
        await agent.HangsUpAsync();
        await patient.EndsWellAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        call.Text("outcome").ShouldBe("handled");
        call.EventsOf("hungUp")[0].GetProperty("data").Text("by").ShouldBe("agent");
        Capture.HeardAt(media, await capture.EndAsync()).SecondsOfTone(1000).ShouldBeGreaterThan(2, "the agent's voice at the patient's");
        var channels = await ChannelsAsync(supervisor, call.Text("id"));
        channels[0].SecondsOfTone(440).ShouldBeGreaterThan(2);
        channels[0].SecondsOfTone(1000).ShouldBe(0);
        channels[1].SecondsOfTone(1000).ShouldBeGreaterThan(2);
        channels[1].SecondsOfTone(440).ShouldBe(0);
        await NothingIsLeftAsync(ports);
    }

    [Fact]
    public async Task A_patient_who_hangs_up_ends_the_browsers_call()
    {
        var ports = Ports.RtpBlock();
        await using var server = await KindlineServer.StartAsync(("KINDLINE_RTPENGINE", ports));
        await using var agent = await BrowserPhone.OpenAsync(server, "agent1", Sound.Tone(1000, 180, 48000));
        await agent.GoesAsync("ready");
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        await agent.HearsAsync(440);

        await patient.HangsUpAsync();

        await agent.SeesAsync("ended remote");
        await agent.IsAsync("wrapUp");
        await NothingIsLeftAsync(ports);
    }

    [Fact]
    public async Task A_call_goes_on_when_the_relay_was_lost()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var agent = await BrowserPhone.OpenAsync(server, "agent1", Sound.Tone(1000, 180, 48000));
        await agent.GoesAsync("ready");
        var media = SippPeer.NewMediaPort();
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        await agent.AnswersAsync();
        await agent.HearsAsync(440);

        var pid = await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "rtpengine.pid"), TestContext.Current.CancellationToken);
        using (var relay = System.Diagnostics.Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)))
        {
            relay.Kill();
        }

        await agent.SeesAsync("reinvite");
        await using var capture = await Capture.StartAsync(media);
        await agent.HearsAsync(440);
        await Eventually.SoundRuns(2);
        Capture.HeardAt(media, await capture.EndAsync()).SecondsOfTone(1000).ShouldBeGreaterThan(1, "the agent's voice at the patient's");
        await patient.HangsUpAsync();
    }

    [Fact]
    public async Task A_phone_that_is_tried_hears_itself_and_nothing_is_kept()
    {
        var ports = Ports.RtpBlock();
        await using var server = await KindlineServer.StartAsync(("KINDLINE_RTPENGINE", ports));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserPhone.OpenAsync(server, "agent1", Sound.Tone(700, 180, 48000));

        await agent.CallsAsync("sip:echo@kindline");
        await agent.SeesAsync("confirmed");
        await agent.HearsAsync(1000);
        await agent.HearsAsync(700);
        await agent.SeesAsync("ended remote", seconds: 30);

        (await supervisor.GetAsync("interactions?size=50")).Number("total").ShouldBe(0);
        await NothingIsLeftAsync(ports);
    }

    [Fact]
    public async Task A_desk_phone_that_is_tried_hears_itself_too()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(700, 180), goesReady: false);

        await desk.Phone.DialAsync($"sip:echo@127.0.0.1:{server.SipPort}");
        await desk.Phone.EventAsync("CALL_ESTABLISHED");
        await desk.Phone.EventAsync("CALL_CLOSED", seconds: 30);

        desk.Phone.Heard().SecondsOfTone(1000).ShouldBeGreaterThan(0.2, "the tone");
        desk.Phone.Heard().SecondsOfTone(700).ShouldBeGreaterThan(3, "its own voice");
    }

    [Fact]
    public async Task Audio_finds_its_way_by_TURN_where_there_is_no_other()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TURN", Ports.Free().ToString(CultureInfo.InvariantCulture)));
        await Eventually.AsyncValue("coturn runs", () => server.HealthOfAsync("turn"), static status => status == "ok");
        await using var agent = await BrowserPhone.OpenAsync(server, "agent1", Sound.Tone(1000, 180, 48000), relayOnly: true);
        await agent.GoesAsync("ready");

        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        await agent.HearsAsync(440);

        (await agent.RouteAsync()).ShouldStartWith("relay-");
        await patient.HangsUpAsync();
    }

    static async Task<Sound[]> ChannelsAsync(ApiClient supervisor, string id)
    {
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        return Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
    }

    /// <summary>rtpengine holds sockets for sessions only.</summary>
    static Task NothingIsLeftAsync(string ports)
    {
        var range = ports.Split('-').Select(static p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return Eventually.True(
            "rtpengine has no session left",
            () => !IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Any(u => u.Port >= range[0] && u.Port <= range[1]));
    }
}
