namespace Kindline.Voice.Sip.Transport;

/// <summary>Responses to requests (RFC 3261 8.2.6).</summary>
internal static class Responses
{
    /// <summary>A response with the fields that every one copies from its request; the To gets the tag, or a fresh one.</summary>
    public static SipResponse To(SipRequest request, int status, string reason, string? tag = null)
    {
        var response = new SipResponse(status, reason);
        foreach (var via in request.Headers.All(HeaderNames.Via))
        {
            response.Headers.Add(HeaderNames.Via, via);
        }
        response.Headers.Add(HeaderNames.From, request.Headers[HeaderNames.From] ?? "");
        response.Headers.Add(HeaderNames.To, ToWithTag(request, status, tag));
        response.Headers.Add(HeaderNames.CallId, request.CallId ?? "");
        response.Headers.Add(HeaderNames.CSeq, request.Headers[HeaderNames.CSeq] ?? "");
        return response;
    }

    /// <summary>The response that a check of the request calls for.</summary>
    public static SipResponse To(SipRequest request, RequestFault.Answer answer)
    {
        var response = To(request, answer.StatusCode, answer.Reason);
        foreach (var header in answer.Headers)
        {
            response.Headers.Add(header.Name, header.Value);
        }
        return response;
    }

    private static string ToWithTag(SipRequest request, int status, string? tag)
    {
        var text = request.Headers[HeaderNames.To] ?? "";
        var to = request.To;
        if (status == 100 || to is null || to.Tag is not null)
        {
            return text;
        }
        return to.WithTag(tag ?? Tokens.NewTag()).ToString();
    }
}
