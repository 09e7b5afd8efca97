using System.Diagnostics;
using Kindline.Engine.Simulation;

namespace Kindline.Benchmarks;

/// <summary>Many random working days of the floor, one a seed from 1 on, each judged after every step.</summary>
internal static class SimulatedFloor
{
    public const int DefaultSeeds = 1000;

    /// <summary>Prints what the days came to; 1 where a rule was broken, which stands on stderr with its seed and step.</summary>
    public static Task<int> RunAsync(int seeds)
    {
        var watch = Stopwatch.StartNew();
        var days = ParallelEnumerable.Range(1, seeds).Select(FloorSimulation.Run).ToList();
        var seconds = watch.Elapsed.TotalSeconds;
        var broken = days.Where(day => day.Broken is not null).OrderBy(day => day.Seed).ToList();
        broken.ForEach(day => Console.Error.WriteLine(day.Broken));

        new Figure("simulate.floor.seeds", seeds, "seeds").Print();
        new Figure("simulate.floor.days", days.Count, "days").Print();
        new Figure("simulate.floor.contacts", days.Sum(day => (long)day.Contacts), "contacts").Print();
        new Figure("simulate.floor.decisions", days.Sum(day => (long)day.Steps), "decisions").Print();
        new Figure("simulate.floor.days_per_second", Math.Round(days.Count / seconds, 1), "1/s").Print();
        new Figure("simulate.floor.broken_rules", broken.Count, "rules").Print();
        return Task.FromResult(broken.Count > 0 ? 1 : 0);
    }
}
