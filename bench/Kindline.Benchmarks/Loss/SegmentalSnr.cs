namespace Kindline.Benchmarks.Loss;

/// <summary>
/// Segmental signal-to-noise ratio: of each frame 10 log10 of the energy of the clean sound over that of the difference, held between -10
/// and 35 dB, the mean of all frames that are not silent (Quackenbush, Barnwell and Clements, Objective Measures of Speech Quality, 1988,
/// equation 2.12; the limits of Hansen and Pellom, An effective quality evaluation protocol for speech enhancement algorithms, ICSLP 1998).
/// Frames are 20 ms without overlap; silent are those more than 40 dB below the loudest.
/// </summary>
/// <param name="All">dB, of all frames that are not silent.</param>
/// <param name="Harmed">dB, of those of them whose packet did not come, or not in time; NaN where all did.</param>
internal readonly record struct SegmentalSnr(double All, double Harmed)
{
    private const int Frame = 160;
    private const double Floor = -10;
    private const double Ceiling = 35;
    private const double SilentBelow = 1e-4;
    private const int MostDelay = 14;
    private const int Around = 10;

    /// <summary>
    /// Compares a recording with what was said. A buffer moves by whole frames; of each frame that delay counts which makes the frames
    /// around it most alike.
    /// </summary>
    public static SegmentalSnr Of(short[] said, short[] recorded, IReadOnlySet<int> harmed)
    {
        var frames = (said.Length / Frame) - MostDelay;
        var energies = new double[frames];
        var errors = new double[MostDelay][];
        for (var delay = 0; delay < MostDelay; delay++)
        {
            errors[delay] = new double[frames];
        }
        for (var frame = 0; frame < frames; frame++)
        {
            var clean = said.AsSpan(frame * Frame, Frame);
            energies[frame] = Energy(clean, []);
            for (var delay = 0; delay < MostDelay; delay++)
            {
                errors[delay][frame] = Energy(clean, recorded.AsSpan((frame + delay) * Frame, Frame));
            }
        }
        var loudest = energies.Max();
        var ratios = Enumerable.Range(0, frames).Where(frame => energies[frame] > loudest * SilentBelow)
            .Select(frame => (frame, Ratio: Ratio(energies[frame], errors[DelayAround(errors, frame)][frame]))).ToArray();
        return new SegmentalSnr(
            ratios.Average(r => r.Ratio), ratios.Where(r => harmed.Contains(r.frame)).Select(r => r.Ratio).DefaultIfEmpty(double.NaN).Average());
    }

    private static double Ratio(double signal, double error) => Math.Clamp(10 * Math.Log10(signal / Math.Max(error, 1e-9)), Floor, Ceiling);

    private static int DelayAround(double[][] errors, int frame)
    {
        var (from, to) = (Math.Max(0, frame - Around), Math.Min(errors[0].Length, frame + Around + 1));
        return Enumerable.Range(0, errors.Length).MinBy(delay => errors[delay].AsSpan(from, to - from).ToArray().Sum());
    }

    private static double Energy(ReadOnlySpan<short> one, ReadOnlySpan<short> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            var difference = (double)one[i] - (other.IsEmpty ? 0 : other[i]);
            sum += difference * difference;
        }
        return sum;
    }
}
