namespace Kindline.Benchmarks.Soak;

/// <summary>What this process holds (Linux, /proc/self).</summary>
/// <param name="Resident">Bytes in memory.</param>
/// <param name="Heap">Bytes of the managed heap, with what has not been collected yet.</param>
/// <param name="Handles">Open descriptors.</param>
/// <param name="Sockets">Of these, sockets: two a leg, for RTP and RTCP.</param>
/// <param name="Threads">Of the operating system.</param>
internal sealed record ProcessSize(double Resident, double Heap, double Handles, double Sockets, double Threads)
{
    public static ProcessSize Now()
    {
        var targets = Directory.GetFiles("/proc/self/fd").Select(TargetOf).ToArray();
        return new ProcessSize(
            Environment.WorkingSet,
            GC.GetTotalMemory(forceFullCollection: false),
            targets.Length,
            targets.Count(t => t.StartsWith("socket:", StringComparison.Ordinal)),
            Directory.GetDirectories("/proc/self/task").Length);
    }

    /// <summary>The mean of each.</summary>
    public static ProcessSize MeanOf(IReadOnlyCollection<ProcessSize> sizes) => new(
        sizes.Average(s => s.Resident), sizes.Average(s => s.Heap), sizes.Average(s => s.Handles), sizes.Average(s => s.Sockets), sizes.Average(s => s.Threads));

    private static string TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // Closed since the folder was read.
            return "";
        }
    }
}
