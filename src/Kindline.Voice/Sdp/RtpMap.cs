using System.Globalization;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Sdp;

/// <summary>
/// What a payload type of a section means: "a=rtpmap:101 telephone-event/8000" (RFC 8866 6.6), or RFC 3551 where nothing is said.
/// </summary>
internal readonly record struct RtpMap(int PayloadType, string Encoding, int ClockRate, bool IsMono)
{
    private const string TelephoneEventName = "telephone-event";

    /// <summary>The codec, or null where we do not speak it.</summary>
    public AudioCodec? Codec => ClockRate != 8000 || !IsMono
        ? null
        : Encoding.ToUpperInvariant() switch
        {
            "PCMU" => AudioCodec.Pcmu,
            "PCMA" => AudioCodec.Pcma,
            _ => null,
        };

    /// <summary>Whether these are the key tones of RFC 4733 at the clock rate of our codecs.</summary>
    public bool IsTelephoneEvent => ClockRate == 8000 && Encoding.Equals(TelephoneEventName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The known payload types of a section in the order of preference.</summary>
    public static IEnumerable<RtpMap> Of(MediaDescription media)
    {
        foreach (var format in media.Formats)
        {
            if (byte.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var type)
                && type < 128
                && (Find(media, type) ?? Static(type)) is { } map)
            {
                yield return map;
            }
        }
    }

    public static SdpAttribute For(AudioCodec codec, int type) => new("rtpmap", $"{type} {codec.EncodingName()}/8000");

    public static SdpAttribute ForTelephoneEvent(int type) => new("rtpmap", $"{type} {TelephoneEventName}/8000");

    private static RtpMap? Static(int type) => type switch
    {
        0 => new RtpMap(0, "PCMU", 8000, true),
        8 => new RtpMap(8, "PCMA", 8000, true),
        _ => null,
    };

    private static RtpMap? Find(MediaDescription media, int type)
    {
        foreach (var attribute in media.Attributes)
        {
            if (attribute.Name == "rtpmap" && Read(attribute.Value) is { } map && map.PayloadType == type)
            {
                return map;
            }
        }
        return null;
    }

    private static RtpMap? Read(ReadOnlySpan<char> value)
    {
        var rest = SipSyntax.Trim(value);
        var type = SipSyntax.Before(' ', ref rest);
        var name = SipSyntax.Before('/', ref rest);
        var rate = SipSyntax.Before('/', ref rest);
        return byte.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var clock)
            ? new RtpMap(number, name.ToString(), clock, rest is "" or "1")
            : null;
    }
}
