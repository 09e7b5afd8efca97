using Kindline.Flows;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;

namespace Kindline.Demo.Town;

/// <summary>Says a text on a leg, spoken once and kept; where the machine has no voice, nothing is said for as long.</summary>
internal sealed class Voices(Speech speech, TownPace pace, TimeProvider clock)
{
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(3);

    // A word or two, however fast the town lives.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.6);

    /// <summary>Speaks it at the town's pace: who lives fast says less. Returns when it was said, the leg has ended or the token fires.</summary>
    public Task SayAsync(CallLeg leg, string text, CancellationToken ct) => SayAsync(leg, text, pace.Speed, ct);

    /// <summary>Speaks all of it.</summary>
    public Task SayAllAsync(CallLeg leg, string text, CancellationToken ct) => SayAsync(leg, text, 1, ct);

    private async Task SayAsync(CallLeg leg, string text, int times, CancellationToken ct)
    {
        var audio = await speech.SpeakAsync(text, ct);
        var length = (audio?.Duration ?? Silent) / times;
        var source = new ClipSource(audio?.Samples ?? default);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct, leg.Ended);
        var over = Task.Delay(length < Shortest ? Shortest : length, clock, enough.Token);
        var playing = leg.Media.PlayAsync(source, enough.Token);
        await Task.WhenAny(over, audio is null ? over : playing);
        await enough.CancelAsync();
        await playing;
    }
}
