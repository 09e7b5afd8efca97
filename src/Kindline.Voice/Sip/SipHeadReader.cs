using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>
/// Reads start line and field lines in one pass (RFC 3261 7.1 to 7.3). It goes on behind a fault as far as it can, so that a broken
/// request can still be answered, and keeps the first fault.
/// </summary>
internal ref struct SipHeadReader(ReadOnlySpan<byte> input)
{
    /// <summary>More lines than any real message has; the look-up of fields is linear.</summary>
    private const int MaximumLines = 512;

    private readonly ReadOnlySpan<byte> input = input;
    private int lineStart;

    /// <summary>Where the head ends and the body starts.</summary>
    public int Position { get; private set; }

    /// <summary>The message without a body; null where the start line cannot be read.</summary>
    public SipMessage? Message { get; private set; }

    /// <summary>The first fault.</summary>
    public SipParseError? Error { get; private set; }

    /// <summary>Content-Length, null where it is absent or unreadable.</summary>
    public int? ContentLength { get; private set; }

    public void Read()
    {
        Message = ReadStartLine();
        if (Message is null)
        {
            return;
        }
        for (var lines = 0; lines < MaximumLines; lines++)
        {
            if (!TryTakeLine(out var line))
            {
                Fail("the header does not end with an empty line", input.Length);
                return;
            }
            if (line.IsEmpty)
            {
                return;
            }
            ReadField(line);
        }
        Fail("too many header field lines", lineStart);
    }

    private SipMessage? ReadStartLine()
    {
        if (!TryTakeLine(out var line))
        {
            Fail("the start line does not end", input.Length);
            return null;
        }
        return line.Length >= 4 && Ascii.EqualsIgnoreCase(line[..4], "SIP/"u8) ? ReadStatusLine(line) : ReadRequestLine(line);
    }

    // SIP/2.0 180 Ringing
    private SipResponse? ReadStatusLine(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space < 0 || !Ascii.EqualsIgnoreCase(line[..space], "SIP/2.0"u8))
        {
            Fail("the status line has another version", lineStart, 505);
            return null;
        }
        var rest = line[(space + 1)..];
        if (rest.Length < 3
            || rest[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || rest[0] is < (byte)'1' or > (byte)'6'
            || (rest.Length > 3 && rest[3] != ' '))
        {
            Fail("the status code is none of 100 to 699", lineStart + space + 1);
            return null;
        }
        var status = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + rest[2] - '0';
        return new SipResponse(status, rest.Length > 4 ? SipText.Decode(rest[4..]) : "");
    }

    // INVITE sip:1001@example.org SIP/2.0
    private SipRequest? ReadRequestLine(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space <= 0 || line[..space].ContainsAnyExcept(SipSyntax.TokenBytes))
        {
            Fail("the start line begins with neither a method nor a version", lineStart);
            return null;
        }
        var method = SipMethods.Name(line[..space]);
        var rest = line[(space + 1)..];
        var trimmed = rest.TrimEnd((byte)' ');
        var lastSpace = trimmed.LastIndexOf((byte)' ');
        if (lastSpace < 0)
        {
            Fail("the request line has no version", lineStart + space + 1);
            return new SipRequest(method, Unreadable(trimmed));
        }
        CheckVersion(trimmed[(lastSpace + 1)..], lineStart + space + 1 + lastSpace + 1);
        if (trimmed.Length != rest.Length)
        {
            Fail("white space ends the request line", lineStart + line.Length);
        }
        var text = SipText.Decode(trimmed[..lastSpace]);
        if (SipUri.TryParse(text, out var uri) && (uri.HeaderPart is null || uri.Scheme is not ("sip" or "sips")))
        {
            return new SipRequest(method, uri);
        }
        Fail("the Request-URI is malformed", lineStart + space + 1);
        return new SipRequest(method, Unreadable(trimmed[..lastSpace]));
    }

    private void CheckVersion(ReadOnlySpan<byte> version, int offset)
    {
        if (Ascii.EqualsIgnoreCase(version, "SIP/2.0"u8))
        {
            return;
        }
        var named = version.Length > 4 && Ascii.EqualsIgnoreCase(version[..4], "SIP/"u8);
        Fail("the version is not SIP/2.0", offset, named ? 505 : 400);
    }

    private static SipUri Unreadable(ReadOnlySpan<byte> text) => new("", null, SipText.Decode(text), null, SipParameters.Empty);

    private void ReadField(ReadOnlySpan<byte> line)
    {
        var at = lineStart;
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? [] : line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty || name.ContainsAnyExcept(SipSyntax.TokenBytes))
        {
            Fail("a line is no header field", at);
            SkipFolds();
            return;
        }
        var longName = HeaderNameTable.LongForm(name);
        var value = SipText.Decode(line[(colon + 1)..].Trim(" \t"u8));
        if (FoldFollows())
        {
            value = Unfold(value);
        }
        Message!.Headers.Add(longName, value);
        if (ReferenceEquals(longName, HeaderNames.ContentLength))
        {
            ReadContentLength(value, at);
        }
    }

    private void ReadContentLength(string value, int at)
    {
        if (Message!.Headers.CountOf(HeaderNames.ContentLength) > 1)
        {
            Fail("there are several Content-Length fields", at);
            ContentLength = null;
        }
        else if (value.Length is > 0 and < 10 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            ContentLength = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        }
        else
        {
            Fail("Content-Length is no number within reach", at);
        }
    }

    private readonly bool FoldFollows() => Position < input.Length && input[Position] is (byte)' ' or (byte)'\t';

    private string Unfold(string first)
    {
        var value = new StringBuilder(first);
        while (FoldFollows() && TryTakeLine(out var line))
        {
            value.Append(' ').Append(SipText.Decode(line.Trim(" \t"u8)));
        }
        return value.ToString().Trim(' ', '\t');
    }

    private void SkipFolds()
    {
        while (FoldFollows() && TryTakeLine(out _))
        {
        }
    }

    private bool TryTakeLine(out ReadOnlySpan<byte> line)
    {
        lineStart = Position;
        var rest = input[Position..];
        var feed = rest.IndexOf((byte)'\n');
        if (feed < 0)
        {
            line = [];
            return false;
        }
        Position += feed + 1;
        line = rest[..feed];
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }
        else
        {
            Fail("a line ends without a carriage return", Position - 1);
        }
        if (line.Contains((byte)'\r'))
        {
            Fail("a carriage return stands within a line", lineStart);
        }
        return true;
    }

    private void Fail(string what, int offset, int status = 400) => Error ??= new SipParseError(what, offset, status);
}
