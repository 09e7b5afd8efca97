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
    /// <summary>A sip URI without parameters.</summary>
    public static SipUri Sip(string? user, string host, int? port = null) => new("sip", user, host, port, SipParameters.Empty);

    /// <summary>The headers part after "?", verbatim, or null.</summary>
    public string? HeaderPart { get; init; }

    /// <summary>Reads a URI; false where the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SipUri uri) => throw new NotImplementedException();

    /// <summary>The wire form, with the user part escaped.</summary>
    public override string ToString() => throw new NotImplementedException();
}
