namespace Kindline.Voice.Sip;

/// <summary>
/// A SIP or SIPS URI (RFC 3261 19.1), or a tel URI (RFC 3966) with the number as <see cref="User"/> and no host. Other schemes
/// keep their text in <see cref="Host"/> and are never routed.
/// </summary>
/// <param name="Scheme">Lower case: sip, sips, tel or another.</param>
/// <param name="User">Unescaped user part, or null.</param>
/// <param name="Host">Host name, IPv4 address, or IPv6 address without brackets.</param>
/// <param name="Port">The port, or null where none was given.</param>
/// <param name="Parameters">URI parameters.</param>
public sealed record SipUri(string Scheme, string? User, string Host, int? Port, SipParameters Parameters)
{
    private static readonly SipUri None = new("", null, "", null, SipParameters.Empty);

    /// <summary>A sip URI without parameters.</summary>
    public static SipUri Sip(string? user, string host, int? port = null) => new("sip", user, host, port, SipParameters.Empty);

    /// <summary>The headers part after "?", verbatim, or null.</summary>
    public string? HeaderPart { get; init; }

    /// <summary>The password of "user:password@host", unescaped, or null. RFC 3261 19.1.1 advises against it.</summary>
    public string? Password { get; init; }

    /// <summary>Reads a URI; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SipUri uri)
    {
        uri = None;
        var colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SipSyntax.Scheme))
        {
            return false;
        }
        var rest = text[(colon + 1)..];
        switch (SchemeName(text[..colon]))
        {
            case "sip":
                return TryParseSip("sip", rest, out uri);
            case "sips":
                return TryParseSip("sips", rest, out uri);
            case "tel":
                return TryParseTel(rest, out uri);
            case var scheme:
                uri = None with { Scheme = scheme, Host = rest.ToString() };
                return SipSyntax.IsOpaqueUriText(rest);
        }
    }

    /// <summary>
    /// Whether both mean the same (RFC 3261 19.1.4): the user part counts case, host and parameters do not, and a parameter that only one
    /// side has matters for user, ttl, method, maddr and transport alone.
    /// </summary>
    public bool IsEquivalentTo(SipUri other) =>
        Scheme == other.Scheme
        && User == other.User
        && Password == other.Password
        && Host.Equals(other.Host, IsSip ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        && Port == other.Port
        && HeaderPart == other.HeaderPart
        && Parameters.AgreeWith(other.Parameters)
        && other.Parameters.AgreeWith(Parameters);

    /// <summary>The wire form, with the user part escaped.</summary>
    public override string ToString()
    {
        if (Scheme == "tel")
        {
            return $"tel:{User}{Parameters.ToUriString()}";
        }
        if (!IsSip)
        {
            return $"{Scheme}:{Host}";
        }
        var password = Password is null ? "" : $":{PercentEscape.Escape(Password, SipSyntax.Password)}";
        var user = User is null ? "" : $"{PercentEscape.Escape(User, SipSyntax.User)}{password}@";
        var headers = HeaderPart is null ? "" : $"?{HeaderPart}";
        return $"{Scheme}:{user}{SipSyntax.HostPort(Host, Port)}{Parameters.ToUriString()}{headers}";
    }

    private bool IsSip => Scheme is "sip" or "sips";

    private static string SchemeName(ReadOnlySpan<char> text)
    {
        if (text.SequenceEqual("sip"))
        {
            return "sip";
        }
        Span<char> lower = text.Length <= 32 ? stackalloc char[32] : new char[text.Length];
        return lower[..text.ToLowerInvariant(lower)].ToString();
    }

    private static bool TryParseSip(string scheme, ReadOnlySpan<char> rest, out SipUri uri)
    {
        uri = None;
        string? user = null;
        string? password = null;
        var at = rest.IndexOf('@');
        if (at >= 0)
        {
            if (!TryParseUser(rest[..at], out user, out password))
            {
                return false;
            }
            rest = rest[(at + 1)..];
        }
        if (!SipSyntax.TryTakeHostPort(ref rest, spaces: false, out var host, out var port))
        {
            return false;
        }
        string? headers = null;
        var question = rest.IndexOf('?');
        if (question >= 0)
        {
            headers = rest[(question + 1)..].ToString();
            rest = rest[..question];
            if (headers.Length == 0 || headers.AsSpan().ContainsAnyExcept(SipSyntax.UriHeaders))
            {
                return false;
            }
        }
        if (!SipParameters.TryParseInUri(rest, out var parameters))
        {
            return false;
        }
        uri = new SipUri(scheme, user, host, port, parameters) { Password = password, HeaderPart = headers };
        return true;
    }

    private static bool TryParseUser(ReadOnlySpan<char> text, out string? user, out string? password)
    {
        password = null;
        var colon = text.IndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        return PercentEscape.TryUnescape(name, SipSyntax.User, out user)
            && name.Length > 0
            && (colon < 0 || PercentEscape.TryUnescape(text[(colon + 1)..], SipSyntax.Password, out password));
    }

    private static bool TryParseTel(ReadOnlySpan<char> rest, out SipUri uri)
    {
        uri = None;
        var semicolon = rest.IndexOf(';');
        var number = semicolon < 0 ? rest : rest[..semicolon];
        var digits = number.StartsWith("+") ? number[1..] : number;
        if (digits.IsEmpty
            || digits.ContainsAnyExcept(SipSyntax.Telephone)
            || !SipParameters.TryParseInUri(semicolon < 0 ? [] : rest[semicolon..], out var parameters))
        {
            return false;
        }
        uri = new SipUri("tel", number.ToString(), "", null, parameters);
        return true;
    }
}
