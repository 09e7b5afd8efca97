namespace Kindline.Voice.Sip;

/// <summary>A name-addr or addr-spec with header parameters (RFC 3261 20.10): From, To, Contact, Route, Record-Route.</summary>
public sealed record NameAddress(string? DisplayName, SipUri Uri, SipParameters Parameters)
{
    /// <summary>The tag parameter, or null.</summary>
    public string? Tag => Parameters["tag"];

    /// <summary>A copy with this tag.</summary>
    public NameAddress WithTag(string tag) => this with { Parameters = Parameters.With("tag", tag) };

    /// <summary>Reads one value; false where it is malformed or absent.</summary>
    public static bool TryParse(string? text, out NameAddress address) => throw new NotImplementedException();

    /// <summary>Reads comma-separated values over several lines; empty where any is malformed.</summary>
    public static IReadOnlyList<NameAddress> ParseAll(IEnumerable<string> lines) => throw new NotImplementedException();

    /// <summary>The wire form, always with angle brackets.</summary>
    public override string ToString() => throw new NotImplementedException();
}

/// <summary>One Via value (RFC 3261 20.42): "SIP/2.0/UDP host:port;branch=...".</summary>
public sealed record Via(string Transport, string Host, int? Port, SipParameters Parameters)
{
    /// <summary>The branch, or null.</summary>
    public string? Branch => Parameters["branch"];

    /// <summary>Reads all values over several lines; empty where any is malformed.</summary>
    public static IReadOnlyList<Via> ParseAll(IEnumerable<string> lines) => throw new NotImplementedException();

    /// <summary>The wire form.</summary>
    public override string ToString() => throw new NotImplementedException();
}

/// <summary>CSeq: 32-bit number below 2^31 and method (RFC 3261 8.1.1.5).</summary>
public readonly record struct CSeq(uint Number, string Method)
{
    /// <summary>Reads "314159 INVITE".</summary>
    public static bool TryParse(string? text, out CSeq cseq) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method}";
}
