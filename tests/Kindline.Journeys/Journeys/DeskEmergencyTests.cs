using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>911 from the desk, out of a call and without one; those who can help see it above every page.</summary>
[Collection(nameof(WithBrowser))]
public sealed class DeskEmergencyTests : IAsyncLifetime
{
    const string Patient = "+15125550150";
    const string Told = "Maria Lopez dialled 911";
    const int Police = 700;

    SippPeer carrier = null!;
    KindlineServer server = null!;
    ApiClient supervisor = null!;
    Browser floor = null!;
    BrowserAgent agent = null!;

    public async ValueTask InitializeAsync()
    {
        carrier = await SippPeer.CarrierAsync(Sound.Tone(Police, 120));
        server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        supervisor = await server.SignInAsync("supervisor");
        floor = await Browser.SignInAsync(server, "supervisor");
        agent = await BrowserAgent.OpenAsync(server, "agent1", await Spoken.AgentAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await agent.DisposeAsync();
        await floor.DisposeAsync();
        supervisor.Dispose();
        await server.DisposeAsync();
        await carrier.DisposeAsync();
    }

    [Fact]
    public async Task Nine_one_one_is_brought_into_a_call_and_all_three_talk()
    {
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        await agent.AnswersAsync();
        await Eventually.SoundRuns(3);

        await agent.PressesAsync("Alt+t");
        await agent.Page.Keyboard.TypeAsync("911");
        await agent.Page.GetByRole(AriaRole.Option).Filter(new LocatorFilterOptions { HasText = "911" }).WaitForAsync();
        await agent.PressesAsync("Enter");
        await agent.ReadsAsync("With 911, caller on hold");
        await floor.Page.GetByRole(AriaRole.Alert).GetByText(Told).WaitForAsync();
        await agent.Browser.Button("Join all").ClickAsync();
        await agent.ReadsAsync("All three: you, 911, caller");
        await Eventually.SoundRuns(3);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        carrier.Messages.ShouldContain("INVITE sip:911@");
        call.EventsOf("emergency").ShouldHaveSingleItem().GetProperty("data").Text("kind").ShouldBe("dialled911");
        var joined = (call.MomentOf("joined") - call.Moment("startedAt")).TotalSeconds;
        Capture.HeardAt(media, await capture.EndAsync()).Between(joined, joined + 5)
            .SecondsOfTone(Police).ShouldBeGreaterThan(0.5, "the patient hears the police");
        var (outside, ours) = await supervisor.RecordingAsync(call.Text("id"));
        outside.SecondsOfTone(440).ShouldBeGreaterThan(1, "the patient, left");
        outside.SecondsOfTone(Police).ShouldBe(0, "whoever was not told of a recording is not on it");
        ours.SecondsAboveSilence().ShouldBeGreaterThan(0.5, "the agent, right");
        ours.SecondsOfTone(Police).ShouldBe(0);
    }

    [Fact]
    public async Task Nine_one_one_without_a_call_is_dialled_at_once()
    {
        await agent.PressesAsync("F2");
        await agent.Page.Keyboard.TypeAsync("911");
        await agent.PressesAsync("Enter");
        await floor.Page.GetByRole(AriaRole.Alert).GetByText(Told).WaitForAsync();
        await agent.IsAsync("onCall");
        await supervisor.CallWithAsync("911", "connected");
        await Eventually.SoundRuns(1);
        await agent.PressesAsync("Alt+x");
        var call = await supervisor.EndedCallAsync("911");

        carrier.Messages.ShouldContain("INVITE sip:911@");
        call.Text("outcome").ShouldBe("handled");
        call.EventsOf("recordingStarted").ShouldBeEmpty();
    }
}
