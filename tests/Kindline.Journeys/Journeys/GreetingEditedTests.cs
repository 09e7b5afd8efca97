using System.Net;

namespace Kindline.Journeys.Journeys;

/// <summary>A supervisor changes a line's greeting; whoever calls next hears it (R51).</summary>
public sealed class GreetingEditedTests
{
    [Fact]
    public async Task A_greeting_that_was_edited_is_heard_on_the_next_call_of_its_line()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        var practice = (await supervisor.GetAsync("practices")).Items()[0].Text("id");
        var greeting = $"prompts/{practice}/greeting/audio?line=%2B15125550100";

        var before = await HeardAsync(server, supervisor, "+15125550147");
        var saved = await supervisor.StatusOfPutAsync(greeting, Sound.Tone(900, 3, rate: 44100).ToWav(), "audio/wav");
        var after = await HeardAsync(server, supervisor, "+15125550148");

        saved.ShouldBe(HttpStatusCode.OK);
        before.SecondsAboveSilence().ShouldBeGreaterThan(3, "the announcement and the greeting before");
        before.SecondsOfTone(900).ShouldBeLessThan(0.5);
        after.SecondsOfTone(900).ShouldBeGreaterThan(2, "the greeting that was uploaded");
    }

    /// <summary>What a caller hears up to the queue, taken from the wire.</summary>
    static async Task<Sound> HeardAsync(KindlineServer server, ApiClient supervisor, string patient)
    {
        var media = SippPeer.NewMediaPort();
        await using var capture = await Capture.StartAsync(media);
        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 60), patient, mediaPort: media);
        await supervisor.CallWithAsync(patient, "queued", seconds: 60);
        await caller.HangsUpAsync();
        await supervisor.EndedCallAsync(patient);
        return Capture.HeardAt(media, await capture.EndAsync());
    }
}
