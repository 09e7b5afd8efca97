using System.Buffers;
using System.Text;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Sdp;

/// <summary>Writes session descriptions in the order of RFC 8866 5.</summary>
internal static class SdpWriter
{
    public static byte[] ToBytes(SessionDescription description)
    {
        var output = new ArrayBufferWriter<byte>(512);
        SipText.Encode(Write(description), output);
        return output.WrittenSpan.ToArray();
    }

    public static string Write(SessionDescription description)
    {
        var text = new StringBuilder(512).Append("v=0\r\n");
        var origin = description.Origin;
        Line(text, 'o', $"{origin.User} {origin.SessionId} {origin.Version} IN {origin.AddressType} {origin.Address}");
        Line(text, 's', description.Name);
        Lines(text, description.Information);
        Connection(text, description.Connection);
        Bandwidths(text, description.Bandwidths);
        Lines(text, description.Times);
        Attributes(text, description.Attributes);
        foreach (var media in description.Media)
        {
            Media(text, media);
        }
        return text.ToString();
    }

    private static void Media(StringBuilder text, MediaDescription media)
    {
        var count = media.PortCount == 1 ? "" : $"/{media.PortCount}";
        Line(text, 'm', $"{media.Kind} {media.Port}{count} {media.Protocol} {string.Join(' ', media.Formats)}");
        if (media.Title is not null)
        {
            Line(text, 'i', media.Title);
        }
        Connection(text, media.Connection);
        Bandwidths(text, media.Bandwidths);
        Attributes(text, media.Attributes);
    }

    private static void Connection(StringBuilder text, SdpConnection? connection)
    {
        if (connection is not null)
        {
            Line(text, 'c', $"IN {connection.AddressType} {connection.Address}");
        }
    }

    private static void Bandwidths(StringBuilder text, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            Line(text, 'b', value);
        }
    }

    private static void Lines(StringBuilder text, IReadOnlyList<SdpLine> lines)
    {
        foreach (var line in lines)
        {
            Line(text, line.Type, line.Value);
        }
    }

    private static void Attributes(StringBuilder text, IReadOnlyList<SdpAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            Line(text, 'a', attribute.Value is null ? attribute.Name : $"{attribute.Name}:{attribute.Value}");
        }
    }

    private static void Line(StringBuilder text, char type, string value) => text.Append(type).Append('=').Append(value).Append("\r\n");
}
