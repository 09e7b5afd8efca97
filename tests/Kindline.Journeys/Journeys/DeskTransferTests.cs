using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>Calls sent on from the desk by keyboard. The patient says 440 Hz, the agent at the desk speaks, the colleague says 1500 Hz.</summary>
[Collection(nameof(WithBrowser))]
public sealed class DeskTransferTests
{
    const string Patient = "+15125550148";
    const string Colleague = "James Porter";
    const int ColleagueSays = 1500;

    [Fact]
    public async Task A_call_sent_in_vain_comes_back_with_words_and_is_handed_over_after_a_consultation()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TRANSFER_SECONDS", "5"));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", await Spoken.AgentAsync());
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        await using var colleague = await Desk.OpenAsync(server, "agent2", Sound.Tone(ColleagueSays, 180));
        await Eventually.SoundRuns(2);

        await SendsInVainAsync(agent, colleague);
        await ConsultsAndHandsOverAsync(agent, colleague);
        await supervisor.CallAsync(Patient, "is answered a third time", static call => call.EventsOf("answered").Length == 3);
        await Eventually.SoundRuns(3);
        await patient.HangsUpAsync();

        await AssertHeardAsync(supervisor, await supervisor.EndedCallAsync(Patient));
    }

    static async Task SendsInVainAsync(BrowserAgent agent, Desk colleague)
    {
        await ChoosesAsync(agent);
        await agent.PressesAsync("Shift+Enter");
        await colleague.Phone.EventAsync("CALL_INCOMING");
        await agent.ReadsAsync($"Back to you from {Colleague}: did not answer");
        await agent.PressesAsync("F2");
        await agent.IsAsync("onCall");
        await agent.ReadsAsync($"Back to you from {Colleague}: did not answer");
        await Eventually.SoundRuns(2);
        await colleague.GoesAsync("ready");
    }

    static async Task ConsultsAndHandsOverAsync(BrowserAgent agent, Desk colleague)
    {
        await ChoosesAsync(agent);
        await agent.PressesAsync("Enter");
        await agent.ReadsAsync("Ringing " + Colleague);
        await colleague.Phone.AnswersAsync(nth: 2);
        await agent.ReadsAsync($"With {Colleague}, caller on hold");
        await Eventually.SoundRuns(3);
        await agent.PressesAsync("Alt+t");
        await agent.PressesAsync("Enter");
        await agent.IsAsync("wrapUp");
        await colleague.IsAsync("onCall");
    }

    static async Task ChoosesAsync(BrowserAgent agent)
    {
        await agent.PressesAsync("Alt+t");
        // The name of the first try still stands there.
        await agent.PressesAsync("Control+a");
        await agent.Page.Keyboard.TypeAsync("James");
        await agent.Page.GetByRole(AriaRole.Option).And(agent.Page.Locator("[aria-selected=true]"))
            .Filter(new LocatorFilterOptions { HasText = Colleague }).WaitForAsync();
    }

    static async Task AssertHeardAsync(ApiClient supervisor, JsonElement call)
    {
        var (outside, ours) = await supervisor.RecordingAsync(call.Text("id"));
        var (sent, again) = (call.SecondsUntil("transferred"), call.SecondsUntil("answered", nth: 2));
        var (asked, handedOver) = (call.SecondsUntil("held"), call.SecondsUntil("transferred", nth: 2));

        outside.Between(0, sent).SecondsOfTone(440).ShouldBeGreaterThan(1, "the patient, left");
        outside.Between(handedOver, outside.Seconds).SecondsOfTone(440).ShouldBeGreaterThan(1);
        ours.Between(0, sent).SecondsAboveSilence().ShouldBeGreaterThan(0.5, "the agent, right");
        ours.Between(again, asked).SecondsAboveSilence().ShouldBeGreaterThan(0.5, "the agent again, right");
        ours.Between(handedOver, ours.Seconds).SecondsOfTone(ColleagueSays).ShouldBeGreaterThan(1, "the colleague, right");
        ours.Between(0, handedOver - 0.3).SecondsOfTone(ColleagueSays).ShouldBe(0);
        ours.Between(asked + 0.5, handedOver - 0.3).SecondsAboveSilence().ShouldBe(0, "a consultation is not on the patient's recording");
        outside.Between(asked + 0.5, handedOver - 0.3).SecondsAboveSilence().ShouldBe(0);
    }
}
