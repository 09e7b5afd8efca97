namespace Kindline.Journeys.Journeys;

/// <summary>911 dials whatever the law of recording says, somebody of ours is told, and can come.</summary>
public sealed class EmergencyTests
{
    const string Patient = "+15125550150";

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

    [Fact]
    public async Task Nine_one_one_on_the_phones_own_keys_is_dialled_and_told()
    {
        await using var carrier = await SippPeer.CarrierAsync(Sound.Tone(440, 120));
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await desk.Phone.DialAsync($"sip:911@127.0.0.1:{server.SipPort}");
        await supervisor.CallWithAsync("911", "connected");
        var emergency = (await supervisor.GetAsync("emergencies")).Items().ShouldHaveSingleItem();
        var talking = await desk.IsAsync("onCall");
        await Eventually.SoundRuns(2);
        await desk.Phone.HangsUpAsync();
        var call = await supervisor.EndedCallAsync("911");

        emergency.Text("kind").ShouldBe("dialled911");
        talking.GetProperty("call").Text("id").ShouldBe(call.Text("id"));
        carrier.Messages.ShouldContain("INVITE sip:911@");
        call.Text("outcome").ShouldBe("handled");
        call.EventsOf("recordingStarted").ShouldBeEmpty();
        desk.Phone.Heard().SecondsOfTone(440).ShouldBeGreaterThan(1, "the police");
    }

    [Fact]
    public async Task Nine_one_one_asked_for_in_a_call_is_dialled_while_the_caller_waits()
    {
        await using var carrier = await SippPeer.CarrierAsync(Sound.Tone(700, 120));
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"));
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 120));
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient);
        await desk.Phone.AnswersAsync();
        var talking = await desk.IsAsync("onCall");

        var begun = await desk.Api.PostAsync("calls", new { to = "911" });

        begun.Text("id").ShouldBe(talking.GetProperty("call").Text("id"));
        var call = await desk.Api.CallWithAsync(Patient, "emergency");
        await Eventually.AsyncValue(
            "911 talks", () => desk.Api.GetAsync("agents/me"), static me => me.GetProperty("call").GetProperty("transfer") is { ValueKind: System.Text.Json.JsonValueKind.Object } transfer && transfer.Text("state") == "talking");
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        carrier.Messages.ShouldContain("INVITE sip:911@");
        call.EventsOf("emergency").ShouldHaveSingleItem().GetProperty("data").Text("kind").ShouldBe("dialled911");
        desk.Phone.Heard().SecondsOfTone(700).ShouldBeGreaterThan(1, "the police");
    }
}
