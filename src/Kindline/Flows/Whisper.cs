using Kindline.Numbers;
using Kindline.Voice.Audio;

namespace Kindline.Flows;

/// <summary>
/// Tells an agent in a second what the call is, "Bayview Eye, Appointments", before the caller is heard. The caller hears music
/// meanwhile; it is not recorded, for the agent is not in the call's room yet.
/// </summary>
internal sealed class Whisper(Speech speech, DidMap numbers)
{
    public async Task RunAsync(CallContext call, Speaker speaker, CancellationToken ct)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, call.CallerGone, speaker.Leg.Ended);
        if (await speech.SpeakQuicklyAsync(call.Live.Whisper, gone.Token) is { } words)
        {
            await speaker.Leg.Media.PlayAsync(new ClipSource(words.Samples), gone.Token);
        }
    }

    /// <summary>Speaks every line's whisper once, so that the first agent does not wait for it.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        foreach (var line in await numbers.AllAsync(ct))
        {
            await speech.SpeakQuicklyAsync(line.Whisper, ct);
        }
    }
}
