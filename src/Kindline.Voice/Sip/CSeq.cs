using System.Globalization;

namespace Kindline.Voice.Sip;

/// <summary>CSeq: 32-bit number below 2^31 and method (RFC 3261 8.1.1.5).</summary>
public readonly record struct CSeq(uint Number, string Method)
{
    /// <summary>Reads "314159 INVITE".</summary>
    public static bool TryParse(string? text, out CSeq cseq)
    {
        cseq = default;
        var rest = SipSyntax.Trim(text);
        var space = rest.IndexOfAny(' ', '\t');
        if (space <= 0
            || rest[..space].ContainsAnyExceptInRange('0', '9')
            || !uint.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > int.MaxValue)
        {
            return false;
        }
        var method = rest[space..].TrimStart(" \t");
        if (!SipSyntax.IsToken(method))
        {
            return false;
        }
        cseq = new CSeq(number, method.ToString());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method}";
}
