using System.Globalization;

namespace Kindline.Voice.Sip;

/// <summary>
/// Finds what is wrong with a request before anything acts on it, in the order of RFC 3261 8.2: grammar, method, Request-URI, merged
/// request, Require, content. RFC 4475 section 3 holds the cases.
/// </summary>
public static class RequestCheck
{
    private const string MagicCookie = "z9hG4bK";
    private const string ContentEncoding = "Content-Encoding";

    private static readonly string[] Mandatory = [HeaderNames.From, HeaderNames.To, HeaderNames.CallId, HeaderNames.CSeq];

    private static readonly string[] Single =
    [
        HeaderNames.From, HeaderNames.To, HeaderNames.CallId, HeaderNames.CSeq, HeaderNames.MaxForwards, HeaderNames.ContentLength,
        HeaderNames.ContentType, HeaderNames.Expires,
    ];

    private static readonly string[] AddressLists = [HeaderNames.Route, HeaderNames.RecordRoute];

    /// <summary>The fault, or null where the request can be served.</summary>
    /// <param name="request">The request, whole or partial.</param>
    /// <param name="error">The parser's error where it is partial.</param>
    /// <param name="rules">What this side supports.</param>
    public static RequestFault? Find(SipRequest request, SipParseError? error, RequestRules rules)
    {
        if (request.Headers[HeaderNames.Via] is null)
        {
            return new RequestFault.Drop("no Via");
        }
        var fault = FindGrammarFault(request, error)
            ?? FindMethodFault(request, rules)
            ?? FindTargetFault(request, rules)
            ?? FindExtensionFault(request, rules)
            ?? FindContentFault(request, rules);
        return fault is not null && request.Method == SipMethods.Ack ? new RequestFault.Drop(fault.Reason) : fault;
    }

    private static RequestFault.Answer? FindGrammarFault(SipRequest request, SipParseError? error)
    {
        if (error is not null)
        {
            return new(error.StatusCode, error.StatusCode switch
            {
                505 => "Version Not Supported",
                413 => "Request Entity Too Large",
                _ => $"Bad Request, {error.What}",
            });
        }
        foreach (var name in Mandatory)
        {
            if (request.Headers[name] is null)
            {
                return BadRequest($"{name} is missing");
            }
        }
        foreach (var name in Single)
        {
            if (request.Headers.CountOf(name) > 1)
            {
                return BadRequest($"{name} occurs twice");
            }
        }
        return FindFieldFault(request);
    }

    private static RequestFault.Answer? FindFieldFault(SipRequest request)
    {
        if (request.TopVia is not Via via)
        {
            return BadRequest("Via is malformed");
        }
        if (via.Branch is not null && via.Branch.Equals(MagicCookie, StringComparison.OrdinalIgnoreCase))
        {
            return BadRequest("the branch is empty");
        }
        if (request.From is null)
        {
            return BadRequest("From is malformed");
        }
        if (request.To is not NameAddress to)
        {
            return BadRequest("To is malformed");
        }
        if (request.CallId!.Length == 0)
        {
            return BadRequest("Call-ID is empty");
        }
        if (request.CSeq is null)
        {
            return BadRequest("CSeq is malformed or too large");
        }
        if (!TryReadHops(request, out _))
        {
            return BadRequest("Max-Forwards is none of 0 to 255");
        }
        if (request.Method == SipMethods.Register && to.Uri.Scheme is not ("sip" or "sips"))
        {
            return BadRequest("To is no address of record");
        }
        return FindAddressFault(request);
    }

    private static RequestFault.Answer? FindAddressFault(SipRequest request)
    {
        foreach (var name in AddressLists)
        {
            if (request.Headers[name] is not null && NameAddress.ParseAll(request.Headers.All(name)).Count == 0)
            {
                return BadRequest($"{name} is malformed");
            }
        }
        var contact = request.Headers[HeaderNames.Contact];
        var isStar = request.Method == SipMethods.Register && contact == "*";
        return contact is not null && !isStar && request.Contacts.Count == 0 ? BadRequest("Contact is malformed") : null;
    }

