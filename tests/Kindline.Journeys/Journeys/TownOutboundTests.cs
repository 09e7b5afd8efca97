namespace Kindline.Journeys.Journeys;

/// <summary>In the demo a call out reaches the town: most people are at home, some talk already, some do not hear it.</summary>
public sealed class TownOutboundTests
{
    static readonly string[] Numbers = ["+17375550142", "+12105550143", "+13465550144", "+17135550145", "+18065550146"];

    [Fact]
    public async Task Somebody_of_the_town_picks_up_and_speaks()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "1"));
        using var supervisor = await server.SignInAsync("supervisor");
        await using var desk = await Desk.OpenAsync(server, "agent10", Sound.Tone(1000, 180), goesReady: false);

        var (id, tried) = await ConnectAsync(supervisor, desk);
        await Eventually.SoundRuns(5);
        await desk.Api.PostAsync($"calls/{id}/hangup");

        (await supervisor.EndedCallAsync(Numbers[tried])).Text("outcome").ShouldBe("handled");
        await Eventually.AsyncValue(
            "the recording is ready", () => supervisor.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await supervisor.GetBytesAsync($"interactions/{id}/recording"));
        channels[0].SecondsAboveSilence().ShouldBeGreaterThan(0.5, "the voice of the town");
        channels[0].SecondsOfTone(1000).ShouldBe(0);
    }

    /// <summary>One number after the other until somebody picks up.</summary>
    static async Task<(string Id, int Tried)> ConnectAsync(ApiClient supervisor, Desk desk)
    {
        for (var n = 0; n < Numbers.Length; n++)
        {
            var id = (await desk.Api.PostAsync("calls", new { to = Numbers[n] })).Text("id");
            await desk.Phone.AnswersAsync(n + 1);
            var call = await supervisor.CallAsync(
                Numbers[n], "is answered or over", static seen => seen.EventsOf("connected").Length > 0 || seen.EventsOf("ended").Length > 0);
            if (call.EventsOf("connected").Length > 0)
            {
                return (id, n);
            }

            await desk.Api.PutAsync($"interactions/{id}/wrap-up", new { done = true, nextState = "away" });
            await desk.IsAsync("away");
        }

        throw new InvalidOperationException("Nobody of five is at home.");
    }
}
