namespace Kindline.Voice.Sdp;

/// <summary>The codecs spoken here, both G.711 at 8,000 Hz (RFC 3551 4.5.14).</summary>
public enum AudioCodec
{
    /// <summary>µ-law, payload type 0.</summary>
    Pcmu,

    /// <summary>A-law, payload type 8.</summary>
    Pcma,
}

/// <summary>The names and numbers of codecs in SDP.</summary>
public static class AudioCodecNames
{
    /// <summary>The static payload type (RFC 3551 6).</summary>
    public static int PayloadType(this AudioCodec codec) => codec == AudioCodec.Pcma ? 8 : 0;

    /// <summary>The encoding name of rtpmap.</summary>
    public static string EncodingName(this AudioCodec codec) => codec == AudioCodec.Pcma ? "PCMA" : "PCMU";
}
