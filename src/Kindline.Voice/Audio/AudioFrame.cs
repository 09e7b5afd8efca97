namespace Kindline.Voice.Audio;

/// <summary>The one shape of audio inside the exchange: 8 kHz, mono, 16 bit, 20 ms at a time.</summary>
public static class AudioFrame
{
    /// <summary>Samples in a second, which is also the RTP clock rate of G.711 (RFC 3551 4.5.14).</summary>
    public const int SampleRate = 8000;

    /// <summary>Samples in a frame.</summary>
    public const int Samples = 160;

    /// <summary>The length of a frame in milliseconds.</summary>
    public const int Milliseconds = 20;

    /// <summary>The length of a frame.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(Milliseconds);
}
