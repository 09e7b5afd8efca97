using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>
/// Where a URI of the peer's leads. A host name, or a private address named by a peer that we see under a public one, leads
/// nowhere from here: such a peer is reached on the flow that it came on, and so is one behind a connection that only it can make.
/// </summary>
internal static class PeerRoute
{
    /// <summary>The port where a URI names none (RFC 3261 19.1.2).</summary>
    public static int DefaultPort(SipProtocol protocol) => protocol == SipProtocol.Tls ? 5061 : 5060;

    public static SipFlow Of(SipUri uri, SipFlow flow)
    {
        if (!IPAddress.TryParse(uri.Host, out var address) || (IsPrivate(address) && !IsPrivate(flow.Remote.Address)))
        {
            return flow;
        }
        var protocol = ProtocolOf(uri, flow.Protocol);
        var named = new SipFlow(protocol, new IPEndPoint(address, uri.Port ?? DefaultPort(protocol)), 0);
        var sameHost = address.Equals(flow.Remote.Address);
        if (flow.Peer is { } peer)
        {
            // A call that began inside TLS stays there: its re-INVITEs hold the keys of its audio.
            return protocol != SipProtocol.Tls || sameHost ? flow : (peer with { Address = named.Remote }).Flow;
        }
        return !flow.CanBeMadeAnew || !named.CanBeMadeAnew || (sameHost && named.Protocol == SipProtocol.Tcp && flow.Protocol == SipProtocol.Tcp)
            ? flow
            : named;
    }

    /// <summary>The transport that a URI asks for, or the one in use.</summary>
    public static SipProtocol ProtocolOf(SipUri uri, SipProtocol otherwise) => uri.Parameters["transport"] switch
    {
        { } t when t.Equals("tcp", StringComparison.OrdinalIgnoreCase) => SipProtocol.Tcp,
        { } t when t.Equals("udp", StringComparison.OrdinalIgnoreCase) => SipProtocol.Udp,
        { } t when t.Equals("tls", StringComparison.OrdinalIgnoreCase) => SipProtocol.Tls,
        { } t when t.Equals("ws", StringComparison.OrdinalIgnoreCase) => SipProtocol.Ws,
        { } t when t.Equals("wss", StringComparison.OrdinalIgnoreCase) => SipProtocol.Wss,
        _ => otherwise,
    };

    /// <summary>Loopback, link-local, RFC 1918, RFC 6598 and RFC 4193 addresses, and the unspecified one.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
        {
            return true;
        }
        if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            return address.Equals(IPAddress.IPv6Any);
        }
        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] switch
        {
            0 or 10 => true,
            100 => b[1] is >= 64 and < 128,
            169 => b[1] == 254,
            172 => b[1] is >= 16 and < 32,
            192 => b[1] == 168,
            _ => false,
        };
    }
}
