namespace Kindline.Journeys.Journeys;

/// <summary>911 dials whatever the law of recording says, somebody of ours is told, and can come.</summary>
public sealed class EmergencyTests
{
    [Fact]
    public async Task Nine_one_one_is_dialled_unannounced_and_unrecorded_and_a_supervisor_joins()
    {
        await using var carrier = await SippPeer.CarrierAsync(Sound.Tone(440, 120));
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await using var supervisor = await Desk.OpenAsync(server, "supervisor", Sound.Tone(1500, 120), goesReady: false);
        var id = (await desk.Api.PostAsync("calls", new { to = "911" })).Text("id");
        await desk.Phone.AnswersAsync();
        await supervisor.Api.CallWithAsync("911", "connected");
        var emergency = (await supervisor.Api.GetAsync("emergencies")).Items().ShouldHaveSingleItem();
        var taken = await supervisor.Api.PostAsync($"emergencies/{emergency.Text("id")}/take");
        await supervisor.Phone.AnswersAsync();
        await supervisor.Api.CallWithAsync("911", "joined");
        await Eventually.SoundRuns(2);
        await desk.Api.PostAsync($"calls/{id}/hangup");
        var call = await supervisor.Api.EndedCallAsync("911");
        await supervisor.Phone.EventAsync("CALL_CLOSED");

        (emergency.Text("kind"), emergency.Text("interactionId"), taken.Text("state")).ShouldBe(("dialled911", id, "joining"));
        carrier.Messages.ShouldContain("INVITE sip:911@");
        call.EventsOf("played").ShouldBeEmpty();
        call.EventsOf("recordingStarted").ShouldBeEmpty();
        supervisor.Phone.Heard().SecondsAboveSilence().ShouldBeGreaterThan(1);
        await supervisor.IsAsync("away");
    }
}
