using System.Globalization;
using Kindline.Benchmarks.Load;

namespace Kindline.Benchmarks.Soak;

/// <summary>
/// Half of what the exchange can carry, for an hour: recorded queue calls that come and go. Memory, descriptors, ports and late frames
/// of its last part are held against those of its first.
/// </summary>
internal static class SoakBench
{
    private const double Megabyte = 1 << 20;

    private static readonly TimeSpan SocketsClosed = TimeSpan.FromSeconds(30);

    // A transaction stays for repetitions of what it has answered: 64 times T1 (RFC 3261 17).
    private static readonly TimeSpan TransactionsOver = TimeSpan.FromSeconds(35);

    public static async Task<int> RunAsync(SoakPlan plan)
    {
        using var peer = await LoadProcess.StartAsync();
        await using var calls = await RecordedCalls.StartPassingAsync(peer);
        var before = ProcessSize.Now();
        var up = await peer.ChurnAsync(calls.SipPort, plan.Calls, plan.Shortest, plan.Longest);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{up} of {plan.Calls} calls"));
        List<Part> parts = [];
        for (var n = 1; n <= plan.Parts; n++)
        {
            parts.Add(await PartAsync(n, peer, calls, plan.Part));
        }
        var (count, running) = await peer.ChurnedAsync();
        await peer.RestAsync();
        var after = await EmptyAsync(before);

        // The first part is left out: its code is not yet compiled, and its calls have all begun at once.
        var (first, last) = (Window.Of(parts.Skip(plan.Compared / 2).Take(plan.Compared)), Window.Of(parts.TakeLast(plan.Compared)));
        var what = string.Create(CultureInfo.InvariantCulture, $"the same early in this run, {plan.Calls} calls");
        new Figure("soak.resident_megabytes", Math.Round(last.Size.Resident / Megabyte, 1), "MiB", new Baseline(what, Math.Round(first.Size.Resident / Megabyte, 1))).Print();
        new Figure("soak.heap_megabytes", Math.Round(last.Size.Heap / Megabyte, 1), "MiB", new Baseline(what, Math.Round(first.Size.Heap / Megabyte, 1))).Print();
        new Figure("soak.descriptors", Math.Round(last.Size.Handles), "descriptors", new Baseline(what, Math.Round(first.Size.Handles))).Print();
        new Figure("soak.sockets", Math.Round(last.Size.Sockets), "sockets", new Baseline(what, Math.Round(first.Size.Sockets))).Print();
        new Figure("soak.threads", Math.Round(last.Size.Threads), "threads", new Baseline(what, Math.Round(first.Size.Threads))).Print();
        new Figure("soak.cpu_percent_of_a_core", Math.Round(last.CpuPercent, 1), "% of a core", new Baseline(what, Math.Round(first.CpuPercent, 1))).Print();
        new Figure("soak.late_frames_per_1000", Math.Round(last.LatePerThousand, 3), "frames", new Baseline(what, Math.Round(first.LatePerThousand, 3))).Print();
        new Figure("soak.late_frames_per_1000_of_all", Math.Round(Window.Of(parts).LatePerThousand, 3), "frames").Print();
        new Figure("soak.failed_calls", count.Failed, string.Create(CultureInfo.InvariantCulture, $"of {count.Begun} calls")).Print();
        new Figure("soak.sockets_after_the_last_call", after.Sockets, "sockets", new Baseline("before the first call", before.Sockets)).Print();
        new Figure("soak.heap_after_the_last_call_megabytes", Math.Round(after.Heap / Megabyte, 1), "MiB", new Baseline("before the first call", Math.Round(before.Heap / Megabyte, 1))).Print();
        return count.Failed == 0 && running == plan.Calls && after.Sockets <= before.Sockets ? 0 : 1;
    }

    private static async Task<Part> PartAsync(int number, LoadProcess peer, RecordedCalls calls, TimeSpan length)
    {
        var (frames, skipped, cpu, others) = (await peer.FramesAsync(), calls.SkippedFrames, Environment.CpuUsage.TotalTime, Others(peer));
        var from = TimeProvider.System.GetTimestamp();
        await Task.Delay(length, TimeProvider.System);
        var time = TimeProvider.System.GetElapsedTime(from);
        var spent = 100 * (Environment.CpuUsage.TotalTime - cpu) / time;
        var (noise, size, (count, running)) = ((Others(peer) - others) / time, ProcessSize.Now(), await peer.ChurnedAsync());
        frames = await peer.FramesAsync() - frames;
        // A frame that the media clock gave up after a stall never left, on each of two legs.
        frames = frames with { Late = frames.Late + ((calls.SkippedFrames - skipped) * 2 * running) };
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{number}: {running} calls, {count.Begun} begun, {count.Failed} failed; {size.Resident / Megabyte:F0} MiB resident, {size.Heap / Megabyte:F0} heap, {size.Handles} descriptors, {size.Sockets} sockets, {size.Threads} threads; {spent:F1} % of a core, {frames.Received} frames, {frames.Late} late, {frames.Lost} lost; other programs took {noise:P0} of a core"));
        return new Part(size, frames, spent);
    }

    /// <summary>Waits until nothing of the calls has to be kept, and collects what they have left.</summary>
    private static async Task<ProcessSize> EmptyAsync(ProcessSize before)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (ProcessSize.Now().Sockets > before.Sockets && TimeProvider.System.GetElapsedTime(from) < SocketsClosed)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
        await Task.Delay(TransactionsOver, TimeProvider.System);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ProcessSize.Now();
    }

    private static TimeSpan Others(LoadProcess peer) => MachineTime.Busy() - Environment.CpuUsage.TotalTime - peer.ProcessorTime;

    private sealed record Part(ProcessSize Size, FrameCount Frames, double CpuPercent);

    private sealed record Window(ProcessSize Size, FrameCount Frames, double CpuPercent)
    {
        public double LatePerThousand => 1000.0 * Frames.Late / Math.Max(1, Frames.Received);

        public static Window Of(IEnumerable<Part> some)
        {
            Part[] parts = [.. some];
            return new Window(
                ProcessSize.MeanOf([.. parts.Select(p => p.Size)]),
                parts.Aggregate(default(FrameCount), (sum, p) => sum + p.Frames),
                parts.Average(p => p.CpuPercent));
        }
    }
}
