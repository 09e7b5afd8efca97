namespace Kindline.Voice.Sip;

/// <summary>
/// Reads one message from one datagram (RFC 3261 7, 18.3). Never throws on input.
/// <code>
/// OPTIONS sip:desk@example.org SIP/2.0
/// Via: SIP/2.0/UDP 192.0.2.4:5060;branch=z9hG4bK77ef
/// From: &lt;sip:probe@example.org&gt;;tag=1
/// ...
/// Content-Length: 0
/// </code>
/// </summary>
public static class SipParser
{
    /// <summary>Reads a datagram. Without Content-Length the body is the rest; bytes beyond Content-Length are dropped.</summary>
    public static SipParseResult Parse(ReadOnlySpan<byte> datagram)
    {
        var start = datagram.IndexOfAnyExcept("\r\n"u8);
        if (start < 0)
        {
            return new SipParseResult.KeepAlive();
        }
        var head = new SipHeadReader(datagram[start..]);
        head.Read();
        var error = head.Error is null ? null : head.Error with { Offset = head.Error.Offset + start };
        var body = datagram[(start + head.Position)..];
        if (error is null && head.ContentLength > body.Length)
        {
            error = new SipParseError("the body is shorter than Content-Length says", datagram.Length);
        }
        return Finish(head.Message, error, error is null && head.ContentLength is int length ? body[..length] : body);
    }

    /// <summary>Puts head and body together.</summary>
    internal static SipParseResult Finish(SipMessage? message, SipParseError? error, ReadOnlySpan<byte> body)
    {
        if (message is not null && !body.IsEmpty)
        {
            message.Body = body.ToArray();
        }
        return error is null && message is not null
            ? new SipParseResult.Parsed(message)
            : new SipParseResult.Malformed(error ?? new SipParseError("no start line", 0), message);
    }
}
