using System.Collections;

namespace Kindline.Voice.Sip;

/// <summary>One header field as it stood on the wire: its long-form name and its unfolded value (RFC 3261 7.3).</summary>
public readonly record struct SipHeader(string Name, string Value);

/// <summary>
/// The header fields of a message in wire order. Names compare without case; compact forms (RFC 3261 7.3.3) are stored
/// under their long names. Look-ups are linear: a message has some fifteen fields.
/// </summary>
public sealed class SipHeaders : IEnumerable<SipHeader>
{
    private readonly List<SipHeader> fields = new(16);

    /// <summary>How many header field lines there are.</summary>
    public int Count => fields.Count;

    /// <summary>Rises with every change, so that what was parsed from the fields can be kept until then.</summary>
    internal int Version { get; private set; }

    /// <summary>The first value of a field, or null; setting replaces every occurrence at the place of the first, null removes.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in fields)
            {
                if (Is(field, name))
                {
                    return field.Value;
                }
            }
            return null;
        }
        set
        {
            Version++;
            var at = fields.FindIndex(f => Is(f, name));
            fields.RemoveAll(f => Is(f, name));
            if (value is not null)
            {
                fields.Insert(at < 0 ? fields.Count : at, new SipHeader(name, value));
            }
        }
    }

    /// <summary>Every line of a field, in order; a line may still hold several comma-separated values.</summary>
    public IEnumerable<string> All(string name)
    {
        foreach (var field in fields)
        {
            if (Is(field, name))
            {
                yield return field.Value;
            }
        }
    }

    /// <summary>How many lines of a field there are.</summary>
    public int CountOf(string name)
    {
        var count = 0;
        foreach (var field in fields)
        {
            count += Is(field, name) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Appends a line.</summary>
    public void Add(string name, string value)
    {
        Version++;
        fields.Add(new SipHeader(name, value));
    }

    /// <summary>Puts a line before all others of its name (a new topmost Via or Route).</summary>
    public void AddFirst(string name, string value)
    {
        Version++;
        var at = fields.FindIndex(f => Is(f, name));
        fields.Insert(at < 0 ? 0 : at, new SipHeader(name, value));
    }

    /// <summary>Replaces all lines of a field by these, at the place of the first.</summary>
    public void Replace(string name, IEnumerable<string> values)
    {
        Version++;
        List<SipHeader> lines = [.. values.Select(v => new SipHeader(name, v))];
        var at = fields.FindIndex(f => Is(f, name));
        fields.RemoveAll(f => Is(f, name));
        fields.InsertRange(at < 0 ? fields.Count : at, lines);
    }

    /// <inheritdoc/>
    public IEnumerator<SipHeader> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Is(SipHeader field, string name) => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
