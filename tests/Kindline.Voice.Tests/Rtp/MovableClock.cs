namespace Kindline.Voice.Tests.Rtp;

/// <summary>A clock that stands still until the test moves it.</summary>
internal sealed class MovableClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    internal void Advance(TimeSpan span) => now += span;

    internal void Advance(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));
}
