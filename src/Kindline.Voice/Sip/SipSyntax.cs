using System.Buffers;

namespace Kindline.Voice.Sip;

/// <summary>The character classes of RFC 3261 25.1 and the small scans that every field needs.</summary>
internal static class SipSyntax
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Unreserved = Alphanumeric + "-_.!~*'()";

    public static readonly SearchValues<char> Token = SearchValues.Create(Alphanumeric + "-.!%*_+`'~");
    public static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("-.!%*_+`'~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);
    public static readonly SearchValues<char> User = SearchValues.Create(Unreserved + "&=+$,;?/");
    public static readonly SearchValues<char> Password = SearchValues.Create(Unreserved + "&=+$,");
    public static readonly SearchValues<char> UriParameter = SearchValues.Create(Unreserved + "[]/:&+$");
    public static readonly SearchValues<char> UriHeaders = SearchValues.Create(Unreserved + "[]/?:+$%=&");

    // the underscore is no host character, and yet it is in use
    public static readonly SearchValues<char> Host = SearchValues.Create(Alphanumeric + "-._");
    public static readonly SearchValues<char> Scheme = SearchValues.Create(Alphanumeric + "+-.");
    public static readonly SearchValues<char> Telephone = SearchValues.Create("0123456789ABCDEFabcdef*#-.()");

    // token, host with IPv6 brackets, and what real peers leave unquoted
    public static readonly SearchValues<char> BareValue = SearchValues.Create(Alphanumeric + "-.!%*_+`'~[]:/@$&?|{}#^()");

    private static readonly SearchValues<char> NotInUri = SearchValues.Create(" \t\r\n<>\"");

    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Token);

    public static bool IsOpaqueUriText(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAny(NotInUri);

    /// <summary>Without linear white space at either end; folds are gone by the time a value is read.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(" \t");

    /// <summary>The text before the first separator, trimmed; <paramref name="rest"/> is what follows it, or empty.</summary>
    public static ReadOnlySpan<char> Before(char separator, ref ReadOnlySpan<char> rest)
    {
        var at = rest.IndexOf(separator);
        var head = at < 0 ? rest : rest[..at];
        rest = at < 0 ? [] : rest[(at + 1)..];
        return Trim(head);
    }

    /// <summary>The length of the quoted string at the start of the text, both quotes included, or -1 where it does not close.</summary>
    public static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }
        return -1;
    }

    /// <summary>The text inside a quoted string, with its backslash pairs resolved.</summary>
    public static string Unquote(ReadOnlySpan<char> quoted)
    {
        var inside = quoted[1..^1];
        if (!inside.Contains('\\'))
        {
            return inside.ToString();
        }
        Span<char> plain = inside.Length <= 256 ? stackalloc char[256] : new char[inside.Length];
        var length = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '\\' && i + 1 < inside.Length)
            {
                i++;
            }
            plain[length++] = inside[i];
        }
        return plain[..length].ToString();
    }

    /// <summary>The quoted string that says this text.</summary>
    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Reads "host", "host:port" or "[v6]:port" and moves past it, with white space around the colon where the field allows it.
    /// </summary>
    public static bool TryTakeHostPort(ref ReadOnlySpan<char> text, bool spaces, out string host, out int? port)
    {
        (host, port) = ("", null);
        if (!TryTakeHost(ref text, out host))
        {
            return false;
        }
        var rest = spaces ? text.TrimStart(" \t") : text;
        if (rest.IsEmpty || rest[0] != ':')
        {
            return true;
        }
        rest = spaces ? rest[1..].TrimStart(" \t") : rest[1..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        if (digits is 0 or > 5 || !int.TryParse(rest[..digits], out var number) || number > ushort.MaxValue)
        {
            return false;
        }
        port = number;
        text = rest[digits..];
        return true;
    }

    private static bool TryTakeHost(ref ReadOnlySpan<char> text, out string host)
    {
        host = "";
        if (!text.IsEmpty && text[0] == '[')
        {
            var close = text.IndexOf(']');
            if (close < 0 || !IsIPv6(text[1..close]))
            {
                return false;
            }
            host = text[1..close].ToString();
            text = text[(close + 1)..];
            return true;
        }
        var length = text.IndexOfAnyExcept(Host);
        length = length < 0 ? text.Length : length;
        host = text[..length].ToString();
        text = text[length..];
        return length > 0;
    }

    private static bool IsIPv6(ReadOnlySpan<char> text) =>
        text.Contains(':') && !text.ContainsAny('%', '[', ']') && System.Net.IPAddress.TryParse(text, out _);

    /// <summary>The wire form of a host and port, with brackets around an IPv6 address.</summary>
    public static string HostPort(string host, int? port)
    {
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return port is null ? bracketed : $"{bracketed}:{port}";
    }
}
