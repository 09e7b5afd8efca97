using System.Net;

namespace Kindline.Voice.Sip;

/// <summary>The transport protocols SIP runs over here.</summary>
public enum SipProtocol
{
    /// <summary>Datagrams (RFC 3261 18).</summary>
    Udp,

    /// <summary>A stream, framed by Content-Length (RFC 3261 18.3).</summary>
    Tcp,

    /// <summary>A stream inside TLS (RFC 3261 26.2.1).</summary>
    Tls,

    /// <summary>A WebSocket, one message a frame (RFC 7118).</summary>
    Ws,

    /// <summary>A WebSocket inside TLS.</summary>
    Wss,
}

/// <summary>
/// A way to reach a peer: for UDP the remote address as seen, for a stream the very connection (RFC 5626's flow). Responses and
/// requests sent on a flow go back where its messages came from.
/// </summary>
/// <param name="Protocol">The transport.</param>
/// <param name="Remote">The peer's address and port as seen on the socket.</param>
/// <param name="ConnectionId">The connection, 0 for UDP.</param>
public sealed record SipFlow(SipProtocol Protocol, IPEndPoint Remote, long ConnectionId)
{
    /// <summary>Whether a browser is at the other end: it speaks WebRTC only, and can be reached on this connection alone (RFC 7118 5).</summary>
    public bool IsWebSocket => Protocol is SipProtocol.Ws or SipProtocol.Wss;

    /// <summary>Who a TLS connection of ours has to lead to; null where the peer is a phone, which only comes by itself.</summary>
    internal TlsPeer? Peer { get; init; }

    /// <summary>
    /// Whether a connection can be made anew when this one has gone. A phone that came by TLS or WebSocket listens nowhere: it comes
    /// again by itself (RFC 5626 4.5). A TLS connection is made only where it is known whose certificate is to be shown there.
    /// </summary>
    public bool CanBeMadeAnew => Protocol is SipProtocol.Udp or SipProtocol.Tcp || Peer is not null;
}

/// <summary>The words for transports on the wire.</summary>
internal static class SipProtocolWords
{
    /// <summary>The transport of a Via (RFC 3261 20.42, RFC 7118 5.2.1).</summary>
    public static string ViaWord(this SipProtocol protocol) => protocol switch
    {
        SipProtocol.Udp => "UDP",
        SipProtocol.Tcp => "TCP",
        SipProtocol.Tls => "TLS",
        SipProtocol.Ws => "WS",
        _ => "WSS",
    };

    /// <summary>The transport parameter of a URI, with its semicolon. A WebSocket's is "ws" inside TLS too (RFC 7118 5.2.4).</summary>
    /// <remarks>
    /// TLS is "sip:...;transport=tls" and not "sips:...": a sips URI asks for TLS on every hop up to the callee (RFC 5630 3.1.3, 5.3), which no
    /// carrier can promise behind its gateway and most refuse with 416. RFC 3261 26.2.2 calls the parameter deprecated and RFC 5630 3.1.4
    /// names nothing else for "TLS to me", so that it is what carriers speak.
    /// </remarks>
    public static string UriParameter(this SipProtocol protocol) => protocol switch
    {
        SipProtocol.Udp => "",
        SipProtocol.Tcp => ";transport=tcp",
        SipProtocol.Tls => ";transport=tls",
        _ => ";transport=ws",
    };
}
