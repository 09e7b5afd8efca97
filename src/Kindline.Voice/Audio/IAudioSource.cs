namespace Kindline.Voice.Audio;

/// <summary>
/// Something that can be heard: 8 kHz, mono, 16 bit, pulled in frames of 160 samples (20 ms) by the media clock. An instance
/// plays on one port at a time and must not block.
/// </summary>
public interface IAudioSource
{
    /// <summary>
    /// Fills the whole frame. False once, with the last frame: what is left of it after the end is silence.
    /// </summary>
    bool Read(Span<short> frame);
}
