using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>A source that plays on a port, and the task of whoever waits for its end.</summary>
internal sealed class Playback(IAudioSource source)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Done => done.Task;

    internal bool Ended => done.Task.IsCompleted;

    /// <summary>From any thread.</summary>
    internal void End() => done.TrySetResult();

    /// <summary>Adds the next frame to what is heard; false where that was the last.</summary>
    internal bool MixInto(Span<short> frame)
    {
        if (Ended)
        {
            return false;
        }
        Span<short> next = stackalloc short[AudioFrame.Samples];
#pragma warning disable CA1031 // the source is the caller's code: what it throws is the caller's to hear of
        try
        {
            var more = source.Read(next);
            Mixing.AddTo(frame, next);
            if (!more)
            {
                End();
            }
            return more;
        }
        catch (Exception failure)
        {
            done.TrySetException(failure);
            return false;
        }
#pragma warning restore CA1031
    }
}
