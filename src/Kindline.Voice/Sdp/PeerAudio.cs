using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Sdp;

/// <summary>Reads one audio section of a peer.</summary>
internal readonly record struct PeerAudio(IPEndPoint Remote, MediaDirection Direction, IPEndPoint? Rtcp)
{
    public static bool IsUsable(MediaDescription media) =>
        media.Kind.Equals("audio", StringComparison.OrdinalIgnoreCase)
        && media.Port != 0
        && media.Protocol.Equals("RTP/AVP", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where no usable address is given.</summary>
    public static PeerAudio? Read(SessionDescription description, MediaDescription media)
    {
        if (Address(media.Connection ?? description.Connection) is not { } address)
        {
            return null;
        }
        var direction = MediaDirections.In(media.Attributes) ?? MediaDirections.In(description.Attributes) ?? MediaDirection.SendRecv;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            // the old way to hold: send nothing there (RFC 3264 8.4)
            direction &= ~MediaDirection.RecvOnly;
        }
        return new PeerAudio(new IPEndPoint(address, media.Port), direction, ReadRtcp(media, address));
    }

    // a=rtcp:53020 or a=rtcp:53020 IN IP4 192.0.2.4
    private static IPEndPoint? ReadRtcp(MediaDescription media, IPAddress address)
    {
        ReadOnlySpan<char> rest = media.Attribute("rtcp");
        if (rest.IsEmpty)
        {
            return media.Port == IPEndPoint.MaxPort ? null : new IPEndPoint(address, media.Port + 1);
        }
        if (!ushort.TryParse(SipSyntax.Before(' ', ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return null;
        }
        var other = rest.IsEmpty ? address : Address(SdpParser.ReadConnection(rest));
        return other is null ? null : new IPEndPoint(other, port);
    }

    private static IPAddress? Address(SdpConnection? connection)
    {
        // a host name would need a look-up, and a peer could make us look up anything
        if (connection is null || !IPAddress.TryParse(connection.Address, out var address) || IsMulticast(address))
        {
            return null;
        }
        return connection.AddressType switch
        {
            "IP4" when address.AddressFamily == AddressFamily.InterNetwork => address,
            "IP6" when address.AddressFamily == AddressFamily.InterNetworkV6 => address,
            _ => null,
        };
    }

    private static bool IsMulticast(IPAddress address) =>
        address.IsIPv6Multicast
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and < 240);
}
