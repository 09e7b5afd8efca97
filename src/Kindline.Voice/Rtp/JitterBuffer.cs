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
/// The delay starts at 40 ms, grows when packets come too late and shrinks after a time in which all came early enough. Where two clocks
/// drift it is <see cref="DelayWatch"/> that sees it, and a pause that is made longer or shorter by a frame; only a voice that never
/// pauses has one cut out of it (cross-faded). Packets of any length and order will do. Gaps are filled by <see cref="Concealment"/>, or
/// by <see cref="ComfortNoise"/> where the peer said that it is silent. Not thread-safe.
/// </summary>
/// <param name="conceals">See <see cref="GapFiller"/>.</param>
internal sealed class JitterBuffer(bool conceals = true)
{
    internal const int InitialDelay = 2 * AudioFrame.Samples;
    internal const int MaxDelay = 10 * AudioFrame.Samples;

    private const int DryFramesToForget = 10;
    private const int LateInARowToForget = 10;

    private readonly SampleRing waiting = new();
    private readonly GapFiller gaps = new(conceals);
    private readonly DelayWatch watch = new();
    private readonly QuietSense ear = new();

    private bool running;
    private uint playAt;
    private uint endAt;
    private int dryFrames;
    private int lateInARow;
    private int stretchFrames;

    /// <summary>Samples between what is heard now and the newest received.</summary>
    internal int Depth => running ? Math.Max(0, (int)(endAt - playAt)) : 0;

    /// <summary>Forgets everything: a new source begins.</summary>
    internal void Reset()
    {
        running = false;
        watch.Forget();
        gaps.Reset();
    }

    /// <summary>Takes the samples of one packet.</summary>
    /// <param name="timestamp">Of the first sample.</param>
    /// <param name="audio">At most half the buffer, a quarter of a second.</param>
    /// <param name="talkspurt">The marker bit: silence went before, so the delay may change unheard.</param>
    internal JitterVerdict Put(uint timestamp, ReadOnlySpan<short> audio, bool talkspurt)
    {
        if (audio.Length > SampleRing.Capacity / 2)
        {
            audio = audio[..(SampleRing.Capacity / 2)];
        }
        if (!running || MustForget(timestamp, audio.Length, talkspurt))
        {
            Anchor(timestamp);
        }
        var ahead = (int)(timestamp - playAt);
        watch.Observe(ahead);
        if (ahead + audio.Length <= 0 && (ahead < -SampleRing.Capacity || !MakeRoomForLate(timestamp, -ahead)))
        {
            lateInARow++;
            return JitterVerdict.Late;
        }
        lateInARow = 0;
        Store(timestamp, audio);
        return JitterVerdict.Queued;
    }

    /// <summary>The peer says nothing from here on but this noise (RFC 3389), until its next samples.</summary>
    internal void PutNoise(uint timestamp, ReadOnlySpan<byte> description)
    {
        if (!running)
        {
            Anchor(timestamp);
        }
        gaps.Describe(timestamp, description);
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
        if (watch.Wish == Slip.Stretch && IsQuietNext())
        {
            // The pause turned round: it begins where what follows ends, and ends where that begins, so nothing clicks.
            waiting.Peek(playAt, frame);
            frame.Reverse();
            watch.Begin();
            return;
        }
        TakeNext(frame);
        if (watch.Wish == Slip.Shrink && Depth >= AudioFrame.Samples)
        {
            if (watch.IsUrgent || (ear.IsQuiet(frame) && IsQuietNext()))
            {
                TakeCrossFaded(frame);
                watch.Begin();
            }
            else
            {
                watch.Wait();
            }
        }
        ear.Hear(frame);
        dryFrames = (int)(endAt - playAt) > 0 ? 0 : dryFrames + 1;
    }

    private bool MustForget(uint timestamp, int length, bool talkspurt)
    {
        var ahead = (int)(timestamp - playAt);
        var dry = (int)(endAt - playAt) <= 0;
        var outside = ahead < 0 || ahead > MaxDelay;
        return ahead > SampleRing.Capacity - length
            || (dry && outside && (talkspurt || dryFrames >= DryFramesToForget))
            || lateInARow >= LateInARowToForget;
    }

    private void Anchor(uint timestamp)
    {
        waiting.Clear();
        running = true;
        playAt = timestamp - InitialDelay;
        endAt = playAt;
        dryFrames = 0;
        lateInARow = 0;
        stretchFrames = 0;
        gaps.BeginAt(playAt);
        watch.Begin();
    }

    private bool MakeRoomForLate(uint timestamp, int lateBy)
    {
        watch.BeLessHasty();
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
        waiting.Put(timestamp + (uint)skip, audio[skip..]);
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
            waiting.TryTake(playAt++, out _);
        }
    }

    private void TakeNext(Span<short> frame)
    {
        var missing = false;
        for (var i = 0; i < frame.Length; i++)
        {
            if (waiting.TryTake(playAt, out var sample))
            {
                frame[i] = gaps.Heard(playAt, sample);
                missing = false;
            }
            else
            {
                if (!missing)
                {
                    gaps.Foresee(waiting, playAt, endAt, inserted: 0);
                }
                frame[i] = gaps.Missing(playAt);
                missing = true;
            }
            playAt++;
        }
    }

    /// <summary>All of the next frame is there, and nobody speaks in it.</summary>
    private bool IsQuietNext()
    {
        Span<short> next = stackalloc short[AudioFrame.Samples];
        return waiting.Peek(playAt, next) == next.Length && ear.IsQuiet(next);
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
        gaps.Foresee(waiting, playAt, endAt, inserted: frame.Length);
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = gaps.Missing(playAt);
        }
    }
}
