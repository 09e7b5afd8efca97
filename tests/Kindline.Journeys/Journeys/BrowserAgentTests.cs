using System.Globalization;

namespace Kindline.Journeys.Journeys;

/// <summary>The phone in the browser: WebRTC through the relay to a patient at a plain telephone.</summary>
[Collection(nameof(WithBrowser))]
public sealed class BrowserAgentTests
{
    const string Patient = "+15125550151";

    [Fact]
    public async Task A_patient_and_an_agent_in_the_browser_are_recorded_each_on_their_own_channel()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);

        await agent.AnswersAsync();
        await Eventually.SoundRuns(6);
        await agent.PressesAsync("Alt+x");
        await patient.EndsWellAsync();

        var call = await supervisor.EndedCallAsync(Patient);
        call.Text("outcome").ShouldBe("handled");
        await AssertBothVoicesAsync(supervisor, call.Text("id"));
        var answered = (call.MomentOf("answered") - call.Moment("startedAt")).TotalSeconds;
        Capture.HeardAt(media, await capture.EndAsync()).Between(answered, answered + 6)
            .SecondsAboveSilence().ShouldBeGreaterThan(2, "the patient hears the agent");
    }

    [Fact]
    public async Task A_pulled_headset_is_said_and_the_call_goes_on_with_another()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();

        await agent.PullsHeadsetAsync();
        await agent.ReadsAsync("Headset pulled", seconds: 3);

        await agent.ChoosesMicrophoneAsync("Fake Audio Input 2");
        await agent.ReadsAsync("Talking");
        patient.Ended.ShouldBeFalse();
        await patient.HangsUpAsync();
    }

    [Fact]
    public async Task A_restart_of_the_server_in_a_call_keeps_the_notes_and_the_phone_comes_back()
    {
        // The page looks for its server where it was.
        await using var server = await KindlineServer.StartAsync(("KINDLINE_HTTP", Ports.Free().ToString(CultureInfo.InvariantCulture)));
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        // Until the agent has been told whose call it is, the record has no agent.
        using (var before = await server.SignInAsync("supervisor"))
        {
            await before.CallWithAsync(Patient, "answered");
        }
        await agent.Page.GetByLabel("Notes").FillAsync("Asks for the letter of the");

        await server.KillAsync();
        await agent.ReadsAsync("Phone lost", seconds: 5);
        await agent.Page.GetByLabel("Notes").PressSequentiallyAsync(" third of May.");
        await server.StartAgainAsync();

        using var again = await server.SignInAsync("agent1");
        await Eventually.AsyncValue(
            "the phone registers by itself", () => again.GetAsync("agents/me/phone"), static phone => phone.Holds("reachable"), 30);
        using var supervisor = await server.SignInAsync("supervisor");
        await supervisor.CallAsync(Patient, "keeps its notes", static call => call.Text("notes") == "Asks for the letter of the third of May.");
    }

    [Fact]
    public async Task A_second_page_takes_the_desk_over_and_the_first_can_take_it_back()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var first = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());
        await using var second = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());
        await first.ReadsAsync("Your desk was opened at another place");

        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await second.ReadsAsync("Ringing");
        await first.Browser.Button("Take it back").ClickAsync();
        await first.ReadsAsync("Phone ready");

        await second.ReadsAsync("Your desk was opened at another place");
    }

    [Fact]
    public async Task A_ready_agent_whose_page_is_closed_leaves_routing()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync());

        await agent.Page.CloseAsync();

        await agent.IsAsync("phoneLost", seconds: 5);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), Patient);
        var waiting = await supervisor.CallWithAsync(Patient, "queued");
        waiting.EventsOf("offered").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_behind_NAT_talks_by_TLS_and_TURN()
    {
        var turn = Ports.Free();
        await using var home = await HomeNetwork.OpenAsync(openPort: turn);
        using var certificate = new TemporaryCertificate();
        await using var server = await KindlineServer.StartAsync(
            ("KINDLINE_BIND", "0.0.0.0"), ("KINDLINE_TLS_CERT", certificate.File), ("KINDLINE_TURN", turn.ToString(CultureInfo.InvariantCulture)));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync(), network: home);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);

        await agent.AnswersAsync();
        await Eventually.SoundRuns(6);
        (await agent.RouteAsync()).ShouldBe("relay");
        await patient.HangsUpAsync();

        await AssertBothVoicesAsync(supervisor, (await supervisor.EndedCallAsync(Patient)).Text("id"));
    }

    [Fact]
    public async Task The_self_test_plays_the_voice_back()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync(), goesReady: false);
        await agent.OpensPhoneAsync();

        await agent.Browser.Button("Self-test call").ClickAsync();

        await agent.ReadsAsync("If you heard your own voice, this phone is ready.", seconds: 40);
    }

    [Fact]
    public async Task The_set_up_of_the_phone_has_no_serious_barrier()
    {
        Assert.SkipUnless(File.Exists(Browser.AxeScript), "axe-core is not installed: npm ci in src/web brings it");
        await using var server = await KindlineServer.StartAsync();
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await GreetingAsync(), goesReady: false);
        await agent.OpensPhoneAsync();
        (await agent.Browser.SeriousIssuesAsync()).ShouldBeEmpty();

        await agent.PullsHeadsetAsync();
        await agent.ReadsAsync("Headset pulled");

        (await agent.Browser.SeriousIssuesAsync()).ShouldBeEmpty();
    }

    static Task<Sound> GreetingAsync() => Spoken.TextAsync(
        "Good morning, this is Dana speaking, how may I help you today? Let me look at the calendar for you. There is an opening on Tuesday at nine.");

    static async Task AssertBothVoicesAsync(ApiClient supervisor, string id)
    {
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));

        var (outside, ours) = (channels[0], channels[1]);
        outside.SecondsOfTone(440).ShouldBeGreaterThan(4, "the patient, left");
        ours.SecondsAboveSilence().ShouldBeGreaterThan(2, "the agent, right");
        ours.SecondsOfTone(440).ShouldBeLessThan(0.3, "of the patient nothing comes back by the agent's microphone");
    }
}
