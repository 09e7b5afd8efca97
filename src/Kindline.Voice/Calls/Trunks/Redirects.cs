using System.Globalization;
using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>
/// Where the 3xx answers of one trunk lead within one call (RFC 3261 8.1.3.4, 13.2.2.2): only to the carrier's own hosts, as a forged or
/// careless Contact would else have us call, and pay for, whatever it names; only for the number that was dialled, which alone the limits of
/// calls out were asked about; three times at most, and never twice to one URI.
/// </summary>
internal sealed class Redirects(Trunk trunk, string number, Func<SipUri, ValueTask<IPAddress?>> resolve)
{
    private const int Most = 3;
    private readonly HashSet<string> seen = [];
    private int followed;

    /// <summary>The contacts of the answer that may be tried, the best first; none where it is no redirection that we follow.</summary>
    public async ValueTask<IReadOnlyList<(SipUri Uri, SipFlow Flow)>> OfAsync(SipResponse? response)
    {
        List<(SipUri, SipFlow)> allowed = [];
        if (response?.StatusCode is not (300 or 301 or 302 or 305))
        {
            return allowed;
        }
        foreach (var contact in response.Contacts.OrderByDescending(Preference))
        {
            // What a URI wants to have put into the request (RFC 3261 19.1.1) is nothing a gateway may choose.
            var uri = contact.Uri with { HeaderPart = null, Password = null };
            if (followed < Most
                && uri is { Scheme: "sip", User: { } user } && IsSame(user)
                && await FlowOfAsync(uri).ConfigureAwait(false) is { } flow
                && seen.Add(uri.ToString()))
            {
                followed++;
                allowed.Add((uri, flow));
            }
        }
        return allowed;
    }

    private async ValueTask<SipFlow?> FlowOfAsync(SipUri uri)
    {
        var protocol = PeerRoute.ProtocolOf(uri, trunk.Protocol);
        // A trunk over TLS leads to nowhere in the clear, and no other has a name to ask of a TLS peer.
        var isSecure = trunk.Transport == TrunkTransport.Tls;
        if (trunk.Outbound is not { } outbound || (isSecure ? protocol != SipProtocol.Tls : protocol is not (SipProtocol.Udp or SipProtocol.Tcp)))
        {
            return null;
        }
        SipFlow To(IPEndPoint peer, string? name = null) => isSecure ? trunk.FlowTo(peer, name) : new SipFlow(protocol, peer, 0);
        if (uri.Host.Equals(trunk.Domain, StringComparison.OrdinalIgnoreCase))
        {
            return To(outbound);
        }
        var named = trunk.RedirectHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);
        if (!IPAddress.TryParse(uri.Host, out var address))
        {
            return named && await resolve(uri).ConfigureAwait(false) is { } found
                ? To(new IPEndPoint(found, uri.Port ?? PeerRoute.DefaultPort(protocol)), uri.Host)
                : null;
        }
        var peer = new IPEndPoint(address, uri.Port ?? PeerRoute.DefaultPort(protocol));
        return named || peer.Equals(outbound) || trunk.From.Any(f => f.Includes(peer)) ? To(peer) : null;
    }

    // A gateway may add what it has looked up, as "+15125550199;npdi;rn=+15125550100" (RFC 4694), or leave out the plus.
    private bool IsSame(string user) => user.Split(';', 2)[0].TrimStart('+') == number.TrimStart('+');

    private static double Preference(NameAddress contact) =>
        double.TryParse(contact.Parameters["q"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? q : 1;
}
