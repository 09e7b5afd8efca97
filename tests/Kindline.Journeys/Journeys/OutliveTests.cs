using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Kindline.Journeys.Journeys;

/// <summary>
/// A centre full of calls outlives the end of its program, and calls outlive the absence of its database. Alone on the machine: fifty
/// voices would break up the sound of other journeys.
/// </summary>
[Collection(nameof(OutliveTests)), CollectionDefinition(nameof(OutliveTests), DisableParallelization = true)]
public sealed class OutliveTests
{
    const string Talking = "+15125550141";

    /// <summary>Callers of one area code, 555-0100 onwards.</summary>
    static string[] Numbers(string area, int count) => [.. Enumerable.Range(100, count).Select(n => $"+1{area}5550{n}")];

    [Fact]
    public async Task Fifty_calls_cut_by_a_crash_are_all_on_the_record_owed_and_playable()
    {
        await using var server = await KindlineServer.StartAsync();
        var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var first = await TalksAsync(server, desk);
        await HasRoomAsync(supervisor);
        var crowd = Numbers("737", 49);
        string[] numbers = [Talking, .. crowd];
        await using var waiting = await SippPeer.CrowdAsync(server.SipPort, Sound.Tone(440, 180), crowd, TimeSpan.FromMinutes(3));
        await WaitAsync(supervisor, 49);
        await Eventually.SoundRuns(3);

        await server.KillAsync();
        await server.StartAgainAsync();
        supervisor.Dispose();
        supervisor = await server.SignInAsync("supervisor");

        var calls = (await supervisor.GetAsync("interactions?size=100")).Items();
        calls.Select(static call => call.Text("from")).ShouldBe(numbers, ignoreOrder: true);
        calls.Select(static call => call.Text("outcome")).Distinct().ShouldBe(["interrupted"]);
        var owed = (await supervisor.GetAsync("owed?state=open&size=100")).Items();
        owed.Select(static entry => entry.Text("number")).ShouldBe(numbers, ignoreOrder: true);
        owed.Select(static entry => entry.Text("kind")).Distinct().ShouldBe(["interrupted"]);
        foreach (var call in calls)
        {
            var sound = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{call.Text("id")}/recording"));
            sound[0].SecondsOfTone(440).ShouldBeGreaterThan(2, call.Text("from"));
        }

        supervisor.Dispose();
    }

    [Fact]
    public async Task Drained_with_twenty_calls_it_takes_no_more_lets_those_end_that_can_and_keeps_all()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DRAIN_SECONDS", "12"));
        var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var first = await TalksAsync(server, desk);
        await HasRoomAsync(supervisor);
        var (patient, leaving) = (Numbers("737", 10), Numbers("361", 10));
        await using var staying = await SippPeer.CrowdAsync(server.SipPort, Sound.Tone(440, 180), patient, TimeSpan.FromMinutes(3));
        await WaitAsync(supervisor, 10);
        await using var going = await SippPeer.CrowdAsync(server.SipPort, Sound.Tone(440, 180), leaving, TimeSpan.FromSeconds(14));
        await WaitAsync(supervisor, 20);

