using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>Somebody who gave up is called back from the Owed page.</summary>
[Collection(nameof(WithBrowser))]
public sealed class CallBackTests
{
    const string Patient = "+17375550149";

    [Fact]
    public async Task A_caller_who_gave_up_is_claimed_called_back_and_owed_nothing_more()
    {
        await using var carrier = await SippPeer.CarrierAsync(Sound.Tone(440, 120));
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await Spoken.AgentAsync());
        await GivesUpAsync(server, agent, supervisor);

        await OpensOwedAsync(agent);
        await agent.Page.GetByText("(737) 555-0149").WaitForAsync();
        await agent.Browser.Button("Claim").ClickAsync();
        await agent.Browser.Button("Release").WaitForAsync();
        await agent.Browser.Button("Call back").ClickAsync();
        await agent.IsAsync("onCall");
        await agent.ReadsAsync("To (737) 555-0149");
        await supervisor.CallWithAsync(Patient, "recordingStarted");
        await Eventually.SoundRuns(4);
        await agent.PressesAsync("Alt+x");
        var call = await supervisor.EndedCallAsync(Patient);

        await AssertClosedAsync(supervisor, call);
        var (outside, ours) = await supervisor.RecordingAsync(call.Text("id"));
        outside.SecondsOfTone(440).ShouldBeGreaterThan(2, "the patient, left");
        ours.SecondsAboveSilence().ShouldBeGreaterThan(1, "the agent, right");
        ours.SecondsOfTone(440).ShouldBeLessThan(0.3);
    }

    static async Task GivesUpAsync(KindlineServer server, BrowserAgent agent, ApiClient supervisor)
    {
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), Patient);
        await agent.ReadsAsync("Ringing");
        await patient.HangsUpAsync();
        (await supervisor.EndedCallAsync(Patient)).Text("outcome").ShouldBe("abandoned");
        await agent.IsAsync("ready");
    }

    /// <summary>By the menu, beside which the one count stands.</summary>
    static async Task OpensOwedAsync(BrowserAgent agent)
    {
        await agent.Browser.Button("Pages").ClickAsync();
        var owed = agent.Page.GetByRole(AriaRole.Menuitem).Filter(new LocatorFilterOptions { HasText = "Owed" });
        await owed.GetByLabel("1 open").WaitForAsync();
        await owed.ClickAsync();
        await agent.ReadsAsync("1 open");
    }

    static async Task AssertClosedAsync(ApiClient supervisor, JsonElement call)
    {
        call.Text("direction").ShouldBe("outbound");
        var open = await Eventually.AsyncValue(
            "nothing is owed any more", () => supervisor.GetAsync("owed?state=open"), static owed => owed.Items().Length == 0);
        open.Number("openCount").ShouldBe(0);
        var closed = (await supervisor.GetAsync("owed?state=closed")).Items().ShouldHaveSingleItem();
        (closed.Text("number"), closed.Text("kind"), closed.Number("attempts")).ShouldBe((Patient, "abandoned", 1));
    }
}
