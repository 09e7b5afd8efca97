namespace Kindline.Voice.Sip;

/// <summary>
/// The named values of one challenge or credential, unquoted (RFC 3261 25.1):
/// <c>Digest realm="kindline.example", nonce="84a4cc6f", qop="auth", algorithm=MD5</c>
/// </summary>
internal sealed class AuthenticationFields
{
    private readonly List<KeyValuePair<string, string>> values = new(10);

    /// <summary>The value, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in values)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }
            return null;
        }
    }

    /// <summary>Reads a Digest value; false for another scheme, broken quotes or a name that occurs twice.</summary>
    public static bool TryParse(string? text, out AuthenticationFields fields)
    {
        fields = new AuthenticationFields();
        var rest = SipSyntax.Trim(text);
        var space = rest.IndexOfAny(' ', '\t');
        if (space < 0 || !rest[..space].Equals("Digest", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        foreach (var item in new CommaList(rest[space..]))
        {
            var value = item;
            var name = SipSyntax.Before('=', ref value);
            value = SipSyntax.Trim(value);
            if (!SipSyntax.IsToken(name) || value.IsEmpty || fields[name.ToString()] is not null)
            {
                return false;
            }
            var quoted = value[0] == '"';
            if (quoted && SipSyntax.QuotedLength(value) != value.Length)
            {
                return false;
            }
            fields.values.Add(new(name.ToString(), quoted ? SipSyntax.Unquote(value) : value.ToString()));
        }
        return true;
    }
}
