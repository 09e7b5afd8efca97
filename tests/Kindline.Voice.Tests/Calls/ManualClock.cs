namespace Kindline.Voice.Tests.Calls;

/// <summary>A clock that stands still until it is moved; timers fire in order on the thread that moves it.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        var end = GetUtcNow() + span;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }
        lock (gate)
        {
            now = end;
        }
    }

    /// <summary>Until a timer is set for exactly so long after now: the clock must not run before its owner, on another thread, has begun to wait.</summary>
    public async Task TimerSetAsync(TimeSpan span)
    {
        var patience = Patience.Token();
        while (!IsSet(span))
        {
            patience.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private bool IsSet(TimeSpan span)
    {
        lock (gate)
        {
            return timers.Any(t => t.DueAt == now + span);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (next is not null)
            {
                now = next.DueAt > now ? next.DueAt : now;
                next.Reschedule();
            }
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every;

        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public void Fire() => callback(state);

        public void Reschedule()
        {
            DueAt = every > TimeSpan.Zero ? DueAt + every : DateTimeOffset.MaxValue;
            if (DueAt == DateTimeOffset.MaxValue)
            {
                clock.timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                every = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
