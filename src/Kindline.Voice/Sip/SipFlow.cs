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
}
