namespace Kindline.Voice.Rtp;

/// <summary>A snapshot of one leg's media counters, from <see cref="MediaPort.Statistics"/>.</summary>
/// <param name="PacketsSent">RTP packets sent.</param>
/// <param name="OctetsSent">Payload octets sent (RFC 3550 6.4.1).</param>
/// <param name="PacketsReceived">Valid RTP packets received from the peer, duplicates among them.</param>
/// <param name="OctetsReceived">Their payload octets.</param>
/// <param name="Lost">Expected minus received, never below zero (RFC 3550 A.3).</param>
/// <param name="Late">Packets that came after their time to be played.</param>
/// <param name="Duplicated">Packets that had come before.</param>
/// <param name="Rejected">Datagrams that were no RTP, of an unknown payload type or from a stranger.</param>
/// <param name="Jitter">Interarrival jitter (RFC 3550 A.8).</param>
/// <param name="RoundTrip">From the peer's last receiver report (RFC 3550 6.4.1), null before the first.</param>
/// <param name="LostByPeer">What the peer last reported as lost, null before the first report.</param>
public sealed record MediaStatistics(
    long PacketsSent,
    long OctetsSent,
    long PacketsReceived,
    long OctetsReceived,
    long Lost,
    long Late,
    long Duplicated,
    long Rejected,
    TimeSpan Jitter,
    TimeSpan? RoundTrip,
    int? LostByPeer)
{
    /// <summary>What was counted after an earlier snapshot of the same leg; jitter and round trip are as they are now.</summary>
    public MediaStatistics Since(MediaStatistics earlier) => this with
    {
        PacketsSent = PacketsSent - earlier.PacketsSent,
        OctetsSent = OctetsSent - earlier.OctetsSent,
        PacketsReceived = PacketsReceived - earlier.PacketsReceived,
        OctetsReceived = OctetsReceived - earlier.OctetsReceived,
        // What was thought lost may have come since.
        Lost = Math.Max(0, Lost - earlier.Lost),
        Late = Late - earlier.Late,
        Duplicated = Duplicated - earlier.Duplicated,
        Rejected = Rejected - earlier.Rejected,
        LostByPeer = LostByPeer - (earlier.LostByPeer ?? 0),
    };
}
