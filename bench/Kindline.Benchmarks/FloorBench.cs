using System.Diagnostics;

namespace Kindline.Benchmarks;

/// <summary>
/// How fast the floor decides with 1,000 agents, 20 queues and 10,000 waiting: calls end, agents wrap up, the next caller is offered
/// and answered, one new caller arrives for each one served and one in ten gives up. Ours and the baseline live through the same
/// moments and must choose the same pairs.
/// </summary>
internal static class FloorBench
{
    private const string What = "SortedSet for each queue's callers and ready agents; choice of caller and agent only, no effects, states or timers";

    public static Task RunAsync(bool quick)
    {
        var rounds = quick ? 300_000 : 3_000_000;
        var ours = Measure(rounds, () => new FloorContender());
        var plain = Measure(rounds, () => new SortedSetContender());
        if (ours.Pairs != plain.Pairs)
        {
            throw new InvalidOperationException("The floor and the baseline chose different pairs; the figures cannot be compared.");
        }

        new Figure("floor.decisions_per_second", ours.PerSecond, "1/s", new Baseline(What, plain.PerSecond)).Print();
        new Figure("floor.p99_microseconds", ours.P99, "us", new Baseline(What, plain.P99)).Print();
        return Task.CompletedTask;
    }

    private static Outcome Measure(int rounds, Func<IContender> create)
    {
        // A third of the rounds first, so that the compiler has seen everything before it counts.
        _ = new FloorRush(create()).Run(rounds / 3, null);

        var rush = new FloorRush(create());
        var from = Stopwatch.GetTimestamp();
        var decisions = rush.Run(rounds, null);
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;

        var ticks = new List<long>(decisions);
        var pairs = new FloorRush(create());
        pairs.Run(rounds, ticks);
        ticks.Sort();
        var p99 = ticks[(int)(ticks.Count * 0.99)] * 1e6 / Stopwatch.Frequency;
        return new Outcome(Math.Round(decisions / seconds), Math.Round(p99, 3), rush.Pairs ^ (pairs.Pairs << 1));
    }

    private sealed record Outcome(double PerSecond, double P99, ulong Pairs);
}
