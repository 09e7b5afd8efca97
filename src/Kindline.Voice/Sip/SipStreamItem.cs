namespace Kindline.Voice.Sip;

/// <summary>What a stream gives next.</summary>
public abstract record SipStreamItem
{
    private SipStreamItem()
    {
    }

    /// <summary>A message, or one whose frame was whole and whose content is malformed: the stream goes on.</summary>
    public sealed record Message(SipParseResult Result) : SipStreamItem;

    /// <summary>Two line breaks in a row: the peer asks for a single one back (RFC 5626 3.5.1).</summary>
    public sealed record Ping : SipStreamItem;

    /// <summary>
    /// One line break: the answer to our ping, or the first half of a peer's ping. It can be reported before the second half is known,
    /// so that what a stream gives never depends on how the network cut it.
    /// </summary>
    public sealed record Pong : SipStreamItem;

    /// <summary>The frame is lost; nothing behind this can be read. Answer the partial message if there is one, and close.</summary>
    public sealed record Broken(SipParseError Error, SipMessage? Partial) : SipStreamItem;
}
