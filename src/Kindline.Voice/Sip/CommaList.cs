namespace Kindline.Voice.Sip;

/// <summary>
/// Walks the comma-separated values of a field (RFC 3261 7.3.1). A comma inside quotes or angle brackets separates nothing:
/// <c>"Watson, T." &lt;sip:a,b@example.org&gt;, &lt;sip:c@example.org&gt;</c> holds two values.
/// </summary>
internal ref struct CommaList(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;
    private bool ended;

    /// <summary>The value at hand, trimmed; empty between two commas in a row.</summary>
    public ReadOnlySpan<char> Current { get; private set; } = [];

    public readonly CommaList GetEnumerator() => this;

    public bool MoveNext()
    {
        if (ended)
        {
            return false;
        }
        var length = LengthOfFirst(rest);
        Current = SipSyntax.Trim(rest[..length]);
        ended = length == rest.Length;
        rest = ended ? [] : rest[(length + 1)..];
        return true;
    }

    private static int LengthOfFirst(ReadOnlySpan<char> text)
    {
        var inAngles = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when !inAngles:
                    var quoted = SipSyntax.QuotedLength(text[i..]);
                    if (quoted < 0)
                    {
                        return text.Length;
                    }
                    i += quoted - 1;
                    break;
                case '<':
                    inAngles = true;
                    break;
                case '>':
                    inAngles = false;
                    break;
                case ',' when !inAngles:
                    return i;
            }
        }
        return text.Length;
    }
}
