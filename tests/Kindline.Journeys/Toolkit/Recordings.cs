using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>The recording of a call: the outside at the left, ours at the right.</summary>
static class Recordings
{
    /// <summary>Both channels, once the recording can be played.</summary>
    public static async Task<(Sound Outside, Sound Ours)> RecordingAsync(this ApiClient api, string id)
    {
        await Eventually.AsyncValue(
            "the recording is ready", () => api.StatusOfGetAsync($"interactions/{id}/recording"), static status => (int)status == 200, 5);
        var channels = Sound.FromWav(await api.GetBytesAsync($"interactions/{id}/recording"));
        channels.Length.ShouldBe(2);
        return (channels[0], channels[1]);
    }

    /// <summary>Where in the recording the n-th event of a type lies, in seconds.</summary>
    public static double SecondsUntil(this JsonElement call, string type, int nth = 1) =>
        (call.EventsOf(type)[nth - 1].Moment("at") - call.MomentOf("recordingStarted")).TotalSeconds;
}
