using System.Globalization;

namespace Kindline.Benchmarks;

/// <summary>How busy the whole machine is (Linux, /proc/stat), to tell what other programs took from a measurement.</summary>
internal static class MachineTime
{
    // USER_HZ, which the kernel keeps at 100 for all programs.
    private const double TicksASecond = 100;

    /// <summary>Seconds of processor time that all programs had since the machine started; "cpu user nice system idle iowait ...".</summary>
    public static TimeSpan Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = fields.Skip(1).Take(8).Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromSeconds((ticks.Sum() - ticks[3] - ticks[4]) / TicksASecond);
    }
}
