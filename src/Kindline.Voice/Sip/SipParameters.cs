namespace Kindline.Voice.Sip;

/// <summary>Parameters as in ";lr;transport=tcp": ordered, names without case, a value of null for a bare flag. Immutable.</summary>
public sealed class SipParameters : IEquatable<SipParameters>
{
    /// <summary>No parameters.</summary>
    public static readonly SipParameters Empty = new([]);

    private static readonly string[] NeverMissing = ["user", "ttl", "method", "maddr", "transport"];

    private readonly KeyValuePair<string, string?>[] items;

    private SipParameters(KeyValuePair<string, string?>[] items) => this.items = items;

    /// <summary>The value, null where the parameter is absent or a bare flag.</summary>
    public string? this[string name] => Array.Find(items, i => i.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Whether the parameter stands here, with or without a value.</summary>
    public bool Has(string name) => Array.Exists(items, i => i.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A copy with one parameter set (replaced in place or appended).</summary>
    public SipParameters With(string name, string? value)
    {
        var item = KeyValuePair.Create(name, value);
        var at = Array.FindIndex(items, i => i.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            return new SipParameters([.. items, item]);
        }
        var copy = items.ToArray();
        copy[at] = item;
        return new SipParameters(copy);
    }

    /// <summary>A copy without one parameter.</summary>
    public SipParameters Without(string name) =>
        new([.. items.Where(i => !i.Key.Equals(name, StringComparison.OrdinalIgnoreCase))]);

    /// <summary>
    /// Reads header parameters, ";branch=z9hG4bK7;rport" or nothing at all, with white space around each sign. A quoted value keeps
    /// its quotes.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out SipParameters parameters)
    {
        parameters = Empty;
        var rest = SipSyntax.Trim(text);
        if (rest.IsEmpty)
        {
            return true;
        }
        var items = new List<KeyValuePair<string, string?>>(4);
        for (; !rest.IsEmpty; rest = rest.TrimStart(" \t"))
        {
            if (rest[0] != ';' || !TryTakeHeaderParameter(ref rest, out var item))
            {
                return false;
            }
            items.Add(item);
        }
        parameters = new SipParameters([.. items]);
        return true;
    }

    /// <summary>Reads URI parameters (RFC 3261 19.1.1): no white space, escapes resolved in names and values.</summary>
    internal static bool TryParseInUri(ReadOnlySpan<char> text, out SipParameters parameters)
    {
        parameters = Empty;
        if (text.IsEmpty)
        {
            return true;
        }
        if (text[0] != ';')
        {
            return false;
        }
        var items = new List<KeyValuePair<string, string?>>(4);
        foreach (var range in text[1..].Split(';'))
        {
            var item = text[1..][range];
            var equals = item.IndexOf('=');
            var name = equals < 0 ? item : item[..equals];
            string? value = null;
            if (name.IsEmpty
                || !PercentEscape.TryUnescape(name, SipSyntax.UriParameter, out var plainName)
                || (equals >= 0 && !PercentEscape.TryUnescape(item[(equals + 1)..], SipSyntax.UriParameter, out value)))
            {
                return false;
            }
            items.Add(new(plainName, value));
        }
        parameters = new SipParameters([.. items]);
        return true;
    }

    /// <summary>Whether each parameter here has the same value there, or is one that may be missing (RFC 3261 19.1.4).</summary>
    internal bool AgreeWith(SipParameters other) => Array.TrueForAll(items, i => other.Has(i.Key)
        ? string.Equals(i.Value, other[i.Key], StringComparison.OrdinalIgnoreCase)
        : !NeverMissing.Contains(i.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The wire form inside a URI, escaped.</summary>
    internal string ToUriString() => string.Concat(items.Select(i => i.Value is null
        ? $";{PercentEscape.Escape(i.Key, SipSyntax.UriParameter)}"
        : $";{PercentEscape.Escape(i.Key, SipSyntax.UriParameter)}={PercentEscape.Escape(i.Value, SipSyntax.UriParameter)}"));

    private static bool TryTakeHeaderParameter(ref ReadOnlySpan<char> rest, out KeyValuePair<string, string?> item)
    {
        item = default;
        rest = rest[1..].TrimStart(" \t");
        var length = rest.IndexOfAnyExcept(SipSyntax.Token);
        length = length < 0 ? rest.Length : length;
        var name = rest[..length];
        rest = rest[length..].TrimStart(" \t");
        if (name.IsEmpty)
        {
            return false;
        }
        if (rest.IsEmpty || rest[0] != '=')
        {
            item = new(name.ToString(), null);
            return true;
        }
        rest = rest[1..].TrimStart(" \t");
        var valueLength = !rest.IsEmpty && rest[0] == '"' ? SipSyntax.QuotedLength(rest) : rest.IndexOfAnyExcept(SipSyntax.BareValue);
        if (valueLength < 0)
        {
            valueLength = rest.IsEmpty || rest[0] == '"' ? 0 : rest.Length;
        }
        if (valueLength == 0)
        {
            return false;
        }
        item = new(name.ToString(), rest[..valueLength].ToString());
        rest = rest[valueLength..];
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(SipParameters? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SipParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Length == 0 ? 0 : HashCode.Combine(items.Length, items[0].Key);

    /// <summary>The wire form, each with its leading semicolon.</summary>
    public override string ToString() => string.Concat(items.Select(i => i.Value is null ? $";{i.Key}" : $";{i.Key}={i.Value}"));
}
