using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>Calls that nobody answered: counted, owed, and forgiven when the person gets through.</summary>
public sealed class InboundLostTests
{
    const string Patient = "+15125550143";

    [Fact]
    public async Task A_caller_who_gives_up_is_abandoned_and_owed_until_he_gets_through()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await ShortenOffersAsync(server, seconds: 5);
        await using var absent = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 60));
        await using var present = await Desk.OpenAsync(server, "agent2", Sound.Tone(1200, 120));

        await using (var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), Patient))
        {
            await absent.Phone.EventAsync("CALL_INCOMING", seconds: 30);
            await absent.Phone.EventAsync("CALL_CLOSED");
            await present.Phone.EventAsync("CALL_INCOMING");
            await caller.HangsUpAsync();
        }

        var abandoned = await supervisor.EndedCallAsync(Patient);
        abandoned.Text("outcome").ShouldBe("abandoned");
        abandoned.Number("queueSeconds").ShouldBeGreaterThan(4);
        abandoned.EventsOf("offerMissed").ShouldHaveSingleItem()
            .GetProperty("data").Text("agent").ShouldBe((await absent.IsAsync("away")).Text("id"));
        (await absent.IsAsync("away")).Text("reason").ShouldBe("missed offer");
        await present.Phone.EventAsync("CALL_CLOSED");
        var owed = await Eventually.AsyncValue("the call is owed", () => OwedAsync(supervisor, "open"), static owed => owed.Length > 0);
        owed.ShouldHaveSingleItem().Text("interactionId").ShouldBe(abandoned.Text("id"));

        await present.IsAsync("ready");
        await using (var again = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), Patient))
        {
            await present.Phone.AnswersAsync(nth: 2);
            await supervisor.CallWithAsync(Patient, "answered");
            await Eventually.AsyncValue("nothing is owed to whoever is on the line", () => OwedAsync(supervisor, "open"), static owed => owed.Length == 0);
            again.Ended.ShouldBeFalse("they still talk");
            await again.HangsUpAsync();
        }

        (await OwedAsync(supervisor, "closed")).ShouldHaveSingleItem().Text("closing").ShouldBe("gotThrough");
    }

    [Fact]
    public async Task With_nobody_signed_in_a_caller_leaves_a_voicemail_that_is_work_and_owed()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), Patient, mediaPort: media);

        var greeted = await supervisor.CallWithAsync(Patient, "voicemailStarted", seconds: 60);
        await Eventually.SoundRuns(3);
        await caller.HangsUpAsync();
        var call = await supervisor.EndedCallAsync(Patient);
        var heard = Capture.HeardAt(media, await capture.EndAsync());

        var untilTone = (greeted.MomentOf("voicemailStarted") - greeted.Moment("startedAt")).TotalSeconds;
        heard.Between(0, untilTone).SecondsAboveSilence().ShouldBeGreaterThan(3, "the greeting and the tone");
        call.Text("outcome").ShouldBe("voicemail");
        call.Holds("voicemail").ShouldBeTrue();
        await AssertMessageIsKeptAsync(supervisor, call.Text("id"));
    }

    [Fact]
    public async Task Who_hangs_up_while_the_agent_hears_what_the_call_is_was_answered_by_nobody()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        using var admin = await server.SignInAsync("admin");
        // Long enough for any machine to hang up in it.
        var line = (await admin.GetAsync("numbers")).Items().Single(n => n.Text("e164") == "+15125550100");
        await admin.PutAsync("numbers/+15125550100", new
        {
            practice = line.Text("practice"),
            purpose = line.Text("purpose"),
            queue = line.Text("queue"),
            whisper = "one two three four five six seven eight nine ten eleven",
        });
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 60));

        await using (var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), Patient))
        {
            await desk.Phone.AnswersAsync();
            await desk.Phone.EventAsync("CALL_ESTABLISHED");
            await caller.HangsUpAsync();
        }

        var call = await supervisor.EndedCallAsync(Patient);
        call.Text("outcome").ShouldBe("abandoned");
        call.EventsOf("answered").ShouldBeEmpty();
        await desk.IsAsync("ready");
        await Eventually.AsyncValue("the call is owed", () => OwedAsync(supervisor, "open"), static owed => owed.Length == 1);
    }

    static async Task AssertMessageIsKeptAsync(ApiClient supervisor, string id)
    {
        var path = $"interactions/{id}/recording?kind=voicemail";
        await Eventually.AsyncValue("the message can be played", () => supervisor.StatusOfGetAsync(path), static status => (int)status == 200, 5);
        var message = Sound.FromWav(await supervisor.GetBytesAsync(path))[0];
        message.SecondsOfTone(440).ShouldBeInRange(2, 8);

        await Eventually.AsyncValue("the message is work", () => supervisor.GetAsync("work-items?state=open"), work =>
            work.Items().Any(item => item.Text("interactionId") == id && item.Text("kind") == "voicemail"));
        await Eventually.AsyncValue("the message is owed", () => OwedAsync(supervisor, "open"), owed =>
            owed.Any(entry => entry.Text("interactionId") == id && entry.Text("kind") == "voicemail"));
    }

    static async Task<JsonElement[]> OwedAsync(ApiClient supervisor, string state) =>
        [.. (await supervisor.GetAsync("owed?state=" + state)).Items().Where(static entry => entry.Text("number") == Patient)];

    static async Task ShortenOffersAsync(KindlineServer server, int seconds)
    {
        using var admin = await server.SignInAsync("supervisor");
        foreach (var queue in (await admin.GetAsync("queues")).Items())
        {
            await admin.PutAsync("queues/" + queue.Text("id"), new
            {
                offerSeconds = seconds,
                maxWaiting = queue.Number("maxWaiting"),
                autoAnswer = false,
                serviceLevelSeconds = queue.Number("serviceLevelSeconds"),
            });
        }
    }
}
