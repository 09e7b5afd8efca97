using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Rtp;

/// <summary>What media needs of raw socket addresses, without making an endpoint object for each packet.</summary>
internal static class SocketAddresses
{
    // sockaddr_in and sockaddr_in6: family:2 port:2, then the address at 4, or flow:4 and the address at 8.
    private const int PortAt = 2;

    /// <summary>A copy: receive loops write the next sender into the same instance.</summary>
    internal static SocketAddress Copy(this SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    /// <summary>As <see cref="Copy"/>, into a former copy where there is one: strangers can send a great many packets.</summary>
    internal static SocketAddress CopyOver(this SocketAddress address, SocketAddress? former)
    {
        if (former?.Size != address.Size)
        {
            return address.Copy();
        }
        address.Buffer.Span[..address.Size].CopyTo(former.Buffer.Span);
        return former;
    }

    /// <summary>The same host at the port above, where RTCP is.</summary>
    internal static SocketAddress NextPort(this SocketAddress address)
    {
        var next = address.Copy();
        var port = next.Buffer.Span[PortAt..];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(port) + 1));
        return next;
    }

    internal static bool SameHost(this SocketAddress one, SocketAddress other) =>
        one.Family == other.Family && one.Host().SequenceEqual(other.Host());

    private static ReadOnlySpan<byte> Host(this SocketAddress address) =>
        address.Family == AddressFamily.InterNetworkV6 ? address.Buffer.Span.Slice(8, 16) : address.Buffer.Span.Slice(4, 4);
}
