using System.Net;
using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>One patient and two agents: the call goes from the first to the second, or comes back. The patient says 440 Hz, they 1000 and 1500.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    const string Patient = "+15125550142";
    const int First = 1000;
    const int Second = 1500;
    const int Third = 700;

    SippPeer carrier = null!;
    KindlineServer server = null!;
    ApiClient supervisor = null!;
    Desk first = null!;
    Desk second = null!;
    SippPeer patient = null!;
    Capture capture = null!;
    int media;

    public async ValueTask InitializeAsync()
    {
        carrier = await SippPeer.CarrierAsync(Sound.Tone(Third, 120));
        server = await KindlineServer.StartAsync(("KINDLINE_TRUNK", $"127.0.0.1:{carrier.SipPort}"), ("KINDLINE_TRANSFER_SECONDS", "5"));
        supervisor = await server.SignInAsync("supervisor");
        first = await Desk.OpenAsync(server, "agent1", Sound.Tone(First, 180));
        second = await Desk.OpenAsync(server, "agent2", Sound.Tone(Second, 180), goesReady: false);
        media = SippPeer.NewMediaPort();
        capture = await Capture.StartAsync(media);
        patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, mediaPort: media);
        await first.Phone.AnswersAsync();
        await supervisor.CallWithAsync(Patient, "answered");
        await second.GoesAsync("ready");
        await Eventually.SoundRuns(1.5);
    }

    public async ValueTask DisposeAsync()
    {
        await capture.DisposeAsync();
        await patient.DisposeAsync();
        await second.DisposeAsync();
        await first.DisposeAsync();
        supervisor.Dispose();
        await server.DisposeAsync();
        await carrier.DisposeAsync();
    }

    [Fact]
    public async Task The_Transfer_key_of_the_agents_own_phone_sends_the_call_on()
    {
        var id = await IdAsync();
        var colleague = (await second.Api.GetAsync("agents/me/phone")).Text("user");
        await first.Phone.TransfersAsync($"sip:{colleague}@127.0.0.1:{server.SipPort}");
        await second.IsAsync("ringing");
        await second.Phone.AnswersAsync();
        await second.IsAsync("onCall");
        await first.IsAsync("wrapUp");
        await AnsweredTwiceAsync();
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        await supervisor.EndedCallAsync(Patient);

        await AssertBothAgentsWrapUpAsync(id);
        var (heard, _) = await HeardAsync();
        heard.SecondsOfTone(Second).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Another_phone_of_the_agents_takes_the_talk_over()
    {
        var id = await IdAsync();
        var account = await first.Api.GetAsync("agents/me/phone");
        await using var other = await SippPeer.TakeOverAsync(
            server.SipPort, Sound.Tone(Third, 60), account.Text("user"), account.Text("secret"), await DialogOfAgentAsync(id));
        await first.Phone.EventAsync("CALL_CLOSED");
        await Eventually.SoundRuns(2);
        (await first.IsAsync("onCall")).GetProperty("call").Text("id").ShouldBe(id);
        await patient.HangsUpAsync();
        await other.EndsWellAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        call.EventsOf("moved").ShouldHaveSingleItem();
        var (heard, began) = await HeardAsync();
        var moved = Seconds(call.MomentOf("moved"), began);
        heard.Between(moved, heard.Seconds).SecondsOfTone(Third).ShouldBeGreaterThan(1);
        heard.Between(moved + 0.5, heard.Seconds).SecondsOfTone(First).ShouldBe(0);
        (await RecordingAsync(id))[1].SecondsOfTone(Third).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_call_sent_on_is_taken_by_the_colleague_who_has_the_senders_note()
    {
        var id = await IdAsync();
        await first.Api.PostAsync($"calls/{id}/transfer", new { agent = await IdOfAsync(second), note = "Asks for new drops" });
        var rung = await second.IsAsync("ringing");
        await second.Phone.AnswersAsync();
        await second.IsAsync("onCall");
        await first.IsAsync("wrapUp");
        await AnsweredTwiceAsync();
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        rung.GetProperty("call").Text("note").ShouldBe("Asks for new drops");
        await AssertBothAgentsWrapUpAsync(id);
        var (heard, began) = await HeardAsync();
        var sent = Seconds(call.MomentOf("transferred"), began);
        heard.Between(0, sent).SecondsOfTone(First).ShouldBeGreaterThan(1);
        heard.Between(sent + 0.5, heard.Seconds).SecondsOfTone(First).ShouldBe(0);
        heard.Between(sent, heard.Seconds).SecondsOfTone(Second).ShouldBeGreaterThan(1);
        var ours = (await RecordingAsync(id))[1];
        ours.SecondsOfTone(First).ShouldBeGreaterThan(1);
        ours.SecondsOfTone(Second).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_call_that_the_colleague_does_not_answer_comes_back_with_words()
    {
        var id = await IdAsync();
        await first.Api.PostAsync($"calls/{id}/transfer", new { agent = await IdOfAsync(second) });
        await second.Phone.EventAsync("CALL_INCOMING");
        await first.Phone.AnswersAsync(nth: 2);
        var back = await first.IsAsync("onCall");
        await AnsweredTwiceAsync();
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        var returned = back.GetProperty("call").GetProperty("returned");
        returned.Text("why").ShouldBe("did not answer");
        returned.Text("from").ShouldNotBeEmpty();
        call.EventsOf("returned").ShouldHaveSingleItem();
        call.Text("outcome").ShouldBe("handled");
        await second.IsAsync("away");
    }

    [Fact]
    public async Task A_consultation_is_heard_by_nobody_but_the_two_and_ends_with_the_call_in_the_colleagues_hands()
    {
        var id = await IdAsync();
        await first.Api.PostAsync($"calls/{id}/transfer", new { agent = await IdOfAsync(second), consult = true, note = "Drops" });
        var asked = await second.IsAsync("consulting");
        await second.Phone.AnswersAsync();
        await supervisor.CallWithAsync(Patient, "consulted");
        await Eventually.SoundRuns(2.5);
        await first.Api.PostAsync($"calls/{id}/transfer/complete");
        await AnsweredTwiceAsync();
        await first.IsAsync("wrapUp");
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        asked.GetProperty("call").GetProperty("consultFor").Text("note").ShouldBe("Drops");
        var between = second.Phone.Heard().Between(0, (call.MomentOf("transferred") - call.MomentOf("consulted")).TotalSeconds - 0.3);
        between.SecondsOfTone(First).ShouldBeGreaterThan(1);
        between.SecondsOfTone(440).ShouldBe(0, "the patient is not heard in the consultation");
        var (heard, began) = await HeardAsync();
        var (held, over) = (Seconds(call.MomentOf("held"), began), Seconds(call.MomentOf("transferred"), began));
        heard.Between(held + 0.5, over - 0.3).SecondsAboveSilence().ShouldBeGreaterThan(1, "music");
        heard.Between(held + 0.5, over - 0.3).SecondsOfTone(First).ShouldBe(0);
        heard.Between(held + 0.5, over - 0.3).SecondsOfTone(Second).ShouldBe(0);
        heard.Between(over, heard.Seconds).SecondsOfTone(Second).ShouldBeGreaterThan(1);
        var recording = await RecordingAsync(id);
        var (quiet, talks) = (Seconds(call.MomentOf("held"), call.MomentOf("recordingStarted")), Seconds(call.MomentOf("transferred"), call.MomentOf("recordingStarted")));
        var (theirs, ours) = (recording[0].Between(quiet + 0.5, talks - 0.3), recording[1].Between(quiet + 0.5, talks - 0.3));
        ours.SecondsAboveSilence().ShouldBe(0, $"a consultation is not on the patient's recording; there is sound at {ours.WhereLoud()} of {ours.Seconds:0.00} s");
        theirs.SecondsAboveSilence().ShouldBe(0, $"there is sound at {theirs.WhereLoud()} of {theirs.Seconds:0.00} s");
        recording[1].Between(talks, recording[1].Seconds).SecondsOfTone(Second).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_parked_caller_is_taken_by_whoever_asks_for_the_slot()
    {
        var id = await IdAsync();
        var slot = (await first.Api.PostAsync($"calls/{id}/park")).Text("slot");
        await first.IsAsync("wrapUp");
        var parked = (await second.Api.GetAsync("calls/parked")).Items().ShouldHaveSingleItem();
        await second.Api.PostAsync($"calls/parked/{slot}/take");
        await second.Phone.AnswersAsync();
        await AnsweredTwiceAsync();
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        (parked.Text("id"), parked.Text("slot"), parked.Text("from")).ShouldBe((id, "701", Patient));
        call.EventsOf("unparked").ShouldHaveSingleItem();
        var (heard, began) = await HeardAsync();
        var taken = Seconds(call.MomentOf("unparked"), began);
        heard.Between(0, taken).SecondsOfTone(Second).ShouldBe(0);
        heard.Between(taken, heard.Seconds).SecondsOfTone(Second).ShouldBeGreaterThan(1);
        (await second.Api.GetAsync("calls/parked")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_sent_to_a_number_outside_goes_on_there_with_the_practices_number_and_unrecorded()
    {
        var id = await IdAsync();
        await first.Api.PostAsync($"calls/{id}/transfer", new { number = "+17375550142" });
        await first.IsAsync("wrapUp");
        await supervisor.CallWithAsync(Patient, "recordingEnded");
        await Eventually.SoundRuns(2);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        carrier.Messages.ShouldContain("sip:+15125550100@");
        var (heard, began) = await HeardAsync();
        heard.Between(Seconds(call.MomentOf("recordingEnded"), began), heard.Seconds).SecondsOfTone(Third).ShouldBeGreaterThan(1);
        (await RecordingAsync(id)).ShouldAllBe(channel => channel.SecondsOfTone(Third) == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_number_that_the_limits_forbid_is_refused_in_words_and_the_caller_stays(bool consult)
    {
        var id = await IdAsync();
        var (status, body) = await first.Api.TryPostAsync($"calls/{id}/transfer", new { number = "+18765550142", consult });
        (await first.IsAsync("onCall")).GetProperty("call").Text("id").ShouldBe(id);
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        status.ShouldBe(HttpStatusCode.Conflict);
        body.Text("title").ShouldContain("premium rate");
        call.EventsOf("limitRefused").ShouldHaveSingleItem().GetProperty("data").Text("limit").ShouldBe("destination");
        carrier.Messages.ShouldNotContain("8765550142");
    }

    [Fact]
    public async Task A_busy_number_outside_brings_the_call_back_and_an_agent_who_is_gone_by_then_leaves_it_to_the_head_of_the_queue()
    {
        var id = await IdAsync();
        await first.Api.PostAsync($"calls/{id}/transfer", new { number = "+12105550142" });
        await first.Phone.EventAsync("CALL_INCOMING", 2);
        await first.Phone.HangsUpAsync();
        await second.Phone.AnswersAsync();
        await AnsweredTwiceAsync();
        await patient.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);

        call.EventsOf("returned")[0].GetProperty("data").Text("why").ShouldBe("is busy");
        call.EventsOf("queued").Length.ShouldBe(2);
        call.Text("id").ShouldBe(id);
    }

    /// <summary>The dialog of the agent's phone, as the ladder shows it.</summary>
    async Task<string> DialogOfAgentAsync(string id)
    {
        var ladder = await supervisor.GetAsync($"interactions/{id}/signalling");
        var ofAgent = ladder.Items("messages").Where(static m => m.Number("leg") == 1).Select(static m => (Title: m.Text("title"), Text: m.Text("text"))).ToList();
        var invite = ofAgent.First(static m => m.Title == "INVITE").Text;
        var answer = ofAgent.First(static m => m.Title.StartsWith("200", StringComparison.Ordinal)).Text;
        return $"{Field(invite, "Call-ID: ")};to-tag={Tag(invite, "From: ")};from-tag={Tag(answer, "To: ")}";

        static string Field(string message, string name) => message.Split("\r\n").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];

        static string Tag(string message, string name) => Field(message, name).Split("tag=")[1].Split(';')[0];
    }

    async Task<string> IdAsync() => (await first.IsAsync("onCall")).GetProperty("call").Text("id");

    static async Task<string> IdOfAsync(Desk desk) => (await desk.Api.GetAsync("agents/me")).Text("id");

    Task<JsonElement> AnsweredTwiceAsync() =>
        supervisor.CallAsync(Patient, "is answered a second time", static call => call.EventsOf("answered").Length == 2);

    async Task AssertBothAgentsWrapUpAsync(string id)
    {
        await first.Api.PutAsync($"interactions/{id}/wrap-up", new { reason = "Drops", done = true });
        await first.IsAsync("ready");
        await second.Api.PutAsync($"interactions/{id}/wrap-up", new { resolved = true, done = true });
        await second.IsAsync("ready");
        var call = await supervisor.CallAsync(Patient, "is closed", static call => call.Text("state") == "ended");
        (call.Text("reason"), call.Holds("resolved")).ShouldBe(("Drops", true));
    }

    async Task<(Sound Heard, DateTimeOffset Began)> HeardAsync()
    {
        var packets = await capture.EndAsync();
        return (Capture.HeardAt(media, packets), Capture.BeganAt(media, packets));
    }

    async Task<Sound[]> RecordingAsync(string id)
    {
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        return Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
    }

    static double Seconds(DateTimeOffset at, DateTimeOffset since) => (at - since).TotalSeconds;
}
