using System.Buffers.Binary;

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
    uint Ssrc, byte FractionLost, int Lost, uint HighestSequence, uint Jitter, uint LastSenderReport, uint DelaySinceLast)
{
    internal const int Length = 24;

    internal static ReceptionReport Read(ReadOnlySpan<byte> block) => new(
        BinaryPrimitives.ReadUInt32BigEndian(block),
        block[4],
        BinaryPrimitives.ReadInt32BigEndian(block[4..]) << 8 >> 8,
        BinaryPrimitives.ReadUInt32BigEndian(block[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(block[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(block[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(block[20..]));

    internal void Write(Span<byte> block)
    {
        BinaryPrimitives.WriteUInt32BigEndian(block, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(block[4..], (FractionLost << 24) | (Lost & 0xFFFFFF));
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], LastSenderReport);
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], DelaySinceLast);
    }
}

/// <summary>What a sender report says of its sender (RFC 3550 6.4.1).</summary>
/// <param name="Ntp">The time of the report, NTP format: seconds since 1900 and their fraction, 32 bits each.</param>
/// <param name="RtpTimestamp">The same instant on the clock of the stream.</param>
/// <param name="Packets">Sent so far.</param>
/// <param name="Octets">Payload sent so far.</param>
public readonly record struct SenderInfo(ulong Ntp, uint RtpTimestamp, uint Packets, uint Octets)
{
    internal const int Length = 20;

    /// <summary>What a report block quotes: the middle 32 bits.</summary>
    internal uint MiddleNtp => (uint)(Ntp >> 16);
}

/// <summary>A compound RTCP datagram, read in place (RFC 3550 6.1).</summary>
/// <remarks>
/// <code>
/// |V=2|P|  RC   |  PT=200 SR / 201 RR / 202 SDES / 203 BYE | length in words - 1 |   then as many packets as fit
/// </code>
/// </remarks>
public readonly ref struct RtcpPacket
{
    internal const byte SenderReportType = 200, ReceiverReportType = 201, DescriptionType = 202, ByeType = 203;

    private const int HeaderLength = 8;
    private const byte CnameItem = 1;

    private readonly ReadOnlySpan<byte> datagram;

    private RtcpPacket(ReadOnlySpan<byte> datagram) => this.datagram = datagram;

    /// <summary>Who sent the report.</summary>
    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]);

    /// <summary>The sender's part, where the first report is a sender report.</summary>
    public SenderInfo? Sender => datagram[1] == SenderReportType
        ? new SenderInfo(
            BinaryPrimitives.ReadUInt64BigEndian(datagram[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[20..]),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[24..]))
        : null;

    /// <summary>Reads a datagram. Never throws; where it is no compound packet the error says at which byte (RFC 3550 A.2).</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtcpPacket packet, out RtpError? error)
    {
        packet = default;
        error = Check(datagram);
        if (error is not null)
        {
            return false;
        }
        packet = new RtcpPacket(datagram);
        return true;
    }

    /// <summary>The first report block about a source.</summary>
    public ReceptionReport? ReportAbout(uint ssrc)
    {
        for (var at = 0; at < datagram.Length; at += PacketLength(datagram[at..]))
        {
            var packet = datagram.Slice(at, PacketLength(datagram[at..]));
            if (packet[1] is not (SenderReportType or ReceiverReportType))
            {
                continue;
            }
            var blocks = packet[BlocksAt(packet[1])..];
            for (var i = 0; i < (packet[0] & 0x1F); i++)
            {
                var report = ReceptionReport.Read(blocks[(i * ReceptionReport.Length)..]);
                if (report.Ssrc == ssrc)
                {
                    return report;
                }
            }
        }
        return null;
    }

    /// <summary>Writes a report with a description and perhaps a goodbye, and gives its length; 256 bytes are enough.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="ssrc">Ours.</param>
    /// <param name="sender">Makes it a sender report.</param>
    /// <param name="report">What we received, if anything.</param>
    /// <param name="cname">Our canonical name, ASCII, 60 bytes at most.</param>
    /// <param name="bye">We leave (RFC 3550 6.6).</param>
    public static int Write(
        Span<byte> buffer, uint ssrc, SenderInfo? sender, ReceptionReport? report, ReadOnlySpan<byte> cname, bool bye)
    {
        var type = sender is null ? ReceiverReportType : SenderReportType;
        var length = BlocksAt(type) + (report is null ? 0 : ReceptionReport.Length);
        WriteHeader(buffer, report is null ? 0 : 1, type, length, ssrc);
        if (sender is { } info)
        {
            BinaryPrimitives.WriteUInt64BigEndian(buffer[8..], info.Ntp);
            BinaryPrimitives.WriteUInt32BigEndian(buffer[16..], info.RtpTimestamp);
            BinaryPrimitives.WriteUInt32BigEndian(buffer[20..], info.Packets);
            BinaryPrimitives.WriteUInt32BigEndian(buffer[24..], info.Octets);
        }
        report?.Write(buffer[BlocksAt(type)..]);
        length += WriteDescription(buffer[length..], ssrc, cname);
        return bye ? length + WriteHeader(buffer[length..], 1, ByeType, HeaderLength, ssrc) : length;
    }

    private static int WriteDescription(Span<byte> buffer, uint ssrc, ReadOnlySpan<byte> cname)
    {
        // Items end with at least one zero byte, up to a whole word (RFC 3550 6.5).
        var length = HeaderLength + ((2 + cname.Length + 4) & ~3);
        buffer[..length].Clear();
        WriteHeader(buffer, 1, DescriptionType, length, ssrc);
        buffer[8] = CnameItem;
        buffer[9] = (byte)cname.Length;
        cname.CopyTo(buffer[10..]);
        return length;
    }

    private static int WriteHeader(Span<byte> buffer, int count, byte type, int length, uint ssrc)
    {
        buffer[0] = (byte)(0x80 | count);
        buffer[1] = type;
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], (ushort)((length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], ssrc);
        return length;
    }

    private static RtpError? Check(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < HeaderLength)
        {
            return new RtpError(datagram.Length, RtpFault.Truncated);
        }
        if (datagram[1] is not (SenderReportType or ReceiverReportType))
        {
            return new RtpError(1, RtpFault.NoReport);
        }
        for (var at = 0; at < datagram.Length;)
        {
            var rest = datagram[at..];
            if (rest.Length < 4 || PacketLength(rest) > rest.Length)
            {
                return new RtpError(at, RtpFault.Truncated);
            }
            if (rest[0] >> 6 != 2)
            {
                return new RtpError(at, RtpFault.Version);
            }
            var reports = rest[1] is SenderReportType or ReceiverReportType;
            if (reports && BlocksAt(rest[1]) + ((rest[0] & 0x1F) * ReceptionReport.Length) > PacketLength(rest))
            {
                return new RtpError(at + 2, RtpFault.Truncated);
            }
            at += PacketLength(rest);
        }
        return null;
    }

    private static int PacketLength(ReadOnlySpan<byte> packet) => (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) + 1) * 4;

    private static int BlocksAt(byte type) => type == SenderReportType ? HeaderLength + SenderInfo.Length : HeaderLength;
}
