using System.Numerics;
using System.Runtime.InteropServices;

namespace Kindline.Voice.Audio;

/// <summary>Two tones that are those of a key.</summary>
/// <param name="Loudness">Of the softer one, as the amplitude of its sine.</param>
internal readonly record struct ToneMatch(char Key, float Loudness)
{
    /// <summary>Samples looked at: 25 ms.</summary>
    internal const int Length = Window + Step;

    // Hann over 20 ms: 100 Hz off its frequency a tone is not seen any more, and the other group not at all.
    private const int Window = 160;
    private const int Step = 40;

    private const double MostOff = 0.023;
    private const float MostHighOverLow = 1.78f; // 5 dB: 4 of Q.24 and one for what noise does
    private const float MostLowOverHigh = 2.82f; // 9 dB: 8 and one
    private const float LeastShare = 0.8f;
    private const float MostSwell = 1.15f; // 1.2 dB in 5 ms: more is a tone that begins or ends

    private const string Keys = "123A456B789C*0#D";
    private static readonly double[] Rows = [697, 770, 852, 941];
    private static readonly double[] Columns = [1209, 1336, 1477, 1633];
    private static readonly double[] Frequencies = [.. Rows, .. Columns];

    private static readonly float[] Hann = [.. Enumerable.Range(0, Window).Select(n => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (n + 0.5) / Window))))];
    private static readonly float[][] Cosines = [.. Frequencies.Select(f => Table(f, Math.Cos))];
    private static readonly float[][] Sines = [.. Frequencies.Select(f => Table(f, Math.Sin))];

    /// <summary>The key whose two tones fill this sound, or null.</summary>
    /// <param name="sound"><see cref="Length"/> samples.</param>
    /// <param name="softest">The least mean square of the sound that is worth a look.</param>
    internal static ToneMatch? Find(ReadOnlySpan<float> sound, float softest)
    {
        var before = sound[..Window];
        var after = sound.Slice(Step, Window);
        if (Dot(before, before) < softest * Window)
        {
            return null;
        }
        var (row, column) = (Strongest(before, 0), Strongest(before, Rows.Length));
        if (Tone(before, after, row) is not { } low || Tone(before, after, column) is not { } high
            || high > low * MostHighOverLow || low > high * MostLowOverHigh
            || ((low * low) + (high * high)) / 2 < LeastShare * MeanSquare(before))
        {
            return null;
        }
        return new ToneMatch(Keys[(row * Columns.Length) + column - Rows.Length], Math.Min(low, high));
    }

    private static int Strongest(ReadOnlySpan<float> sound, int first)
    {
        var (strongest, most) = (first, -1f);
        for (var n = first; n < first + Rows.Length; n++)
        {
            var (re, im) = At(sound, n);
            var power = (re * re) + (im * im);
            (strongest, most) = power > most ? (n, power) : (strongest, most);
        }
        return strongest;
    }

    /// <summary>The amplitude of a steady tone near this frequency, or null where there is none.</summary>
    private static float? Tone(ReadOnlySpan<float> before, ReadOnlySpan<float> after, int n)
    {
        var (re, im) = At(before, n);
        var (re2, im2) = At(after, n);
        var (one, two) = (MathF.Sqrt((re * re) + (im * im)), MathF.Sqrt((re2 * re2) + (im2 * im2)));
        if (one > two * MostSwell || two > one * MostSwell)
        {
            return null;
        }
        // Both are by the same table, which begins with each: the phase between them is the tone's own way in a step.
        var went = Math.Atan2((re * im2) - (im * re2), (re * re2) + (im * im2));
        var off = Math.IEEERemainder(went - (2 * Math.PI * Frequencies[n] * Step / AudioFrame.SampleRate), 2 * Math.PI)
            * AudioFrame.SampleRate / (2 * Math.PI * Step);
        return Math.Abs(off) > MostOff * Frequencies[n] ? null : one * Gain((float)off * Window / AudioFrame.SampleRate);
    }

    /// <summary>From what the window sees of a tone so many bins off its middle to the tone's amplitude.</summary>
    private static float Gain(float bins)
    {
        var sinc = Math.Abs(bins) < 0.01f ? 1 : MathF.Sin(MathF.PI * bins) / (MathF.PI * bins);
        return 4f / Window * (1 - (bins * bins)) / sinc;
    }

    /// <summary>Of the sound as the window sees it, whose square is 3/8 in the mean.</summary>
    private static float MeanSquare(ReadOnlySpan<float> sound)
    {
        var sum = 0f;
        for (var n = 0; n < sound.Length; n++)
        {
            var seen = sound[n] * Hann[n];
            sum += seen * seen;
        }
        return sum / (0.375f * Window);
    }

    private static (float Re, float Im) At(ReadOnlySpan<float> sound, int n) => (Dot(sound, Cosines[n]), -Dot(sound, Sines[n]));

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var ones = MemoryMarshal.Cast<float, Vector<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < ones.Length; i++)
        {
            sums += ones[i] * others[i];
        }
        return Vector.Sum(sums);
    }

    private static float[] Table(double frequency, Func<double, double> wave) =>
        [.. Enumerable.Range(0, Window).Select(n => (float)(Hann[n] * wave(2 * Math.PI * frequency * n / AudioFrame.SampleRate)))];
}
