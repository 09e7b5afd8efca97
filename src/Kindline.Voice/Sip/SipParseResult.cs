namespace Kindline.Voice.Sip;

/// <summary>What a parser found at fault and where.</summary>
/// <param name="What">The fault in words, without content of the message.</param>
/// <param name="Offset">Bytes from the start of the input.</param>
/// <param name="StatusCode">What to answer where the message is a request: 400, or 505 for another version.</param>
public sealed record SipParseError(string What, int Offset, int StatusCode = 400);

/// <summary>The outcome of reading one message.</summary>
public abstract record SipParseResult
{
    private SipParseResult()
    {
    }

    /// <summary>A message that keeps to the grammar of RFC 3261 7: start line, field lines, body length.</summary>
    public sealed record Parsed(SipMessage Message) : SipParseResult;

    /// <summary>
    /// Not a message. Where the start line could be read, <paramref name="Partial"/> holds it and every readable field, for an answer.
    /// An unreadable Request-URI stands there with an empty scheme.
    /// </summary>
    public sealed record Malformed(SipParseError Error, SipMessage? Partial) : SipParseResult;

    /// <summary>Nothing but line breaks: a keep-alive (RFC 5626 4.4.1).</summary>
    public sealed record KeepAlive : SipParseResult;
}