        var stopped = server.StopAsync();
        await using var late = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 10), "+15125550149");
        await Eventually.True("who calls now is told to try elsewhere", () => late.Messages.Contains("SIP/2.0 503", StringComparison.Ordinal));
        await stopped;
        await server.StartAgainAsync();
        supervisor.Dispose();
        supervisor = await server.SignInAsync("supervisor");

        var calls = (await supervisor.GetAsync("interactions?size=100")).Items().ToLookup(static call => call.Text("outcome"), static call => call.Text("from"));
        calls["abandoned"].ShouldBe(leaving, ignoreOrder: true);
        calls["interrupted"].ShouldBe([Talking, .. patient], ignoreOrder: true);
        (await supervisor.GetAsync("owed?state=open&size=100")).Items().Select(static entry => entry.Text("number"))
            .ShouldBe([Talking, .. leaving, .. patient], ignoreOrder: true);
        supervisor.Dispose();
    }

    [Fact]
    public async Task With_the_database_away_calls_go_on_and_come_and_all_is_written_after()
    {
        var postgres = Environment.GetEnvironmentVariable("KINDLINE_TEST_POSTGRES");
        Assert.SkipUnless(postgres is { Length: > 0 }, "KINDLINE_TEST_POSTGRES names no server on which databases may be created");
        var settings = new DbConnectionStringBuilder { ConnectionString = postgres };
        await using var wire = Wire.To(int.Parse((string)settings["Port"], CultureInfo.InvariantCulture));
        (settings["Port"], settings["Database"]) = (wire.Port, $"kindline_outlive_{Guid.CreateVersion7():N}");
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DB", settings.ConnectionString));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using var running = await TalksAsync(server, desk);
        await supervisor.CallWithAsync(Talking, "answered");

        await wire.CutAsync();
        var cutAt = TimeProvider.System.GetUtcNow();
        await using var during = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), "+15125550145");
        await Eventually.SoundRuns(8);
        running.Ended.ShouldBeFalse("the call goes on");
        during.Ended.ShouldBeFalse("who calls meanwhile waits");
        await running.HangsUpAsync();
        await during.HangsUpAsync();
        var goneAt = TimeProvider.System.GetUtcNow();
        (await supervisor.StatusOfGetAsync("queues")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        wire.Mend();
        await Eventually.AsyncValue("the database is back", () => supervisor.StatusOfGetAsync("interactions"), static status => status == HttpStatusCode.OK);

        var handled = await supervisor.EndedCallAsync(Talking);
        handled.Text("outcome").ShouldBe("handled");
        handled.GetProperty("endedAt").GetDateTimeOffset().ShouldBeInRange(cutAt, goneAt, "when it ended, not when it could be written");
        var came = await supervisor.EndedCallAsync("+15125550145");
        came.Text("outcome").ShouldBe("abandoned");
        came.GetProperty("startedAt").GetDateTimeOffset().ShouldBeInRange(cutAt, goneAt);
        await Eventually.AsyncValue("they are owed", () => supervisor.GetAsync("owed?state=open"), static owed =>
            owed.Items().Any(static entry => entry.Text("number") == "+15125550145"));
    }

    [Fact]
    public async Task A_backup_that_is_made_full_of_calls_disturbs_none_and_is_the_same_centre_elsewhere()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180));
        await using (var over = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), "+15125550145"))
        {
            await desk.Phone.AnswersAsync();
            await Eventually.SoundRuns(3);
            await over.HangsUpAsync();
        }
        var before = await supervisor.EndedCallAsync("+15125550145");
        await desk.Api.PutAsync($"interactions/{before.Text("id")}/wrap-up", new { done = true, nextState = "ready" });
        await desk.IsAsync("ready");
        await using var running = await TalksAsync(server, desk, nth: 2);
        await HasRoomAsync(supervisor);
        var crowd = Numbers("737", 20);
        await using var waiting = await SippPeer.CrowdAsync(server.SipPort, Sound.Tone(440, 180), crowd, TimeSpan.FromMinutes(3));
        await WaitAsync(supervisor, 20);
        before = await supervisor.GetAsync("interactions/" + before.Text("id"));

        var backup = Places.NewFolder("backup");
        using var made = JsonDocument.Parse(await server.VerbAsync("backup", "--to", backup, "--json"));
        await WaitAsync(supervisor, 20);
        running.Ended.ShouldBeFalse("the call goes on");
        await using var elsewhere = await server.RestoreElsewhereAsync(made.RootElement.Text("folder"));
        using var there = await elsewhere.SignInAsync("supervisor");

        (await there.GetAsync("interactions/" + before.Text("id"))).GetRawText().ShouldBe(before.GetRawText());
        (await there.GetBytesAsync($"interactions/{before.Text("id")}/recording"))
            .ShouldBe(await supervisor.GetBytesAsync($"interactions/{before.Text("id")}/recording"));
        var calls = (await there.GetAsync("interactions?size=100")).Items().ToLookup(static call => call.Text("outcome"), static call => call.Text("from"));
        calls["handled"].ShouldBe(["+15125550145"]);
        calls["interrupted"].ShouldBe([Talking, .. crowd], ignoreOrder: true);
        Directory.Delete(backup, recursive: true);
    }

    /// <summary>The one agent is on a call, so that all others wait.</summary>
    static async Task<SippPeer> TalksAsync(KindlineServer server, Desk desk, int nth = 1)
    {
        var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Talking);
        await desk.Phone.AnswersAsync(nth);
        await desk.IsAsync("onCall");
        return caller;
    }

    /// <summary>The queue takes as many as call here.</summary>
    static async Task HasRoomAsync(ApiClient supervisor)
    {
        var queue = (await supervisor.GetAsync("queues")).Items().Single(static q => q.Text("name") == "Appointments");
        await supervisor.PutAsync("queues/" + queue.Text("id"), new { maxWaiting = 100 });
    }

    static Task<JsonElement> WaitAsync(ApiClient supervisor, int count) => Eventually.AsyncValue(
        $"{count} wait", () => supervisor.GetAsync("queues"), queues =>
            queues.Items().Single(static q => q.Text("name") == "Appointments").GetProperty("waiting").GetInt32() == count, 60);
}
