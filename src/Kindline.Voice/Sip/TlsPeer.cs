using System.Net;

namespace Kindline.Voice.Sip;

/// <summary>Whom a TLS connection of ours has to reach. Two peers at one address share no connection: each has shown who it is (RFC 5922 7.4).</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Name">The domain, or the address as text, that its certificate has to hold.</param>
/// <param name="Authority">Who has to have signed it, in PEM; null for whom this machine trusts.</param>
internal sealed record TlsPeer(IPEndPoint Address, string Name, string? Authority)
{
    /// <summary>A way to it by whichever connection there is, or a new one.</summary>
    public SipFlow Flow => new(SipProtocol.Tls, Address, 0) { Peer = this };
}
