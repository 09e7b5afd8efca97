namespace Kindline.Voice.Sip.Transactions;

/// <summary>The two requests that belong to an INVITE's own hop: they carry its branch, its Request-URI and its Route.</summary>
internal static class HopRequests
{
    /// <summary>The ACK of a 300-699 response (RFC 3261 17.1.1.3): the INVITE's top Via, the response's To.</summary>
    public static SipRequest AckOfFailure(SipRequest invite, SipResponse response)
    {
        var ack = Alike(invite, SipMethods.Ack);
        ack.Headers[HeaderNames.To] = response.Headers[HeaderNames.To] ?? invite.Headers[HeaderNames.To];
        return ack;
    }

    /// <summary>The CANCEL of an INVITE (RFC 3261 9.1).</summary>
    public static SipRequest CancelOf(SipRequest invite) => Alike(invite, SipMethods.Cancel);

    private static SipRequest Alike(SipRequest invite, string method)
    {
        var request = new SipRequest(method, invite.Uri);
        var from = invite.Headers;
        request.Headers.Add(HeaderNames.Via, from[HeaderNames.Via] ?? "");
        foreach (var route in from.All(HeaderNames.Route))
        {
            request.Headers.Add(HeaderNames.Route, route);
        }
        request.Headers.Add(HeaderNames.MaxForwards, "70");
        request.Headers.Add(HeaderNames.From, from[HeaderNames.From] ?? "");
        request.Headers.Add(HeaderNames.To, from[HeaderNames.To] ?? "");
        request.Headers.Add(HeaderNames.CallId, invite.CallId ?? "");
        request.Headers.Add(HeaderNames.CSeq, new CSeq(invite.CSeq?.Number ?? 0, method).ToString());
        return request;
    }
}
