namespace Kindline.Voice.Sip;

/// <summary>
/// A SIP request or response (RFC 3261 7). The typed accessors parse once and are null where a field is absent or malformed.
/// </summary>
public abstract class SipMessage
{
    private ParsedFields? parsed;

    /// <summary>All header fields, in wire order.</summary>
    public SipHeaders Headers { get; } = new();

    /// <summary>The body, as many bytes as Content-Length says.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Where the message came from, set by the transport on receipt.</summary>
    public SipFlow? Source { get; set; }

    /// <summary>Call-ID (RFC 3261 8.1.1.4).</summary>
    public string? CallId => Headers[HeaderNames.CallId];

    /// <summary>CSeq (RFC 3261 8.1.1.5).</summary>
    public CSeq? CSeq => Fields.CSeq;

    /// <summary>From with its tag.</summary>
    public NameAddress? From => Fields.From;

    /// <summary>To, with a tag once a dialog stands.</summary>
    public NameAddress? To => Fields.To;

    /// <summary>The topmost Via.</summary>
    public Via? TopVia => Vias.Count > 0 ? Vias[0] : null;

    /// <summary>All Via values, topmost first; empty where any of them is malformed.</summary>
    public IReadOnlyList<Via> Vias => Fields.Vias;

    /// <summary>All Contact values; empty for "*" or a malformed one.</summary>
    public IReadOnlyList<NameAddress> Contacts => Fields.Contacts;

    private ParsedFields Fields
    {
        get
        {
            if (parsed?.Version != Headers.Version)
            {
                parsed = new ParsedFields(Headers);
            }
            return parsed;
        }
    }
}

/// <summary>A request: method, Request-URI, fields and body.</summary>
public sealed class SipRequest(string method, SipUri uri) : SipMessage
{
    /// <summary>The method, case-sensitive (RFC 3261 7.1).</summary>
    public string Method { get; } = method;

    /// <summary>The Request-URI.</summary>
    public SipUri Uri { get; set; } = uri;
}

/// <summary>A response: status code 100 to 699, reason phrase, fields and body.</summary>
public sealed class SipResponse(int statusCode, string reasonPhrase) : SipMessage
{
    /// <summary>100 to 699.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>Words for a person; may be empty.</summary>
    public string ReasonPhrase { get; } = reasonPhrase;
}

/// <summary>The long-form names of the fields that the stack reads or writes.</summary>
public static class HeaderNames
{
#pragma warning disable CS1591 // the names say it
    public const string Accept = "Accept";
    public const string Allow = "Allow";
    public const string Authorization = "Authorization";
    public const string CallId = "Call-ID";
    public const string Contact = "Contact";
    public const string ContentLength = "Content-Length";
    public const string ContentType = "Content-Type";
    public const string CSeq = "CSeq";
    public const string Expires = "Expires";
    public const string From = "From";
    public const string MaxForwards = "Max-Forwards";
    public const string ProxyAuthenticate = "Proxy-Authenticate";
    public const string ProxyAuthorization = "Proxy-Authorization";
    public const string Reason = "Reason";
    public const string RecordRoute = "Record-Route";
    public const string Require = "Require";
    public const string RetryAfter = "Retry-After";
    public const string Route = "Route";
    public const string Server = "Server";
    public const string Supported = "Supported";
    public const string To = "To";
    public const string Unsupported = "Unsupported";
    public const string UserAgent = "User-Agent";
    public const string Via = "Via";
    public const string WwwAuthenticate = "WWW-Authenticate";
#pragma warning restore CS1591
}
