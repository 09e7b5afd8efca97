using System.Globalization;
using System.Net;

namespace Kindline.Voice.Sip.Transport;

/// <summary>Where responses to a request go, and what its topmost Via says about it (RFC 3261 18.2, RFC 3581 4).</summary>
internal static class ReplyPath
{
    private const int DefaultPort = 5060;

    /// <summary>
    /// Notes in the topmost Via where the request really came from. A peer behind an address translator gets its port noted even
    /// where it did not ask, as the port that it names is of no use to anybody.
    /// </summary>
    public static void Stamp(SipRequest request, SipFlow source)
    {
        var vias = request.Vias;
        if (vias.Count == 0)
        {
            return;
        }
        var top = vias[0];
        var parameters = top.Parameters;
        if (parameters.Has("rport") || !IsOwnAddress(top, source))
        {
            parameters = parameters.With("rport", source.Remote.Port.ToString(CultureInfo.InvariantCulture));
        }
        if (parameters.Has("rport") || parameters.Has("received"))
        {
            parameters = parameters.With("received", source.Remote.Address.ToString());
        }
        var stamped = top with { Parameters = parameters };
        request.Headers.Replace(HeaderNames.Via, [stamped.ToString(), .. vias.Skip(1).Select(v => v.ToString())]);
    }

    /// <summary>On a stream the connection that the request came on; on UDP the source address and the stamped or named port.</summary>
    public static SipFlow Of(Via via, SipFlow source) =>
        source.Protocol == SipProtocol.Udp && !via.Parameters.Has("rport")
            ? source with { Remote = new IPEndPoint(source.Remote.Address, via.Port ?? DefaultPort) }
            : source;

    private static bool IsOwnAddress(Via via, SipFlow source) =>
        IPAddress.TryParse(via.Host, out var host) && host.Equals(source.Remote.Address);
}