    private static RequestFault.Answer? FindMethodFault(SipRequest request, RequestRules rules)
    {
        if (rules.Methods.Contains(request.Method))
        {
            return request.CSeq?.Method == request.Method ? null : BadRequest("CSeq names another method");
        }
        // 405 is for a method that is recognized, 501 for one that is not (RFC 3261 8.2.1, 21.5.2)
        return SipMethods.IsRegistered(request.Method)
            ? new(405, "Method Not Allowed", new SipHeader(HeaderNames.Allow, string.Join(", ", rules.Methods)))
            : new(501, "Not Implemented", new SipHeader(HeaderNames.Allow, string.Join(", ", rules.Methods)));
    }

    private static RequestFault.Answer? FindTargetFault(SipRequest request, RequestRules rules)
    {
        if (request.Uri.Scheme is not ("sip" or "sips" or "tel"))
        {
            return new(416, "Unsupported URI Scheme");
        }
        if (request.To?.Tag is null && rules.IsMerged(request))
        {
            return new(482, "Loop Detected");
        }
        // A call goes on to another leg, so its hops count (RFC 7332 4); other requests end here.
        return request.Method == SipMethods.Invite && request.To?.Tag is null && TryReadHops(request, out var hops) && hops == 0
            ? new(483, "Too Many Hops")
            : null;
    }

    private static RequestFault.Answer? FindExtensionFault(SipRequest request, RequestRules rules)
    {
        if (request.Method is SipMethods.Ack or SipMethods.Cancel)
        {
            return null;
        }
        List<string> unsupported = [];
        foreach (var line in request.Headers.All(HeaderNames.Require))
        {
            foreach (var tag in new CommaList(line))
            {
                var name = tag.ToString();
                if (name.Length > 0 && !rules.Extensions.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    unsupported.Add(name);
                }
            }
        }
        return unsupported.Count == 0
            ? null
            : new(420, "Bad Extension", new SipHeader(HeaderNames.Unsupported, string.Join(", ", unsupported)));
    }

    private static RequestFault.Answer? FindContentFault(SipRequest request, RequestRules rules)
    {
        if (request.Body.Length > rules.MaximumBody)
        {
            return new(413, "Request Entity Too Large");
        }
        if (!rules.BodyTypes.TryGetValue(request.Method, out var types))
        {
            return null;
        }
        if (!request.Body.IsEmpty && !types.Contains(MediaType(request.Headers[HeaderNames.ContentType]), StringComparer.OrdinalIgnoreCase))
        {
            return new(415, "Unsupported Media Type", new SipHeader(HeaderNames.Accept, string.Join(", ", types)));
        }
        if (!request.Body.IsEmpty && request.Headers[ContentEncoding] is string coding && coding is not ("" or "identity"))
        {
            return new(415, "Unsupported Media Type", new SipHeader("Accept-Encoding", "identity"));
        }
        return AcceptsOneOf(types, request) ? null : new(406, "Not Acceptable");
    }

    // Without an Accept field the sender takes application/sdp (RFC 3261 20.1).
    private static bool AcceptsOneOf(IReadOnlyList<string> types, SipRequest request)
    {
        var any = false;
        foreach (var line in request.Headers.All(HeaderNames.Accept))
        {
            foreach (var range in new CommaList(line))
            {
                any = true;
                var accepted = MediaType(range.ToString());
                if (accepted == "*/*" || types.Any(t => Covers(accepted, t)))
                {
                    return true;
                }
            }
        }
        return !any;
    }

    private static bool Covers(string range, string type) =>
        range.Equals(type, StringComparison.OrdinalIgnoreCase)
        || (range.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase));

    private static string MediaType(string? value)
    {
        var rest = value.AsSpan();
        return SipSyntax.Before(';', ref rest).ToString();
    }

    private static bool TryReadHops(SipRequest request, out byte? hops)
    {
        hops = null;
        if (request.Headers[HeaderNames.MaxForwards] is not string text)
        {
            return true;
        }
        if (!byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }
        hops = number;
        return true;
    }

    private static RequestFault.Answer BadRequest(string what) => new(400, $"Bad Request, {what}");
}
