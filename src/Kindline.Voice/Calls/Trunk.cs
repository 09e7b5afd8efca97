using System.Globalization;
using System.Net;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>Where a trunk's calls come from: a network, on any port or one.</summary>
public sealed record TrunkSource(IPNetwork Network, int? Port = null)
{
    /// <summary>Whether a peer is one of these.</summary>
    public bool Includes(IPEndPoint peer) => (Port is null || Port == peer.Port) && Network.Contains(peer.Address);

    /// <summary>Reads "192.0.2.0/24", "192.0.2.7" or "192.0.2.7:5060"; false where the text is none.</summary>
    public static bool TryParse(string text, out TrunkSource source)
    {
        source = new TrunkSource(default(IPNetwork));
        if (IPNetwork.TryParse(text, out var network))
        {
            source = new TrunkSource(network);
            return true;
        }
        if (IPAddress.TryParse(text, out var address))
        {
            source = new TrunkSource(Only(address));
            return true;
        }
        if (IPEndPoint.TryParse(text, out var peer))
        {
            source = new TrunkSource(Only(peer.Address), peer.Port);
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Network.BaseAddress}:{port}") : Network.ToString();

    private static IPNetwork Only(IPAddress address) =>
        new(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
}

/// <summary>What a trunk's signalling goes by.</summary>
public enum TrunkTransport
{
    /// <summary>Datagrams.</summary>
    Udp,

    /// <summary>Connections.</summary>
    Tcp,

    /// <summary>Connections inside TLS 1.2 or later, to a gateway whose certificate holds its name (RFC 5922).</summary>
    Tls,
}

/// <summary>How a trunk's audio goes.</summary>
public enum TrunkAudio
{
    /// <summary>RTP that everybody on the way can hear.</summary>
    Plain,

    /// <summary>SRTP, always: a call that would be in the clear is refused. Its keys stand in the signalling (SDES), which has to be TLS (RFC 4568 8).</summary>
    Srtp,
}

/// <summary>A connection to a carrier, known by its addresses.</summary>
/// <remarks>
/// Calls out take the trunks of the lowest <see cref="Priority"/> first, and share those of one priority by <see cref="Weight"/> (RFC 2782).
/// </remarks>
/// <param name="Name">For people and for the journal.</param>
/// <param name="From">Who may call in without digest; a phone that has registered from there is asked all the same.</param>
/// <param name="Outbound">Where calls out go first; null for a trunk that only brings calls in.</param>
/// <param name="User">Digest user of calls out, null where the carrier knows us by address.</param>
/// <param name="Password">Digest password.</param>
public sealed record Trunk(string Name, IReadOnlyList<TrunkSource> From, IPEndPoint? Outbound, string? User = null, string? Password = null)
{
    /// <summary>Whether a peer is this trunk's: its calls come from there, or ours go there.</summary>
    internal bool Includes(IPEndPoint peer)
    {
        foreach (var source in From)
        {
            if (source.Includes(peer))
            {
                return true;
            }
        }
        return Outbound is { } gateway && gateway.Address.Equals(peer.Address);
    }

    /// <summary>What calls out, OPTIONS and REGISTER go by. Calls in are known by their source, whatever they come by.</summary>
    public TrunkTransport Transport { get; init; }

    /// <summary>The certificates, in PEM, of who signs the gateway's certificate; null for whom this machine trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>How audio goes, in calls out and in.</summary>
    public TrunkAudio Audio { get; init; }

    /// <summary>The protocol of <see cref="Transport"/>.</summary>
    internal SipProtocol Protocol => Transport switch
    {
        TrunkTransport.Tls => SipProtocol.Tls,
        TrunkTransport.Tcp => SipProtocol.Tcp,
        _ => SipProtocol.Udp,
    };

    /// <summary>The way to an address of the carrier's; inside TLS what is there has to show that it is this carrier.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="name">Its host name where it has one of its own; null for <see cref="Domain"/>, or the address where there is none.</param>
    /// <exception cref="InvalidOperationException">The keys of its SRTP would stand in the clear.</exception>
    internal SipFlow FlowTo(IPEndPoint address, string? name = null) =>
        Transport == TrunkTransport.Tls ? new TlsPeer(address, name ?? Domain ?? address.Address.ToString(), Authority).Flow
        : Audio == TrunkAudio.Srtp ? throw new InvalidOperationException("A trunk with SRTP has to go by TLS.")
        : new SipFlow(Protocol, address, 0);

    /// <summary>The domain of From, To and Request-URI where the carrier wants one; else the address of <see cref="Outbound"/>.</summary>
    public string? Domain { get; init; }

    /// <summary>Trunks of a lower number are tried first.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>The share of the calls among trunks of one priority; 0 for one that is hardly ever tried first.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Whether <see cref="User"/> is registered at the carrier, at <see cref="Outbound"/>.</summary>
    public bool Registers { get; init; }

    /// <summary>How often it is asked by OPTIONS whether it is there; zero for never.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may keep silent, without even a 100, before it counts as not there.</summary>
    public TimeSpan SilentFor { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether 480 means that the gateway cannot place the call, and not that the callee does not answer.</summary>
    public bool UnavailableGoesOn { get; init; }

    /// <summary>Host names and addresses, beside the sources, that a 3xx of this trunk may lead to.</summary>
    public IReadOnlyList<string> RedirectHosts { get; init; } = [];
}
