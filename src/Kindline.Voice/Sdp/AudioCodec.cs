namespace Kindline.Voice.Sdp;

/// <summary>The audio codecs of a leg, both ITU-T G.711 at 8 kHz.</summary>
public enum AudioCodec
{
    /// <summary>G.711 mu-law, static payload type 0 (RFC 3551 4.5.14).</summary>
    Pcmu,

    /// <summary>G.711 A-law, static payload type 8 (RFC 3551 4.5.14).</summary>
    Pcma,
}

/// <summary>Who sends media, seen from the side that says it (RFC 4566 6, RFC 3264 6.1).</summary>
public enum MediaDirection
{
    /// <summary>Both ways.</summary>
    SendRecv,

    /// <summary>We send and do not listen: the peer is on hold.</summary>
    SendOnly,

    /// <summary>We listen and do not send: the peer holds us.</summary>
    RecvOnly,

    /// <summary>Neither.</summary>
    Inactive,
}
