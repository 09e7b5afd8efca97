namespace Kindline.Voice.Audio;

/// <summary>
/// Any sample rate to 8 kHz, with a windowed-sinc low-pass (Blackman, 24 zero crossings a side) below the lower of the two
/// Nyquist frequencies, so that nothing above 4 kHz folds back into the voice.
/// </summary>
internal static class Resampler
{
    private const int ZeroCrossings = 24;

    // The filter falls off over a few hundred hertz; it starts a little below Nyquist so that the skirt ends there.
    private const double Passband = 0.93;

    internal static short[] ToTelephone(ReadOnlySpan<float> input, int sampleRate)
    {
        var output = new short[(long)input.Length * AudioFrame.SampleRate / sampleRate];
        if (sampleRate == AudioFrame.SampleRate)
        {
            for (var i = 0; i < output.Length; i++)
            {
                output[i] = ToShort(input[i]);
            }
            return output;
        }
        var step = (double)sampleRate / AudioFrame.SampleRate;
        var cutoff = Math.Min(1, 1 / step) * Passband;
        var reach = ZeroCrossings / cutoff;
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = ToShort(At(input, i * step, cutoff, reach));
        }
        return output;
    }

    private static double At(ReadOnlySpan<float> input, double center, double cutoff, double reach)
    {
        var first = Math.Max(0, (int)Math.Ceiling(center - reach));
        var last = Math.Min(input.Length - 1, (int)Math.Floor(center + reach));
        var sum = 0.0;
        for (var n = first; n <= last; n++)
        {
            sum += input[n] * Kernel((n - center) * cutoff, (n - center) / reach);
        }
        return sum * cutoff;
    }

    private static double Kernel(double x, double window)
    {
        var sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
        return sinc * (0.42 + (0.5 * Math.Cos(Math.PI * window)) + (0.08 * Math.Cos(2 * Math.PI * window)));
    }

    private static short ToShort(double value) => (short)Math.Clamp(Math.Round(value * 32768), short.MinValue, short.MaxValue);
}
