namespace Kindline.Voice.Audio;

/// <summary>Plays samples from memory (a prompt, a tone), once or for ever. The samples are shared, the position is its own.</summary>
/// <param name="samples">8 kHz mono 16-bit samples of any length.</param>
/// <param name="loop">True starts anew at the end, without a gap. An empty clip never loops.</param>
public sealed class ClipSource(ReadOnlyMemory<short> samples, bool loop = false) : IAudioSource
{
    private int position;

    /// <inheritdoc/>
    public bool Read(Span<short> frame)
    {
        while (true)
        {
            var left = samples.Span[position..];
            var taken = Math.Min(left.Length, frame.Length);
            left[..taken].CopyTo(frame);
            position += taken;
            frame = frame[taken..];
            if (position < samples.Length)
            {
                return true;
            }
            if (!loop || samples.IsEmpty)
            {
                frame.Clear();
                return false;
            }
            position = 0;
            if (frame.IsEmpty)
            {
                return true;
            }
        }
    }
}
