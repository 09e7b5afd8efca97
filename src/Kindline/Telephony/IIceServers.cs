using Kindline.Engine;

namespace Kindline.Telephony;

/// <summary>A STUN or TURN server as browsers take it (RTCIceServer of the WebRTC recommendation).</summary>
/// <param name="Urls">Such as "turn:203.0.113.7:3478?transport=udp" (RFC 7065).</param>
/// <param name="Username">The user of short-lived TURN credentials, null where none is asked for.</param>
/// <param name="Credential">Their password.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string? Username, string? Credential);

/// <summary>Who knows by which servers an agent's browser finds a way for its audio.</summary>
public interface IIceServers
{
    /// <summary>In order of preference; empty where browsers reach this machine directly.</summary>
    IReadOnlyList<IceServer> For(AgentId agent);
}
