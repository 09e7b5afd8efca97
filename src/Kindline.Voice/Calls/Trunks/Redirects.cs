using System.Globalization;
using System.Net;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls.Trunks;

/// <summary>
/// Where the 3xx answers of one trunk lead within one call (RFC 3261 8.1.3.4, 13.2.2.2): only to the carrier's own hosts, as a forged or
/// careless Contact would else have us call, and pay for, whatever it names; three times at most, and never twice to one URI.
/// </summary>
internal sealed class Redirects(Trunk trunk, Func<SipUri, ValueTask<SipFlow?>> resolve)
{
    private const int Most = 3;
    private const int DefaultPort = 5060;

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
                && uri is { Scheme: "sip", User: not null }
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
        var protocol = PeerRoute.ProtocolOf(uri, trunk.Tcp ? SipProtocol.Tcp : SipProtocol.Udp);
        if (trunk.Outbound is not { } outbound || protocol is not (SipProtocol.Udp or SipProtocol.Tcp))
        {
            return null;
        }
        if (uri.Host.Equals(trunk.Domain, StringComparison.OrdinalIgnoreCase))
        {
            return new SipFlow(protocol, outbound, 0);
        }
        var named = trunk.RedirectHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);
        if (!IPAddress.TryParse(uri.Host, out var address))
        {
            return named ? await resolve(uri).ConfigureAwait(false) : null;
        }
        var peer = new IPEndPoint(address, uri.Port ?? DefaultPort);
        return named || peer.Equals(outbound) || trunk.From.Any(f => f.Includes(peer)) ? new SipFlow(protocol, peer, 0) : null;
    }

    private static double Preference(NameAddress contact) =>
        double.TryParse(contact.Parameters["q"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var q) ? q : 1;
}
