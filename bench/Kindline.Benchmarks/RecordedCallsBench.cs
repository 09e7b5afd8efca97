using System.Diagnostics;
using System.Globalization;
using Kindline.Benchmarks.Load;

namespace Kindline.Benchmarks;

/// <summary>
/// Recorded queue calls that run at the same time: what one costs, how punctual its frames are, how many there can be. The load is
/// another process, so that only the exchange's own processor time and memory count. The baseline goes through the same in turn.
/// </summary>
internal static class RecordedCallsBench
{
    private const int Calls = 50;
    private const string What = "bare relay of plain sockets for the same frames: no SIP, jitter buffer, mixing or recording";

    // After it the hot code is compiled for good.
    private static readonly TimeSpan CompilerShare = TimeSpan.FromSeconds(5);

    // Of a thousand frames one may be late.
    private const double MostLate = 1;

    public static async Task RunAsync(bool quick)
    {
        var measured = quick
            ? new Plan(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1.5), 150, TimeSpan.FromSeconds(10))
            : new Plan(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), 25, TimeSpan.FromMinutes(5));
        var beside = quick ? measured with { Measure = TimeSpan.FromSeconds(4), RampFor = TimeSpan.FromSeconds(6) } : measured;
        // The relay goes first: what ended calls leave on the heap for half a minute would count as its own.
        var relay = await MeasureAsync("relay", peer => Task.FromResult<IRunningCalls>(new BareRelay(peer)), beside);
        var ours = await MeasureAsync("exchange", RecordedCalls.StartAsync, measured);

        Print("voice.cpu_percent_per_recorded_queue_call", "% of a core", 3, r => r.Window.CpuPercentPerCall);
        Print("voice.late_frames_per_1000", "frames", 3, r => r.Window.LatePerThousand);
        Print("voice.max_recorded_queue_calls", "calls", 0, r => r.Most);
        Print("voice.bytes_per_call", "bytes", 0, r => r.BytesPerCall);

        void Print(string name, string unit, int digits, Func<Result, double> of) =>
            new Figure(name, Math.Round(of(ours), digits), unit, new Baseline(What, Math.Round(of(relay), digits))).Print();
    }

    private static async Task<Result> MeasureAsync(string what, Func<LoadProcess, Task<IRunningCalls>> start, Plan plan)
    {
        using var peer = await LoadProcess.StartAsync();
        await using var calls = await start(peer);
        await calls.RaiseToAsync(Calls);
        await Task.Delay(CompilerShare, TimeProvider.System);
        var window = await WindowAsync(what, calls, peer, Calls, plan.Measure);
        var bytes = await BytesPerCallAsync(what, calls);
        var most = await RampAsync(what, calls, peer, window, plan);
        return new Result(window, most, bytes);
    }

    /// <summary>More and more calls until more than one frame in a thousand is late (twice, lest one hiccup decides) or time is up.</summary>
    private static async Task<int> RampAsync(string what, IRunningCalls calls, LoadProcess peer, CallWindow first, Plan plan)
    {
        var watch = Stopwatch.StartNew();
        var most = first.LatePerThousand <= MostLate ? first.Calls : 0;
        for (var level = 2 * Calls; watch.Elapsed < plan.RampFor; level += plan.RampStep)
        {
            var window = await WindowAsync(what, calls, peer, level, plan.RampMeasure);
            if (!window.Holds)
            {
                window = await WindowAsync(what, calls, peer, level, plan.RampMeasure);
            }
            if (!window.Holds)
            {
                return most;
            }
            most = level;
        }
        await Console.Error.WriteLineAsync($"{what}: the ramp ended for lack of time, not of calls");
        return most;
    }

    private static async Task<CallWindow> WindowAsync(string what, IRunningCalls calls, LoadProcess peer, int level, TimeSpan length)
    {
        var up = await calls.RaiseToAsync(level);
        await Task.Delay(TimeSpan.FromSeconds(0.5), TimeProvider.System);
        var (frames, skipped) = (await peer.FramesAsync(), calls.SkippedFrames);
        var (cpu, others, watch) = (Environment.CpuUsage.TotalTime, Others(peer), Stopwatch.StartNew());
        await Task.Delay(length, TimeProvider.System);
        var (spent, seconds) = ((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, watch.Elapsed.TotalSeconds);
        var noise = (Others(peer) - others).TotalSeconds / seconds;
        frames = await peer.FramesAsync() - frames;
        // A frame that the media clock gave up after a stall never left, on each of two legs.
        frames = frames with { Late = frames.Late + ((calls.SkippedFrames - skipped) * 2 * up) };
        var window = new CallWindow(up, 100 * spent / seconds / up, frames, up == level && frames.Received > 0.95 * up * 100 * seconds);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {up} of {level} calls, {window.CpuPercentPerCall:F3} % of a core each, {frames.Received} frames, {frames.Late} late, {frames.Lost} lost; other programs took {noise:P0} of a core"));
        return window;
    }

    private static TimeSpan Others(LoadProcess peer) => MachineTime.Busy() - Environment.CpuUsage.TotalTime - peer.ProcessorTime;

    /// <summary>What the process grows by as the calls double, when all of the code has run: heap, and everything resident.</summary>
    private static async Task<double> BytesPerCallAsync(string what, IRunningCalls calls)
    {
        var before = Footprint();
        await calls.RaiseToAsync(2 * Calls);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var after = Footprint();
        await Console.Error.WriteLineAsync(
            $"{what}: a call more takes {(after.Heap - before.Heap) / Calls} bytes of heap, {(after.Resident - before.Resident) / Calls} resident");
        return (after.Resident - before.Resident) / (double)Calls;
    }

    private static (long Heap, long Resident) Footprint()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet);
    }

    private sealed record Plan(TimeSpan Measure, TimeSpan RampMeasure, int RampStep, TimeSpan RampFor);

    private sealed record Result(CallWindow Window, int Most, double BytesPerCall);

    private sealed record CallWindow(int Calls, double CpuPercentPerCall, FrameCount Frames, bool AllRan)
    {
        public double LatePerThousand => 1000.0 * Frames.Late / Math.Max(1, Frames.Received);

        public bool Holds => AllRan && LatePerThousand <= MostLate && 1000.0 * Frames.Lost / Math.Max(1, Frames.Received) <= MostLate;
    }
}
