using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>The desk is loaded again, opened at another place or cut off in the middle of a call; the call goes on.</summary>
[Collection(nameof(WithBrowser))]
public sealed class DeskMovesTests
{
    const string Patient = "+15125550151";

    [Fact]
    public async Task A_desk_that_is_loaded_again_in_a_call_has_its_sound_again()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        await Eventually.SoundRuns(3);

        await agent.Page.ReloadAsync();
        await supervisor.CallWithAsync(Patient, "moved");
        await agent.ReadsAsync("Talking", seconds: 5);
        (await agent.IsAsync("onCall", seconds: 1)).GetProperty("call").Holds("soundElsewhere").ShouldBeFalse();
        await Eventually.SoundRuns(4);
        await agent.PressesAsync("Alt+x");
        await patient.EndsWellAsync();

        var call = await supervisor.EndedCallAsync(Patient);
        AssertOneTalk(call);
        var (outside, ours) = await RecordedAsync(supervisor, call, after: "moved");
        outside.SecondsOfTone(440).ShouldBeGreaterThan(2.5, "the patient, left");
        ours.SecondsOfTone(1000).ShouldBeGreaterThan(2.5, "the agent, right");
        ours.SecondsOfTone(440).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_follows_its_agent_to_another_desk_muted_as_it_was()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var first = await BrowserAgent.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        var media = SippPeer.NewMediaPort();
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        var call = (await first.AnswersAsync()).GetProperty("call").Text("id");
        await first.Api.PostAsync($"calls/{call}/mute", new { muted = true });

        await using var second = await BrowserAgent.OpenDeskAsync(server, "agent1", Sound.Tone(700, 180));
        await first.ReadsAsync("Your desk was opened at another place");
        await supervisor.CallWithAsync(Patient, "moved");
        await second.ReadsAsync("Muted");
        await second.ReadsAsync("Unmute");
        await using var muted = await Capture.StartAsync(media);
        await Eventually.SoundRuns(1);
        var silence = Capture.HeardAt(media, await muted.EndAsync());
        await second.PressesAsync("F8");
        await second.ReadsAsync("Talking");
        await using var capture = await Capture.StartAsync(media);
        await Eventually.SoundRuns(4);
        var heard = Capture.HeardAt(media, await capture.EndAsync());
        await second.PressesAsync("Alt+x");
        await patient.EndsWellAsync();

        silence.SecondsAboveSilence().ShouldBe(0, "muted before is muted after");
        heard.SecondsOfTone(700).ShouldBeGreaterThan(2.5, "the second desk");
        heard.SecondsOfTone(1000).ShouldBe(0, "the first desk");
        AssertOneTalk(await supervisor.EndedCallAsync(Patient));
        await first.ReadsAsync("Your desk was opened at another place");
    }

    [Fact]
    public async Task A_desk_that_is_loaded_again_while_a_colleague_is_asked_comes_back_to_both()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        var id = (await agent.AnswersAsync()).GetProperty("call").Text("id");
        await using var colleague = await Desk.OpenAsync(server, "agent2", Sound.Tone(700, 180));
        var asked = (await colleague.Api.GetAsync("agents/me")).Text("id");
        await agent.Api.PostAsync($"calls/{id}/transfer", new { agent = asked, consult = true });
        await colleague.Phone.AnswersAsync();
        await supervisor.CallWithAsync(Patient, "consulted");

        await agent.Page.ReloadAsync();
        var moved = await supervisor.CallWithAsync(Patient, "moved");
        await Eventually.SoundRuns(3);
        await agent.Api.PostAsync($"calls/{id}/transfer/cancel");
        await supervisor.CallWithAsync(Patient, "resumed");
        await Eventually.SoundRuns(4);
        await agent.PressesAsync("Alt+x");
        await patient.EndsWellAsync();

        moved.EventsOf("resumed").ShouldBeEmpty("the caller is on hold still");
        var call = await supervisor.EndedCallAsync(Patient);
        AssertOneTalk(call);
        var heard = colleague.Phone.Heard();
        var from = (call.MomentOf("moved") - call.MomentOf("consulted")).TotalSeconds;
        heard.Between(from + 0.5, from + 3).SecondsOfTone(1000).ShouldBeGreaterThan(1.5, "the agent at the colleague's");
        heard.SecondsOfTone(440).ShouldBe(0, "the patient is not heard in the consultation");
        var (outside, ours) = await RecordedAsync(supervisor, call, after: "resumed");
        outside.SecondsOfTone(440).ShouldBeGreaterThan(2.5, "the patient, left");
        ours.SecondsOfTone(1000).ShouldBeGreaterThan(2.5, "the agent, right");
    }

    [Fact]
    public async Task A_phone_that_lost_its_connection_in_a_call_hears_of_hold_and_of_the_end()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var agent = await BrowserAgent.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.AnswersAsync();
        await agent.ReadsAsync("Talking");

        await agent.BreaksConnectionAsync();
        await agent.ReadsAsync("Phone lost");
        await agent.ReadsAsync("Talking");
        await agent.PressesAsync("F9");
        await supervisor.CallWithAsync(Patient, "held");
        await agent.PressesAsync("F9");
        await supervisor.CallWithAsync(Patient, "resumed");
        await patient.HangsUpAsync();

        await agent.IsAsync("wrapUp");
        await agent.ReadsAsync("Phone ready", seconds: 3);
        AssertOneTalk(await supervisor.EndedCallAsync(Patient));
    }

    static void AssertOneTalk(JsonElement call)
    {
        call.Text("outcome").ShouldBe("handled");
        call.EventsOf("answered").ShouldHaveSingleItem();
        call.EventsOf("hungUp").ShouldHaveSingleItem();
    }

    /// <summary>Three seconds of both channels of the recording, from half a second after an event on.</summary>
    static async Task<(Sound Outside, Sound Ours)> RecordedAsync(ApiClient supervisor, JsonElement call, string after)
    {
        var id = call.Text("id");
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
        var from = (call.MomentOf(after) - call.MomentOf("recordingStarted")).TotalSeconds + 0.5;
        return (channels[0].Between(from, from + 3), channels[1].Between(from, from + 3));
    }
}
