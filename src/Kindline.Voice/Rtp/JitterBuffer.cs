using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>What became of a packet's samples.</summary>
internal enum JitterVerdict
{
    /// <summary>They will be heard.</summary>
    Queued,

    /// <summary>They came after their time.</summary>
    Late,
}

/// <summary>
/// Makes an even stream of uneven packets: samples wait at their RTP timestamp until the clock takes them, 20 to 200 ms later.
/// The delay starts at 40 ms, grows when packets come too late and shrinks by a frame (cross-faded) after a time in which all
/// came early enough, which also absorbs the drift between the peer's clock and ours. Packets of any length and order will do.
/// Gaps are filled by <see cref="Concealment"/>. Not thread-safe.
/// </summary>
internal sealed class JitterBuffer
{
    internal const int InitialDelay = 2 * AudioFrame.Samples;
    internal const int MaxDelay = 10 * AudioFrame.Samples;

    private const int Capacity = 4096;
    private const int Mask = Capacity - 1;
    private const int DryFramesToForget = 10;
    private const int LateInARowToForget = 10;
    private const int FirstPatience = 100;
    private const int MaxPatience = 3000;

    private readonly short[] samples = new short[Capacity];
    private readonly bool[] present = new bool[Capacity];
    private readonly Concealment concealment = new();

    private bool running;
    private uint playAt;
    private uint endAt;
    private int dryFrames;
    private int lateInARow;
    private int stretchFrames;
    private bool shrink;
    private int leastAhead = int.MaxValue;
    private int observed;
    private int patience = FirstPatience;

    /// <summary>Samples between what is heard now and the newest received.</summary>
    internal int Depth => running ? Math.Max(0, (int)(endAt - playAt)) : 0;

    /// <summary>Forgets everything: a new source begins.</summary>
    internal void Reset()
    {
        running = false;
        patience = FirstPatience;
        concealment.Reset();
    }

    /// <summary>Takes the samples of one packet.</summary>
    /// <param name="timestamp">Of the first sample.</param>
    /// <param name="audio">At most half the buffer, a quarter of a second.</param>
    /// <param name="talkspurt">The marker bit: silence went before, so the delay may change unheard.</param>
    internal JitterVerdict Put(uint timestamp, ReadOnlySpan<short> audio, bool talkspurt)
    {
        if (audio.Length > Capacity / 2)
        {
            audio = audio[..(Capacity / 2)];
        }
        if (!running || MustForget(timestamp, audio.Length, talkspurt))
        {
            Anchor(timestamp);
        }
        var ahead = (int)(timestamp - playAt);
        Observe(ahead);
        if (ahead + audio.Length <= 0 && (ahead < -Capacity || !MakeRoomForLate(timestamp, -ahead)))
        {
            lateInARow++;
            return JitterVerdict.Late;
        }
        lateInARow = 0;
        Store(timestamp, audio);
        return JitterVerdict.Queued;
    }

    /// <summary>The next 20 ms to be heard.</summary>
    internal void Take(Span<short> frame)
    {
        if (!running)
        {
            frame.Clear();
            return;
        }
        if (stretchFrames > 0)
        {
            stretchFrames--;
            Conceal(frame);
            return;
        }
        TakeNext(frame);
        if (shrink)
        {
            shrink = false;
            TakeCrossFaded(frame);
        }
        dryFrames = (int)(endAt - playAt) > 0 ? 0 : dryFrames + 1;
    }

    private bool MustForget(uint timestamp, int length, bool talkspurt)
    {
        var ahead = (int)(timestamp - playAt);
        var dry = (int)(endAt - playAt) <= 0;
        var outside = ahead < 0 || ahead > MaxDelay;
        return ahead > Capacity - length
            || (dry && outside && (talkspurt || dryFrames >= DryFramesToForget))
            || lateInARow >= LateInARowToForget;
    }

    private void Anchor(uint timestamp)
    {
        Array.Clear(present);
        running = true;
        playAt = timestamp - InitialDelay;
        endAt = playAt;
        dryFrames = 0;
        lateInARow = 0;
        stretchFrames = 0;
        shrink = false;
        leastAhead = int.MaxValue;
        observed = 0;
    }

    // The packet that came closest to being late says how much of the delay nobody needed.
    private void Observe(int ahead)
    {
        leastAhead = Math.Min(leastAhead, ahead);
        if (++observed < patience)
        {
            return;
        }
        shrink = leastAhead >= 2 * AudioFrame.Samples;
        leastAhead = int.MaxValue;
        observed = 0;
    }

    private bool MakeRoomForLate(uint timestamp, int lateBy)
    {
        patience = Math.Min(patience * 2, MaxPatience);
        var frames = (lateBy + AudioFrame.Samples - 1) / AudioFrame.Samples;
        if ((int)(timestamp - endAt) >= 0 && lateBy <= MaxDelay)
        {
            // The newest of all is late: the buffer ran dry, and what it played instead was a filled gap. Go back and play it now.
            playAt -= (uint)(frames * AudioFrame.Samples);
            return true;
        }
        // Later ones were heard already, so this one is lost; wait a frame longer for its like.
        if (stretchFrames == 0 && Depth + AudioFrame.Samples <= MaxDelay)
        {
            stretchFrames = 1;
        }
        return false;
    }

    private void Store(uint timestamp, ReadOnlySpan<short> audio)
    {
        var skip = Math.Max(0, (int)(playAt - timestamp));
        for (var i = skip; i < audio.Length; i++)
        {
            var slot = (int)((timestamp + (uint)i) & Mask);
            samples[slot] = audio[i];
            present[slot] = true;
        }
        var end = timestamp + (uint)audio.Length;
        if ((int)(end - endAt) > 0)
        {
            endAt = end;
        }
        // A burst after a stall: hear the newest, not what is long past.
        while ((int)(endAt - playAt) > MaxDelay + (2 * AudioFrame.Samples))
        {
            Forget(AudioFrame.Samples);
        }
    }

    private void Forget(int count)
    {
        for (var i = 0; i < count; i++)
        {
            present[(int)(playAt++ & Mask)] = false;
        }
    }

    private void TakeNext(Span<short> frame)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            var slot = (int)(playAt & Mask);
            frame[i] = present[slot] ? concealment.Heard(samples[slot]) : concealment.Lost();
            present[slot] = false;
            playAt++;
        }
    }

    private void TakeCrossFaded(Span<short> frame)
    {
        Span<short> next = stackalloc short[AudioFrame.Samples];
        TakeNext(next);
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = (short)(((frame[i] * (frame.Length - i)) + (next[i] * i)) / frame.Length);
        }
    }

    private void Conceal(Span<short> frame)
    {
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = concealment.Lost();
        }
    }
}
