namespace Kindline.Voice.Rtp;

/// <summary>How well the media clock keeps time.</summary>
/// <param name="Ticks">Ticks so far.</param>
/// <param name="LateTicks">Of these, begun more than 10 ms after their time.</param>
/// <param name="SkippedFrames">Frames that were never made, because a stall was longer than the clock catches up.</param>
public readonly record struct MediaClockStatistics(long Ticks, long LateTicks, long SkippedFrames);

/// <summary>The dedicated thread: calls its tick every 20 ms on an absolute schedule, so that it never drifts.</summary>
internal sealed class MediaThread : IAsyncDisposable
{
    // A short stall is made up for by ticks in quick succession (the peers' jitter buffers want every frame); after a long one
    // that would only be a burst that they throw away.
    private const int MaxCatchUpFrames = 5;

    private readonly TimeProvider clock;
    private readonly Action tick;
    private readonly Action<int> onSkipped;
    private readonly ManualResetEvent stop = new(initialState: false);
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long ticks;
    private long lateTicks;
    private long skippedFrames;

    internal MediaThread(TimeProvider clock, Action tick, Action<int> onSkipped)
    {
        this.clock = clock;
        this.tick = tick;
        this.onSkipped = onSkipped;
        new Thread(Run) { Name = "media clock", IsBackground = true, Priority = ThreadPriority.Highest }.Start();
    }

    internal bool Stopped => stopped.Task.IsCompleted;

    internal MediaClockStatistics Statistics => new(
        Interlocked.Read(ref ticks), Interlocked.Read(ref lateTicks), Interlocked.Read(ref skippedFrames));

    public async ValueTask DisposeAsync()
    {
        stop.Set();
        await stopped.Task.ConfigureAwait(false);
        stop.Dispose();
    }

    private void Run()
    {
        var frame = clock.TimestampFrequency * Audio.AudioFrame.Milliseconds / 1000;
        var due = clock.GetTimestamp() + frame;
        while (!stop.WaitOne(Until(due)))
        {
            var behind = clock.GetTimestamp() - due;
            if (behind < 0)
            {
                continue;
            }
            if (behind > frame / 2)
            {
                Interlocked.Increment(ref lateTicks);
            }
            if (behind > MaxCatchUpFrames * frame)
            {
                var skipped = behind / frame;
                due += skipped * frame;
                Interlocked.Add(ref skippedFrames, skipped);
                onSkipped((int)skipped);
            }
            tick();
            Interlocked.Increment(ref ticks);
            due += frame;
        }
        stopped.SetResult();
    }

    private TimeSpan Until(long due)
    {
        var left = clock.GetElapsedTime(clock.GetTimestamp(), due);
        // Waits have whole milliseconds; rounding down would spin through the rest.
        return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds)));
    }
}
