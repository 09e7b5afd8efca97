using System.Globalization;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Sdp;

/// <summary>The outcome of reading a session description.</summary>
public abstract record SdpParseResult
{
    private SdpParseResult()
    {
    }

    /// <summary>A description.</summary>
    public sealed record Parsed(SessionDescription Description) : SdpParseResult;

    /// <summary>None: what is wrong, and in which line, counted from 1.</summary>
    public sealed record Malformed(string What, int Line) : SdpParseResult;
}

/// <summary>
/// Reads session descriptions (RFC 8866 9). Never throws on input. Lines may end with LF alone and may come in any order within their
/// section; a missing s= or t= is forgiven, as peers do leave them out.
/// <code>
/// v=0
/// o=desk 2890844526 1 IN IP4 192.0.2.4
/// s=-
/// c=IN IP4 192.0.2.4
/// t=0 0
/// m=audio 49170 RTP/AVP 0 101
/// a=rtpmap:101 telephone-event/8000
/// </code>
/// </summary>
public static class SdpParser
{
    /// <summary>Reads a body of application/sdp.</summary>
    public static SdpParseResult Parse(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<char> rest = SipText.Decode(body);
        var draft = new SdpDraft();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var feed = rest.IndexOf('\n');
            var line = (feed < 0 ? rest : rest[..feed]).TrimEnd('\r');
            rest = feed < 0 ? [] : rest[(feed + 1)..];
            if (!line.IsEmpty && draft.Add(line) is string fault)
            {
                return new SdpParseResult.Malformed(fault, number);
            }
        }
        return draft.Build() is { } description
            ? new SdpParseResult.Parsed(description)
            : new SdpParseResult.Malformed("v= or o= is missing", 1);
    }

    /// <summary>"audio 49170/2 RTP/AVP 0 8"</summary>
    internal static MediaDescription? ReadMedia(ReadOnlySpan<char> value)
    {
        var rest = value;
        var kind = SipSyntax.Before(' ', ref rest);
        var ports = SipSyntax.Before(' ', ref rest);
        var protocol = SipSyntax.Before(' ', ref rest);
        var port = SipSyntax.Before('/', ref ports);
        var count = 1;
        if (kind.IsEmpty
            || protocol.IsEmpty
            || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || (!ports.IsEmpty && (!int.TryParse(ports, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1)))
        {
            return null;
        }
        var formats = rest.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return formats.Length == 0
            ? null
            : new MediaDescription(kind.ToString(), number, protocol.ToString(), formats) { PortCount = count };
    }

    /// <summary>"desk 2890844526 1 IN IP4 192.0.2.4"</summary>
    internal static SdpOrigin? ReadOrigin(ReadOnlySpan<char> value)
    {
        var rest = value;
        var user = SipSyntax.Before(' ', ref rest);
        var id = SipSyntax.Before(' ', ref rest);
        var version = SipSyntax.Before(' ', ref rest);
        if (user.IsEmpty || !IsNumber(id) || !IsNumber(version) || ReadConnection(rest) is not { } address)
        {
            return null;
        }
        return new SdpOrigin(user.ToString(), id.ToString(), version.ToString(), address.AddressType, address.Address);
    }

    /// <summary>"IN IP4 192.0.2.4"</summary>
    internal static SdpConnection? ReadConnection(ReadOnlySpan<char> value)
    {
        var rest = value;
        var network = SipSyntax.Before(' ', ref rest);
        var type = SipSyntax.Before(' ', ref rest);
        var address = SipSyntax.Trim(rest);
        return network is "IN" && !type.IsEmpty && !address.IsEmpty && !address.ContainsAny(' ', '\t')
            ? new SdpConnection(type.ToString(), address.ToString())
            : null;
    }

    /// <summary>"rtpmap:0 PCMU/8000" or "sendrecv"</summary>
    internal static SdpAttribute? ReadAttribute(ReadOnlySpan<char> value)
    {
        var colon = value.IndexOf(':');
        var name = colon < 0 ? value : value[..colon];
        return SipSyntax.IsToken(name) ? new SdpAttribute(name.ToString(), colon < 0 ? null : value[(colon + 1)..].ToString()) : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
