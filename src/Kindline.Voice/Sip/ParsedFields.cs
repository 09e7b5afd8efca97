namespace Kindline.Voice.Sip;

/// <summary>
/// The fields of one message that every layer asks for, each parsed at the first question: parsing them anew each time cost as much as
/// reading the message. Threads that ask at once may parse twice and get equal values.
/// </summary>
internal sealed class ParsedFields(SipHeaders headers)
{
    private static readonly object Malformed = new();

    private object? cseq;
    private object? from;
    private object? to;
    private IReadOnlyList<Via>? vias;
    private IReadOnlyList<NameAddress>? contacts;

    /// <summary>The version of the header fields that these values stand for.</summary>
    public int Version { get; } = headers.Version;

    public CSeq? CSeq => (cseq ??= Sip.CSeq.TryParse(headers[HeaderNames.CSeq], out var value) ? value : Malformed) as CSeq?;

    public NameAddress? From => (from ??= Address(HeaderNames.From)) as NameAddress;

    public NameAddress? To => (to ??= Address(HeaderNames.To)) as NameAddress;

    public IReadOnlyList<Via> Vias => vias ??= Via.ParseAll(headers.All(HeaderNames.Via));

    public IReadOnlyList<NameAddress> Contacts => contacts ??= NameAddress.ParseAll(headers.All(HeaderNames.Contact));

    private object Address(string name) => NameAddress.TryParse(headers[name], out var address) ? address : Malformed;
}
