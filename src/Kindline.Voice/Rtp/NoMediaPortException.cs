namespace Kindline.Voice.Rtp;

/// <summary>Every port pair of the RTP range is in use: the call cannot have audio and is refused (SIP 503).</summary>
public sealed class NoMediaPortException(int firstPort, int lastPort)
    : Exception($"No RTP port is free between {firstPort} and {lastPort}.");
