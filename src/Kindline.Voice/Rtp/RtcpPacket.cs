namespace Kindline.Voice.Rtp;

/// <summary>One report block of a sender or receiver report (RFC 3550 6.4.1).</summary>
/// <param name="Ssrc">Whom it is about.</param>
/// <param name="FractionLost">Since the last report, in 256ths.</param>
/// <param name="Lost">Packets in all, 24 bits signed.</param>
/// <param name="HighestSequence">With cycles.</param>
/// <param name="Jitter">In timestamp units.</param>
/// <param name="LastSenderReport">The middle 32 bits of the NTP time of the last sender report, 0 without one.</param>
/// <param name="DelaySinceLast">Since that arrived, in 65536ths of a second.</param>
public readonly record struct ReceptionReport(
    uint Ssrc, byte FractionLost, int Lost, uint HighestSequence, uint Jitter, uint LastSenderReport, uint DelaySinceLast);
