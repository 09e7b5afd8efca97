namespace Kindline.Voice.Sdp;

/// <summary>A session description (RFC 8866). Line breaks have no place in any of its texts.</summary>
/// <param name="Origin">o=</param>
/// <param name="Name">s=, "-" where there is none to tell.</param>
public sealed record SessionDescription(SdpOrigin Origin, string Name)
{
    /// <summary>i=, u=, e= and p= in their order, told to people only.</summary>
    public IReadOnlyList<SdpLine> Information { get; init; } = [];

    /// <summary>c= of the session, for media that have none of their own.</summary>
    public SdpConnection? Connection { get; init; }

    /// <summary>The values of b=.</summary>
    public IReadOnlyList<string> Bandwidths { get; init; } = [];

    /// <summary>t=, r=, z= and k=; an answer repeats those of its offer (RFC 3264 6).</summary>
    public IReadOnlyList<SdpLine> Times { get; init; } = [new('t', "0 0")];

    /// <summary>a= before the first m=.</summary>
    public IReadOnlyList<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>The m= sections.</summary>
    public IReadOnlyList<MediaDescription> Media { get; init; } = [];

    /// <summary>The wire form, with CRLF line ends.</summary>
    public override string ToString() => SdpWriter.Write(this);

    /// <summary>The wire form as bytes.</summary>
    public byte[] ToBytes() => SdpWriter.ToBytes(this);
}

/// <summary>An m= section.</summary>
/// <param name="Kind">"audio", "video" and others.</param>
/// <param name="Port">The port, 0 for a refused or ended stream.</param>
/// <param name="Protocol">"RTP/AVP" and others.</param>
/// <param name="Formats">Payload types, the preferred one first.</param>
public sealed record MediaDescription(string Kind, int Port, string Protocol, IReadOnlyList<string> Formats)
{
    /// <summary>How many consecutive port pairs there are.</summary>
    public int PortCount { get; init; } = 1;

    /// <summary>i=, or null.</summary>
    public string? Title { get; init; }

    /// <summary>c=, or null where that of the session holds.</summary>
    public SdpConnection? Connection { get; init; }

    /// <summary>The values of b=.</summary>
    public IReadOnlyList<string> Bandwidths { get; init; } = [];

    /// <summary>a=</summary>
    public IReadOnlyList<SdpAttribute> Attributes { get; init; } = [];

    /// <summary>The value of the first attribute of this name, or null; names are case-sensitive.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }
        return null;
    }
}

/// <summary>o=: who describes which session in which version. The numbers may exceed 64 bits.</summary>
public sealed record SdpOrigin(string User, string SessionId, string Version, string AddressType, string Address);

/// <summary>c=: "IP4" or "IP6" and an address or host name; a TTL or count behind a slash stays with the address.</summary>
public sealed record SdpConnection(string AddressType, string Address);

/// <summary>a=name or a=name:value.</summary>
public readonly record struct SdpAttribute(string Name, string? Value = null);

/// <summary>A line that is kept and not interpreted.</summary>
public readonly record struct SdpLine(char Type, string Value);
