namespace Kindline.Voice.Rtp;

/// <summary>
/// Makes key presses of telephone-event packets (RFC 4733 2.5.2). A press counts at its first packet, whichever of them that is,
/// so that lost beginnings and ends do no harm; all packets of a press bear one timestamp.
/// </summary>
internal sealed class DigitReceiver(TimeProvider clock)
{
    // No packet of a press comes so long after the one before. What does is a new press, even where a sender (one that plays
    // captured packets, say) turned its timestamps back.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMilliseconds(500);

    // Some senders move the timestamp on with every packet of a press, against RFC 4733 2.2.2; none pauses less than this between presses.
    private const int SlackSamples = 320;

    // A press over 8 s goes on in a further segment, which begins where the duration field of the first ended (RFC 4733 2.5.1.3).
    private const uint LongestSegment = ushort.MaxValue;

    private TelephoneEvent last;
    private uint lastTimestamp;
    private uint? lastSsrc;
    private long lastAt;

    /// <summary>The key where this packet begins a press, else null.</summary>
    internal char? Observe(uint ssrc, uint timestamp, bool marker, TelephoneEvent packet)
    {
        var step = (int)(timestamp - lastTimestamp);
        var related = ssrc == lastSsrc && clock.GetElapsedTime(lastAt) < Forgotten;
        lastSsrc = ssrc;
        lastAt = clock.GetTimestamp();
        if (related && (step <= 0 || GoesOn(step, marker, packet)))
        {
            if (step >= 0)
            {
                last = packet with { End = last.End && step == 0 || packet.End };
                lastTimestamp = timestamp;
            }
            return null;
        }
        last = packet;
        lastTimestamp = timestamp;
        return packet.Key;
    }

    private bool GoesOn(int step, bool marker, TelephoneEvent packet) =>
        packet.Event == last.Event && !last.End && !marker && (step <= SlackSamples || step == LongestSegment);
}
