using System.Buffers.Binary;

namespace Kindline.Voice.Rtp;

/// <summary>
/// One RTP packet, read in place (RFC 3550 5.1): the spans point into the datagram.
/// </summary>
/// <remarks>
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// |                           timestamp                           |
/// |                             SSRC                              |
/// </code>
/// </remarks>
public readonly ref struct RtpPacket
{
    /// <summary>The bytes of a header without contributing sources and extension.</summary>
    public const int HeaderLength = 12;

    /// <summary>The marker bit: for audio, the first packet after a silence (RFC 3551 4.1).</summary>
    public required bool Marker { get; init; }

    /// <summary>The payload type, 0 to 127.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>Grows by one with each packet, modulo 65536.</summary>
    public required ushort Sequence { get; init; }

    /// <summary>The sampling instant of the first sample, in samples, modulo 2^32.</summary>
    public required uint Timestamp { get; init; }

    /// <summary>The synchronisation source.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The contributing sources, four bytes each.</summary>
    public ReadOnlySpan<byte> Csrc { get; init; }

    /// <summary>The extension's 16 profile bits, where there is one (RFC 3550 5.3.1).</summary>
    public ushort? ExtensionProfile { get; init; }

    /// <summary>The extension's words.</summary>
    public ReadOnlySpan<byte> Extension { get; init; }

    /// <summary>The payload, padding taken off.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Reads a datagram. Never throws; where it is no RTP packet the error says at which byte.</summary>
    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtpPacket packet, out RtpError? error)
    {
        packet = default;
        if (datagram.Length < HeaderLength)
        {
            return Fail(datagram.Length, RtpFault.Truncated, out error);
        }
        if (datagram[0] >> 6 != 2)
        {
            return Fail(0, RtpFault.Version, out error);
        }
        var headerEnd = HeaderLength + ((datagram[0] & 0x0F) * 4);
        if (headerEnd > datagram.Length)
        {
            return Fail(HeaderLength, RtpFault.Truncated, out error);
        }
        var csrc = datagram[HeaderLength..headerEnd];
        var at = headerEnd;
        ushort? profile = null;
        ReadOnlySpan<byte> extension = default;
        if ((datagram[0] & 0x10) != 0)
        {
            if (at + 4 > datagram.Length)
            {
                return Fail(at, RtpFault.Extension, out error);
            }
            profile = BinaryPrimitives.ReadUInt16BigEndian(datagram[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(datagram[(at + 2)..]) * 4;
            at += 4;
            if (at + length > datagram.Length)
            {
                return Fail(at - 2, RtpFault.Extension, out error);
            }
            extension = datagram.Slice(at, length);
            at += length;
        }
        var padding = (datagram[0] & 0x20) != 0 ? datagram[^1] : 0;
        if (((datagram[0] & 0x20) != 0 && padding == 0) || at + padding > datagram.Length)
        {
            return Fail(datagram.Length - 1, RtpFault.Padding, out error);
        }
        error = null;
        packet = new RtpPacket
        {
            Marker = (datagram[1] & 0x80) != 0,
            PayloadType = (byte)(datagram[1] & 0x7F),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]),
            Timestamp = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]),
            Ssrc = BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]),
            Csrc = csrc,
            ExtensionProfile = profile,
            Extension = extension,
            Payload = datagram[at..^padding],
        };
        return true;
    }

    /// <summary>Writes the packet without padding and gives its length; the buffer must hold it.</summary>
    public int Write(Span<byte> buffer)
    {
        var at = WriteHeader(buffer, Marker, PayloadType, Sequence, Timestamp, Ssrc);
        buffer[0] |= (byte)(Csrc.Length / 4);
        Csrc.CopyTo(buffer[at..]);
        at += Csrc.Length;
        if (ExtensionProfile is { } profile)
        {
            buffer[0] |= 0x10;
            BinaryPrimitives.WriteUInt16BigEndian(buffer[at..], profile);
            BinaryPrimitives.WriteUInt16BigEndian(buffer[(at + 2)..], (ushort)(Extension.Length / 4));
            Extension.CopyTo(buffer[(at + 4)..]);
            at += 4 + Extension.Length;
        }
        Payload.CopyTo(buffer[at..]);
        return at + Payload.Length;
    }

    /// <summary>Writes the twelve bytes that stand before a plain payload.</summary>
    internal static int WriteHeader(Span<byte> buffer, bool marker, byte payloadType, ushort sequence, uint timestamp, uint ssrc)
    {
        buffer[0] = 0x80;
        buffer[1] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(buffer[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[8..], ssrc);
        return HeaderLength;
    }

    private static bool Fail(int offset, RtpFault fault, out RtpError? error)
    {
        error = new RtpError(offset, fault);
        return false;
    }
}

/// <summary>What is wrong with a datagram that should be RTP or RTCP.</summary>
public enum RtpFault
{
    /// <summary>It ends before its fields do.</summary>
    Truncated,

    /// <summary>The version is not 2.</summary>
    Version,

    /// <summary>The header extension reaches beyond the end.</summary>
    Extension,

    /// <summary>The padding is zero or longer than the packet.</summary>
    Padding,

    /// <summary>A compound RTCP packet does not begin with a report (RFC 3550 A.2).</summary>
    NoReport,
}

/// <summary>Why, and at which byte, a datagram could not be read.</summary>
public readonly record struct RtpError(int Offset, RtpFault Fault);
