using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>How the delay of a jitter buffer should change by one frame, where that is not heard.</summary>
internal enum Slip
{
    None,

    /// <summary>Nobody needed a frame of the delay: take one away.</summary>
    Shrink,

    /// <summary>All packets come within a frame of their time, as from a clock slower than ours: soon there will be a gap.</summary>
    Stretch,
}

/// <summary>
/// Watches how long before their time packets come, and says by how much too deep or too shallow the buffer is. Drift between two
/// clocks (crystals: up to some 200 in a million) shows as that time growing or shrinking. Not thread-safe.
/// </summary>
internal sealed class DelayWatch
{
    private const int FirstPatience = 100;
    private const int MaxPatience = 3000;

    // Somebody speaks on and on: a frame taken out of a voice is better than delay that nobody needs.
    private const int FramesToWaitForQuiet = 250;

    private int patience = FirstPatience;
    private int observed;
    private int leastAhead = int.MaxValue;
    private int mostAhead = int.MinValue;
    private int waited;

    /// <summary>What to do at the next quiet frame.</summary>
    internal Slip Wish { get; private set; }

    /// <summary>Quiet did not come, or is too far away: <see cref="Slip.Shrink"/> now.</summary>
    internal bool IsUrgent { get; private set; }

    /// <summary>A new source: nothing is known of it.</summary>
    internal void Forget()
    {
        patience = FirstPatience;
        Begin();
    }

    /// <summary>The delay was set anew, or changed as wished.</summary>
    internal void Begin()
    {
        Look();
        (Wish, IsUrgent, waited) = (Slip.None, false, 0);
    }

    /// <summary>A packet came too late: the delay is needed, so it is given up less readily.</summary>
    internal void BeLessHasty() => patience = Math.Min(patience * 2, MaxPatience);

    /// <summary>A packet came so many samples before its time.</summary>
    internal void Observe(int ahead)
    {
        leastAhead = Math.Min(leastAhead, ahead);
        mostAhead = Math.Max(mostAhead, ahead);
        if (++observed < patience)
        {
            return;
        }
        var wish = leastAhead >= 2 * AudioFrame.Samples ? Slip.Shrink : mostAhead < AudioFrame.Samples ? Slip.Stretch : Slip.None;
        IsUrgent = wish == Slip.Shrink && leastAhead >= 3 * AudioFrame.Samples;
        waited = wish == Wish ? waited : 0;
        Wish = wish;
        Look();
    }

    /// <summary>A frame was heard, and it was not quiet.</summary>
    internal void Wait() => IsUrgent |= Wish == Slip.Shrink && ++waited >= FramesToWaitForQuiet;

    private void Look() => (observed, leastAhead, mostAhead) = (0, int.MaxValue, int.MinValue);
}
