using Kindline.Interactions;
using Kindline.Recording;
using Kindline.Voice.Audio;

namespace Kindline.Flows.Steps;

/// <summary>Takes a message: greeting with 911, tone, up to three minutes, ended by the caller or by #.</summary>
internal sealed class VoicemailStep(PlayStep play, CallRecorder recorder, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // Shorter than this nothing was said: a caller who hangs up at the tone has left no message.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>True where a message was left.</summary>
    public async Task<bool> RunAsync(CallContext call, CancellationToken ct)
    {
        await EndCallRecordingAsync(call);
        call.Leg.Media.SetBackground(null);
        await play.RunAsync(call, PromptKind.Voicemail, ct);
        if (!call.MayRecord || ct.IsCancellationRequested)
        {
            return false;
        }
        await call.Leg.Media.PlayAsync(Tones.Beep(), ct);
        if (ct.IsCancellationRequested || recorder.Start(call.Id, call.Line.PracticeId, RecordingKind.Voicemail) is not { } recording)
        {
            return false;
        }
        var started = clock.GetTimestamp();
        call.ForgetDigits();
        call.Note(EventType.VoicemailStarted);
        call.Conference.Recorder = recording.Sink;
        await UntilDoneAsync(call, ct);
        call.Conference.Recorder = null;
        await recording.FinishAsync();
        var spoken = clock.GetElapsedTime(started);
        if (spoken < Shortest)
        {
            return false;
        }
        call.Note(EventType.VoicemailEnded, new SecondsFact(Math.Round(spoken.TotalSeconds, 1)));
        return true;
    }

    private static async Task EndCallRecordingAsync(CallContext call)
    {
        call.Conference.Recorder = null;
        if (call.Recording is { } running)
        {
            await running.FinishAsync();
        }
    }

    private async Task UntilDoneAsync(CallContext call, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            while (await call.Leg.Media.Digits.ReadAsync(either.Token) != '#')
            {
            }
        }
        catch (Exception over) when (over is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            // The caller hung up, or three minutes are over.
        }
    }
}
