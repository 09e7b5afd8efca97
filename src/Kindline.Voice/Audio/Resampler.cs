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
        var reach = (int)Math.Ceiling(ZeroCrossings / cutoff);
        // An output sample lies at one of few places between two input samples: the weights of each are computed once, not the
        // sines of every tap anew.
        var weights = new Dictionary<long, float[]>();
        for (var i = 0; i < output.Length; i++)
        {
            var at = Math.DivRem((long)i * sampleRate, AudioFrame.SampleRate, out var fraction);
            if (!weights.TryGetValue(fraction, out var taps))
            {
                weights[fraction] = taps = Taps((double)fraction / AudioFrame.SampleRate, cutoff, reach);
            }
            output[i] = ToShort(At(input, (int)at - reach, taps));
        }
        return output;
    }

    private static float[] Taps(double fraction, double cutoff, int reach)
    {
        var taps = new float[(2 * reach) + 2];
        for (var n = 0; n < taps.Length; n++)
        {
            var distance = n - reach - fraction;
            taps[n] = Math.Abs(distance) > reach ? 0 : (float)(cutoff * Kernel(distance * cutoff, distance / reach));
        }
        return taps;
    }

    private static double At(ReadOnlySpan<float> input, int first, ReadOnlySpan<float> taps)
    {
        var skipped = Math.Max(0, -first);
        var last = Math.Min(taps.Length, input.Length - first);
        var sum = 0.0;
        for (var n = skipped; n < last; n++)
        {
            sum += input[first + n] * taps[n];
        }
        return sum;
    }

    private static double Kernel(double x, double window)
    {
        var sinc = x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
        return sinc * (0.42 + (0.5 * Math.Cos(Math.PI * window)) + (0.08 * Math.Cos(2 * Math.PI * window)));
    }

    private static short ToShort(double value) => (short)Math.Clamp(Math.Round(value * 32768), short.MinValue, short.MaxValue);
}
