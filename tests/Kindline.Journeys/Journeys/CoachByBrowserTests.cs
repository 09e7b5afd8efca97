using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A supervisor whose only phone is the page itself, and who has not opened the desk.</summary>
[Collection(nameof(WithBrowser))]
public sealed class CoachByBrowserTests
{
    const string Patient = "+15125550142";
    const int Supervisor = 1500;

    /// <summary>On and off, for ever: a browser takes a tone that never stops for noise, and after some seconds sends it no more.</summary>
    static readonly Sound Voice = Sound.Tone(Supervisor, 0.5).Then(Sound.Tone(0, 0.5));

    [Fact]
    public async Task The_floor_s_page_is_the_phone_and_stays_in_the_call_until_the_coach_leaves()
    {
        await using var server = await KindlineServer.StartAsync();
        await using var agent = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await agent.Phone.AnswersAsync();
        await using var supervisor = await BrowserAgent.OpenDeskAsync(server, "supervisor", Voice);
        await supervisor.Page.GotoAsync("/floor");
        var name = (await agent.Api.GetAsync("agents/me")).Text("name");
        await supervisor.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = name }).ClickAsync();
        await supervisor.Page.GetByRole(AriaRole.Listbox, new PageGetByRoleOptions { Name = "Agents by state" }).FocusAsync();

        await supervisor.PressesAsync("l");
        await CoachesAsync(supervisor, "listen");
        // A page hangs up a call of which the server knows nothing after four seconds; of this one it knows.
        await Eventually.SoundRuns(7);
        await CoachesAsync(supervisor, "listen", seconds: 1);
        await supervisor.PressesAsync("w");
        await CoachesAsync(supervisor, "whisper");
        await Eventually.SoundRuns(3);
        await supervisor.Browser.Button("Leave").ClickAsync();
        await supervisor.Api.CallWithAsync(Patient, "coachLeft");

        (await agent.Api.GetAsync("agents/me")).Text("state").ShouldBe("onCall");
        await patient.HangsUpAsync();
        (await supervisor.Api.EndedCallAsync(Patient)).EventsOf("coached").Length.ShouldBe(2);
        await agent.Phone.EventAsync("CALL_CLOSED");
        agent.Phone.Heard().SecondsWithTone(Supervisor).ShouldBeInRange(1, 8, "the whisper alone");
    }

    static Task<JsonElement> CoachesAsync(BrowserAgent supervisor, string mode, double seconds = 20) => Eventually.AsyncValue(
        $"the supervisor is there to {mode}", () => supervisor.Api.GetAsync("floor"), floor => floor.GetProperty("agents").EnumerateArray().Any(agent =>
            agent.TryGetProperty("call", out var call) && call.ValueKind == JsonValueKind.Object
            && call.TryGetProperty("coach", out var coach) && coach.ValueKind == JsonValueKind.Object && coach.Text("mode") == mode), seconds);
}
