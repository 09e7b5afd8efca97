using System.Diagnostics;
using Kindline.Engine.Routing;
using Kindline.Engine.Simulation;

namespace Kindline.Benchmarks;

/// <summary>
/// How fast the floor decides in a <see cref="FloorRush"/>, beside <see cref="SortedSetFloor"/> in turns. Both must give the very same
/// effects. A second is one of this process's processor time (garbage collection included), and figures are medians of the turns, so
/// that other programs on the machine count as little as may be; the 99th percentile is of time on the clock.
/// </summary>
internal static class FloorBench
{
    private const string What = "SortedSet for lines, ready agents and offers; same effects, without overflow, place in line and queue counts";
    private const int Turns = 5;

    public static async Task<int> RunAsync(bool quick)
    {
        var calls = quick ? 100_000 : 1_000_000;
        MustAgree(calls);
        var (ours, plain) = (new List<Turn>(), new List<Turn>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(Measure(calls, new Floor().Decide, new Floor().Decide));
            plain.Add(Measure(calls, new SortedSetFloor().Decide, new SortedSetFloor().Decide));
        }

        Print("floor.decisions_per_second", "1/s", 0, turn => turn.PerSecond);
        Print("floor.p99_microseconds", "us", 3, turn => turn.P99);
        await JournalBench.RunAsync(quick);
        return 0;

        void Print(string name, string unit, int digits, Func<Turn, double> of) =>
            new Figure(name, Median(ours, of, digits), unit, new Baseline(What, Median(plain, of, digits))).Print();
    }

    /// <summary>Also the warm-up: afterwards the compiler has seen everything.</summary>
    private static void MustAgree(int calls)
    {
        var (ours, plain) = (new EffectsDigest(), new EffectsDigest());
        new FloorRush(new Floor().Decide, digest: ours).Run(calls);
        new FloorRush(new SortedSetFloor().Decide, digest: plain).Run(calls);
        if (ours.Value != plain.Value)
        {
            throw new InvalidOperationException("The floor and the baseline decided differently; the figures cannot be compared.");
        }
    }

    private static Turn Measure(int calls, Decide untimed, Decide timed)
    {
        var rush = new FloorRush(untimed);
        GC.Collect();
        var from = Environment.CpuUsage.TotalTime;
        var decisions = rush.Run(calls);
        var seconds = (Environment.CpuUsage.TotalTime - from).TotalSeconds;

        var ticks = new List<long>(decisions);
        new FloorRush(timed, ticks).Run(calls);
        ticks.Sort();
        return new Turn(decisions / seconds, ticks[(int)(ticks.Count * 0.99)] * 1e6 / Stopwatch.Frequency);
    }

    private static double Median(List<Turn> turns, Func<Turn, double> of, int digits) =>
        Math.Round(turns.Select(of).Order().ElementAt(turns.Count / 2), digits);

    private sealed record Turn(double PerSecond, double P99);
}
