using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>The way of a call (docs/tour.md): a patient rings, is greeted, waits, is answered, and the report shows it.</summary>
public sealed class InboundAnsweredTests
{
    const string Patient = "+15125550142";

    [Fact]
    public async Task A_patient_is_greeted_answered_recorded_and_on_the_report()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", says: Sound.Tone(1000, 180));
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);

        // 600 Hz while the announcement plays: of that nothing may be stored.
        var patientSays = Sound.Tone(600, 2).Then(Sound.Tone(440, 180));
        await using var patient = await SippPeer.CallAsync(server.SipPort, patientSays, Patient, mediaPort: media);
        var waiting = await supervisor.CallWithAsync(Patient, "queued");
        await desk.Phone.AnswersAsync();
        await desk.IsAsync("onCall");
        await Eventually.SoundRuns(3);
        await patient.PressesOneAsync();
        var pressed = await supervisor.CallWithAsync(Patient, "digit");
        await Eventually.SoundRuns(1);
        await patient.HangsUpAsync();
        var hungUpAt = TimeProvider.System.GetUtcNow();
        var onReport = await ReportAsync(supervisor, handled: 1);
        var reportedAt = TimeProvider.System.GetUtcNow();

        Console.WriteLine($"queued to ring: {(desk.Phone.MomentOf("CALL_INCOMING") - waiting.MomentOf("queued")).TotalMilliseconds:0} ms");
        Console.WriteLine($"hang-up to report row: {(reportedAt - hungUpAt).TotalMilliseconds:0} ms");
        onReport.GetProperty("totals").Number("received").ShouldBe(1);
        // Which key is not kept while two people talk: it may be a card's.
        pressed.EventsOf("digit")[0].GetProperty("data").Text("by").ShouldBe("caller");
        AssertHeard(Capture.HeardAt(media, await capture.EndAsync()), pressed);
        await AssertQualityAsync(supervisor);
        await AssertRecordedAsync(supervisor, pressed.Text("id"));
        await AssertWrapUpAsync(desk, supervisor, pressed.Text("id"));
        await AssertLadderAsync(server, supervisor, pressed.Text("id"));
        await AssertRowsBehindTheCellAsync(supervisor, pressed.Text("id"));
    }

    /// <summary>Words before the queue, and the agent's voice after the answer.</summary>
    static void AssertHeard(Sound heard, JsonElement call)
    {
        var began = call.Moment("startedAt");
        var untilQueued = (call.MomentOf("queued") - began).TotalSeconds;
        var untilAnswered = (call.MomentOf("answered") - began).TotalSeconds;

        heard.Between(0, untilQueued).SecondsAboveSilence().ShouldBeGreaterThan(3, "announcement and greeting");
        // A vowel may last a piece of 50 ms at the tone.
        heard.Between(0, untilQueued).SecondsOfTone(1000).ShouldBeLessThan(0.2);
        heard.Between(untilAnswered, untilAnswered + 5).SecondsOfTone(1000).ShouldBeGreaterThan(2, "the agent's voice");
    }

    /// <summary>How both were heard is on the record: on one machine nothing is lost.</summary>
    static async Task AssertQualityAsync(ApiClient supervisor)
    {
        var call = await supervisor.CallAsync(Patient, "has the sound of both", static seen => seen.EventsOf("quality").Length == 2);
        var heard = call.EventsOf("quality").Select(static seen => seen.GetProperty("data")).ToList();
        heard.Count(static data => data.Text("agent").Length > 0).ShouldBe(1, "the agent's leg");
        heard.ShouldAllBe(static data => data.Number("lostPercent") < 1 && data.Number("mos") > 1);
    }

    static async Task AssertRecordedAsync(ApiClient supervisor, string id)
    {
        var wav = await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        wav.ShouldBe(System.Net.HttpStatusCode.OK);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));

        channels.Length.ShouldBe(2);
        var (outside, ours) = (channels[0], channels[1]);
        outside.SecondsOfTone(600).ShouldBe(0, "nothing is stored before the announcement was played");
        outside.SecondsOfTone(440).ShouldBeGreaterThan(3);
        outside.SecondsOfTone(1000).ShouldBe(0);
        ours.SecondsOfTone(1000).ShouldBeGreaterThan(2);
        ours.SecondsOfTone(440).ShouldBe(0);
    }

    /// <summary>Both telephones' messages, leg beside leg; without the caller for who looks after telephones.</summary>
    static async Task AssertLadderAsync(KindlineServer server, ApiClient supervisor, string id)
    {
        using var admin = await server.SignInAsync("admin");
        var ladder = await Eventually.AsyncValue(
            "both legs are kept", () => supervisor.GetAsync($"interactions/{id}/signalling"),
            static seen => !seen.Holds("running") && seen.Items("legs").Length == 2, 20);

        // baresip has words of its own for OK.
        ladder.Items("legs").ShouldAllBe(static leg => leg.Text("answer").StartsWith("200 ", StringComparison.Ordinal));
        ladder.Items("legs")[0].Text("party").ShouldBe("Caller");
        var steps = ladder.Items("messages").Select(static m => $"{m.Number("leg")} {(m.Holds("sent") ? "sent" : "came")} {m.Text("title")}").ToList();
        steps[0].ShouldBe("0 came INVITE");
        steps.ShouldContain("1 sent INVITE");
        steps.ShouldContain("0 came BYE");
        steps.ShouldContain("1 sent BYE");
        ladder.ToString().ShouldContain(Patient);
        (await admin.GetAsync($"interactions/{id}/signalling")).ToString().ShouldNotContain(Patient[2..]);
    }

    static async Task AssertWrapUpAsync(Desk desk, ApiClient supervisor, string id)
    {
        var me = await desk.IsAsync("wrapUp");
        me.GetProperty("call").Text("id").ShouldBe(id);
        var disposition = (await desk.Api.GetAsync("dispositions?tree=inbound")).Items()[0].Text("key");
        await desk.Api.PutAsync($"interactions/{id}/wrap-up", new
        {
            callerType = "patient",
            source = "website",
            resolved = true,
            notes = "Asked for a morning.",
            subjects = new[] { new { disposition } },
            done = true,
        });

        await desk.IsAsync("ready");
        var call = await supervisor.CallAsync(Patient, "is closed", static call => call.Text("state") == "ended");
        call.Text("outcome").ShouldBe("handled");
        call.Text("callerType").ShouldBe("patient");
        call.Text("direction").ShouldBe("inbound");
        call.Text("channel").ShouldBe("voice");
        call.Text("from").ShouldBe(Patient);
        call.Holds("resolved").ShouldBeTrue();
        call.Holds("recorded").ShouldBeTrue();
        call.Items("subjects")[0].Text("disposition").ShouldBe(disposition);
        call.Number("talkSeconds").ShouldBeInRange(3, 30);
        call.GetProperty("agent").Text("name").ShouldNotBeEmpty();
        call.GetProperty("queue").Text("name").ShouldNotBeEmpty();
    }

    static async Task AssertRowsBehindTheCellAsync(ApiClient supervisor, string id)
    {
        var report = await ReportAsync(supervisor, handled: 1);
        report.Items("rows").Sum(static row => row.Number("received")).ShouldBe(1);
        var behind = await supervisor.GetAsync($"reports/inbound-by-hour/rows?{Today}&column=handled");

        behind.Number("total").ShouldBe(1);
        behind.Items().ShouldHaveSingleItem().Text("id").ShouldBe(id);
    }

    static Task<JsonElement> ReportAsync(ApiClient supervisor, int handled) => Eventually.AsyncValue(
        $"the report shows {handled} handled",
        () => supervisor.GetAsync($"reports/inbound-by-hour?{Today}&by=hour"),
        report => report.GetProperty("totals").Number("handled") == handled);

    static string Today
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow();
            return $"from={now.AddHours(-2):yyyy-MM-ddTHH:mm:ssZ}&to={now.AddHours(2):yyyy-MM-ddTHH:mm:ssZ}";
        }
    }
}
