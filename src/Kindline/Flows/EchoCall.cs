using Kindline.Telephony;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Recording;
using Kindline.Voice.Rtp;

namespace Kindline.Flows;

/// <summary>
/// Somebody tries a phone: a line, a tone, and what was said after it once more. It is nobody's call: nothing of it is kept.
/// </summary>
internal sealed class EchoCall(Speech speech, VoiceHost voice)
{
    /// <summary>What a phone dials for it.</summary>
    public const string Number = "echo";

    private const string Opening = "Say something after the tone. You will hear it again.";
    private const string Closing = "That is how you are heard. Goodbye.";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public async Task RunAsync(CallLeg leg, CancellationToken ct)
    {
        if (!await leg.AnswerAsync(ct))
        {
            return;
        }
        await SayAsync(leg, Opening, ct);
        await leg.Media.PlayAsync(Tones.Beep(), ct);
        await leg.Media.PlayAsync(new ClipSource(await ListenAsync(leg, ct)), ct);
        await SayAsync(leg, Closing, ct);
    }

    private async Task SayAsync(CallLeg leg, string text, CancellationToken ct)
    {
        if (await speech.SpeakAsync(text, ct) is { } words)
        {
            await leg.Media.PlayAsync(new ClipSource(words.Samples), ct);
        }
    }

    private async Task<short[]> ListenAsync(CallLeg leg, CancellationToken ct)
    {
        await using var conference = new Conference(voice.Media);
        var heard = new Ear(Length);
        conference.Add(leg.Media, ConferenceRole.Outside);
        conference.Recorder = heard;
        return await heard.Full.WaitAsync(ct);
    }

    /// <summary>Keeps the first seconds in memory.</summary>
    private sealed class Ear(TimeSpan length) : IRecordingSink
    {
        private readonly short[] samples = new short[(int)(length.TotalSeconds * AudioFrame.SampleRate)];
        private readonly TaskCompletionSource<short[]> full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int filled;

        public Task<short[]> Full => full.Task;

        public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
        {
            var room = samples.AsSpan(filled);
            var taken = Math.Min(room.Length, left.Length);
            left[..taken].CopyTo(room);
            filled += taken;
            if (filled == samples.Length)
            {
                full.TrySetResult(samples);
            }
        }
    }
}
