namespace Kindline.Voice.Sip;

/// <summary>The most that a stream may make us hold.</summary>
/// <param name="HeaderBytes">Start line and fields.</param>
/// <param name="BodyBytes">Body.</param>
public sealed record SipStreamLimits(int HeaderBytes = 32 * 1024, int BodyBytes = 256 * 1024);

/// <summary>
/// Cuts a byte stream into messages by Content-Length, which is mandatory here (RFC 3261 18.3, 20.14). Feed what was received, take
/// items until there are none. Offsets in errors count from the start of the message.
/// </summary>
public sealed class SipStreamReader(SipStreamLimits? limits = null)
{
    private readonly SipStreamLimits limits = limits ?? new();
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private int searched;
    private bool afterLineBreak;
    private PendingMessage? pending;
    private bool broken;

    private sealed record PendingMessage(SipMessage? Message, SipParseError? Error, int BodyLength);

    /// <summary>Appends received bytes. A broken stream takes no more.</summary>
    public void Feed(ReadOnlySpan<byte> received)
    {
        if (broken)
        {
            return;
        }
        MakeRoom(received.Length);
        received.CopyTo(buffer.AsSpan(end));
        end += received.Length;
    }

    /// <summary>Takes the next item; false until more bytes come.</summary>
    public bool TryTake(out SipStreamItem item)
    {
        item = null!;
        if (broken)
        {
            return false;
        }
        if (pending is null && TryTakeLineBreak(out item))
        {
            return true;
        }
        if (pending is null && !TryReadHead(out item))
        {
            return broken;
        }
        return TryTakeBody(out item);
    }

    private ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    private bool TryTakeLineBreak(out SipStreamItem item)
    {
        item = null!;
        if (!Unread.StartsWith("\r\n"u8))
        {
            return false;
        }
        Consume(2);
        item = afterLineBreak ? new SipStreamItem.Ping() : new SipStreamItem.Pong();
        afterLineBreak = !afterLineBreak;
        return true;
    }

    private bool TryReadHead(out SipStreamItem item)
    {
        item = null!;
        var unread = Unread;
        // the last three bytes looked at may be the start of the empty line
        var from = Math.Max(0, searched - 3);
        var gap = unread[from..].IndexOf("\r\n\r\n"u8);
        searched = unread.Length;
        var length = gap < 0 ? unread.Length : from + gap + 4;
        if (length > limits.HeaderBytes)
        {
            item = Break(new SipParseError("the header is too long", limits.HeaderBytes), null);
            return false;
        }
        if (gap < 0)
        {
            return false;
        }
        var head = new SipHeadReader(unread[..length]);
        head.Read();
        afterLineBreak = false;
        // a header that ended before its empty line, at a bare line feed, leaves no frame to trust
        if (head.ContentLength is not int bodyLength || head.Position != length)
        {
            item = Break(head.Error ?? new SipParseError("Content-Length is missing", length), head.Message);
            return false;
        }
        if (bodyLength > limits.BodyBytes)
        {
            item = Break(new SipParseError("the body is too long", length, 413), head.Message);
            return false;
        }
        pending = new PendingMessage(head.Message, head.Error, bodyLength);
        Consume(length);
        return true;
    }

    private bool TryTakeBody(out SipStreamItem item)
    {
        item = null!;
        if (pending is null || end - start < pending.BodyLength)
        {
            return false;
        }
        item = new SipStreamItem.Message(SipParser.Finish(pending.Message, pending.Error, Unread[..pending.BodyLength]));
        Consume(pending.BodyLength);
        pending = null;
        return true;
    }

    private SipStreamItem.Broken Break(SipParseError error, SipMessage? partial)
    {
        broken = true;
        (buffer, start, end) = ([], 0, 0);
        return new SipStreamItem.Broken(error, partial);
    }

    private void Consume(int count)
    {
        start += count;
        searched = 0;
        if (start == end)
        {
            (start, end) = (0, 0);
        }
    }

    private void MakeRoom(int count)
    {
        if (buffer.Length - end >= count)
        {
            return;
        }
        var unread = end - start;
        var target = buffer.Length - unread >= count ? buffer : new byte[Math.Max(buffer.Length * 2, unread + count)];
        Unread.CopyTo(target);
        (buffer, start, end) = (target, 0, unread);
    }
}
