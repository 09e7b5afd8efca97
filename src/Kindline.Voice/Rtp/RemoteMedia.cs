using System.Net;
using Kindline.Voice.Sdp;

namespace Kindline.Voice.Rtp;

/// <summary>What offer and answer settled for one leg's audio (RFC 3264).</summary>
/// <param name="Rtp">
/// Where the peer said it wants RTP; the real source is learnt from what it sends. Port 0 or address 0.0.0.0: nowhere.
/// </param>
/// <param name="Rtcp">Where the peer wants RTCP (RFC 3605), null for the port above <paramref name="Rtp"/>.</param>
/// <param name="Codec">The codec we send.</param>
/// <param name="TelephoneEventPayload">The payload type of telephone-event (RFC 4733) both ways, null where the peer has none.</param>
/// <param name="Direction">Our side of it, as negotiated: <see cref="MediaDirection.RecvOnly"/> sends nothing.</param>
public sealed record RemoteMedia(
    IPEndPoint Rtp, IPEndPoint? Rtcp, AudioCodec Codec, int? TelephoneEventPayload, MediaDirection Direction)
{
    internal bool Sends => Direction is MediaDirection.SendRecv or MediaDirection.SendOnly && HasAddress;

    internal bool Receives => Direction is MediaDirection.SendRecv or MediaDirection.RecvOnly;

    internal bool HasAddress => Rtp.Port != 0 && !Rtp.Address.Equals(IPAddress.Any) && !Rtp.Address.Equals(IPAddress.IPv6Any);
}
