using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Voice.Sdp;

/// <summary>Our side of an audio stream.</summary>
/// <param name="Endpoint">Where we receive RTP; RTCP is on the next port.</param>
/// <param name="SessionId">The number of the session, the same for its whole life.</param>
/// <param name="Direction">What we want to do: <see cref="MediaDirection.SendOnly"/> holds the other side.</param>
public sealed record LocalAudio(IPEndPoint Endpoint, ulong SessionId, MediaDirection Direction = MediaDirection.SendRecv)
{
    /// <summary>The payload type that we offer for key tones.</summary>
    public const int TelephoneEventPayload = 101;

    /// <summary>Our codecs, the preferred one first.</summary>
    public IReadOnlyList<AudioCodec> Codecs { get; init; } = [AudioCodec.Pcmu, AudioCodec.Pcma];

    /// <summary>The description of this side with these sections, in version 1; see <see cref="LocalDescription"/>.</summary>
    internal SessionDescription Describe(IReadOnlyList<MediaDescription> media, IReadOnlyList<SdpLine>? times = null)
    {
        var type = Endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4";
        var address = Endpoint.Address.ToString();
        var id = SessionId.ToString(CultureInfo.InvariantCulture);
        var description = new SessionDescription(new SdpOrigin("-", id, "1", type, address), "-")
        {
            Connection = new SdpConnection(type, address),
            Media = media,
        };
        return times is null ? description : description with { Times = times };
    }

    /// <summary>The audio section.</summary>
    internal MediaDescription Section(IReadOnlyList<(AudioCodec Codec, int Type)> codecs, int? telephoneEvent, MediaDirection direction)
    {
        List<string> formats = [.. codecs.Select(c => c.Type.ToString(CultureInfo.InvariantCulture))];
        List<SdpAttribute> attributes = [.. codecs.Select(c => RtpMap.For(c.Codec, c.Type))];
        if (telephoneEvent is int type)
        {
            formats.Add(type.ToString(CultureInfo.InvariantCulture));
            attributes.Add(RtpMap.ForTelephoneEvent(type));
            attributes.Add(new SdpAttribute("fmtp", $"{type} 0-16"));
        }
        attributes.Add(new SdpAttribute("ptime", "20"));
        attributes.Add(new SdpAttribute(direction.AttributeName()));
        return new MediaDescription("audio", Endpoint.Port, "RTP/AVP", formats) { Attributes = attributes };
    }
}
