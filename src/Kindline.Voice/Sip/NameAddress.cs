namespace Kindline.Voice.Sip;

/// <summary>A name-addr or addr-spec with header parameters (RFC 3261 20.10): From, To, Contact, Route, Record-Route.</summary>
public sealed record NameAddress(string? DisplayName, SipUri Uri, SipParameters Parameters)
{
    private static readonly NameAddress None = new(null, SipUri.Sip(null, ""), SipParameters.Empty);

    /// <summary>The tag parameter, or null.</summary>
    public string? Tag => Parameters["tag"];

    /// <summary>A copy with this tag.</summary>
    public NameAddress WithTag(string tag) => this with { Parameters = Parameters.With("tag", tag) };

    /// <summary>Reads one value; false where it is malformed or absent.</summary>
    public static bool TryParse(string? text, out NameAddress address) => TryParse(text.AsSpan(), out address);

    /// <summary>Reads one value; false where it is malformed or absent.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NameAddress address)
    {
        address = None;
        var rest = SipSyntax.Trim(text);
        if (rest.IsEmpty)
        {
            return false;
        }
        string? name = null;
        if (rest[0] == '"')
        {
            var length = SipSyntax.QuotedLength(rest);
            if (length < 0)
            {
                return false;
            }
            name = SipSyntax.Unquote(rest[..length]);
            rest = rest[length..].TrimStart(" \t");
            return !rest.IsEmpty && rest[0] == '<' && TryParseBracketed(name, rest, out address);
        }
        var angle = rest.IndexOf('<');
        if (angle < 0)
        {
            return TryParseBare(rest, out address);
        }
        if (angle > 0)
        {
            var words = SipSyntax.Trim(rest[..angle]);
            if (!IsDisplayName(words))
            {
                return false;
            }
            name = words.ToString();
        }
        return TryParseBracketed(name, rest[angle..], out address);
    }

    /// <summary>Reads comma-separated values over several lines; empty where any is malformed.</summary>
    public static IReadOnlyList<NameAddress> ParseAll(IEnumerable<string> lines)
    {
        List<NameAddress> all = [];
        foreach (var line in lines)
        {
            foreach (var value in new CommaList(line))
            {
                if (!TryParse(value, out var address))
                {
                    return [];
                }
                all.Add(address);
            }
        }
        return all;
    }

    /// <summary>The wire form, always with angle brackets.</summary>
    public override string ToString() => DisplayName is null
        ? $"<{Uri}>{Parameters}"
        : $"{SipSyntax.Quote(DisplayName)} <{Uri}>{Parameters}";

    private static bool TryParseBracketed(string? name, ReadOnlySpan<char> text, out NameAddress address)
    {
        address = None;
        var close = text.IndexOf('>');
        if (close < 0
            || !SipUri.TryParse(text[1..close], out var uri)
            || !SipParameters.TryParse(text[(close + 1)..], out var parameters))
        {
            return false;
        }
        address = new NameAddress(name, uri, parameters);
        return true;
    }

    // Without angle brackets everything behind a semicolon belongs to the field, and the URI must hold no comma, semicolon or
    // question mark (RFC 3261 20).
    private static bool TryParseBare(ReadOnlySpan<char> text, out NameAddress address)
    {
        address = None;
        var semicolon = text.IndexOf(';');
        var spec = semicolon < 0 ? text : SipSyntax.Trim(text[..semicolon]);
        if (spec.ContainsAny(',', '?')
            || !SipUri.TryParse(spec, out var uri)
            || !SipParameters.TryParse(semicolon < 0 ? [] : text[semicolon..], out var parameters))
        {
            return false;
        }
        address = new NameAddress(null, uri, parameters);
        return true;
    }

    // tokens and white space; letters beyond ASCII are against the grammar but common
    private static bool IsDisplayName(ReadOnlySpan<char> words)
    {
        foreach (var c in words)
        {
            if (!SipSyntax.Token.Contains(c) && c is not (' ' or '\t' or >= '\u0080'))
            {
                return false;
            }
        }
        return true;
    }
}
