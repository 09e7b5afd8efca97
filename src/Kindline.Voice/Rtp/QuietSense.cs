namespace Kindline.Voice.Rtp;

/// <summary>Tells a pause from a voice, by how loud the voice was lately. Not thread-safe.</summary>
internal sealed class QuietSense
{
    // 18 dB below the voice; a consonant is louder.
    private const int TimesBelow = 8;

    // What digital silence and its rounding come to.
    private const int Silent = 32;

    // Half of it is forgotten in 3 s.
    private const float Kept = 0.9954f;

    private float loud;

    /// <summary>A frame that is heard.</summary>
    internal void Hear(ReadOnlySpan<short> frame) => loud = Math.Max(loud * Kept, Loudness(frame));

    internal bool IsQuiet(ReadOnlySpan<short> frame) => Loudness(frame) is var loudness && (loudness < Silent || loudness * TimesBelow < loud);

    /// <summary>The mean distance from nought.</summary>
    private static float Loudness(ReadOnlySpan<short> frame)
    {
        var sum = 0;
        foreach (var sample in frame)
        {
            sum += Math.Abs((int)sample);
        }
        return frame.IsEmpty ? 0 : (float)sum / frame.Length;
    }
}
