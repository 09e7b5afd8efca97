using System.Net;

namespace Kindline.Voice.Calls;

/// <summary>Another program has the SIP port, on UDP or on TCP, or the next one, which is that of TLS.</summary>
public sealed class SipPortInUseException(IPAddress address, int port, Exception inner)
    : IOException($"SIP port {port} on {address} is in use by another program.", inner)
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
