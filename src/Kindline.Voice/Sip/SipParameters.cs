namespace Kindline.Voice.Sip;

/// <summary>Parameters as in ";lr;transport=tcp": ordered, names without case, a value of null for a bare flag. Immutable.</summary>
public sealed class SipParameters : IEquatable<SipParameters>
{
    /// <summary>No parameters.</summary>
    public static readonly SipParameters Empty = new([]);

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

    /// <inheritdoc/>
    public bool Equals(SipParameters? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SipParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Length == 0 ? 0 : HashCode.Combine(items.Length, items[0].Key);

    /// <summary>The wire form, each with its leading semicolon.</summary>
    public override string ToString() => string.Concat(items.Select(i => i.Value is null ? $";{i.Key}" : $";{i.Key}={i.Value}"));
}
