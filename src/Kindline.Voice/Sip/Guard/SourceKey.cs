using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// Whom the guard counts as one: an IPv4 address, or a /64 of IPv6, as whoever has one address of it has them all (RFC 6177 2).
/// </summary>
internal readonly record struct SourceKey(UInt128 Network, bool IsV4)
{
    private static readonly UInt128 Low64 = ulong.MaxValue;

    public static SourceKey Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var isV4 = plain.AddressFamily == AddressFamily.InterNetwork;
        plain.TryWriteBytes(isV4 ? bytes[12..] : bytes, out _);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return new SourceKey(isV4 ? number : number & ~Low64, isV4);
    }

    /// <summary>Reads what <see cref="ToString"/> writes, or any address of it; false where the text is none.</summary>
    public static bool TryParse(string text, out SourceKey source)
    {
        var end = text.IndexOf('/', StringComparison.Ordinal);
        source = default;
        if (!IPAddress.TryParse(end < 0 ? text : text[..end], out var address))
        {
            return false;
        }
        source = Of(address);
        return end < 0 || text[end..] == (source.IsV4 ? "/32" : "/64");
    }

    /// <summary>"192.0.2.7" or "2001:db8:1:2::/64".</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Network);
        return IsV4 ? new IPAddress(bytes[12..]).ToString() : $"{new IPAddress(bytes)}/64";
    }
}
