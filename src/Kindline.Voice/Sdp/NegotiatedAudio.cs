using System.Net;

namespace Kindline.Voice.Sdp;

/// <summary>What both sides agreed on, seen from ours. Packets hold 20 ms.</summary>
/// <param name="Remote">Where to send RTP; not to be used where <paramref name="Direction"/> has no sending in it.</param>
/// <param name="Codec">The codec both ways.</param>
/// <param name="PayloadType">The codec's payload type, almost always the static one.</param>
/// <param name="TelephoneEventPayload">The payload type of key tones, null where the other side takes none.</param>
/// <param name="Direction">What we do.</param>
/// <param name="Rtcp">Where to send RTCP: the next port, or what a=rtcp says (RFC 3605); null where there is no such port.</param>
public sealed record NegotiatedAudio(
    IPEndPoint Remote, AudioCodec Codec, int PayloadType, int? TelephoneEventPayload, MediaDirection Direction, IPEndPoint? Rtcp);

/// <summary>Why no audio was agreed on; an offer is then answered with 488 (RFC 3261 21.4.26).</summary>
public enum AudioRefusal
{
    /// <summary>There is no audio over plain RTP, or its port is 0.</summary>
    NoAudio,

    /// <summary>No address that can be sent to.</summary>
    NoAddress,

    /// <summary>Neither PCMU nor PCMA.</summary>
    NoCommonCodec,
}
