using System.Globalization;
using Kindline.Foundation;
using Kindline.Reporting;
using Kindline.Reporting.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Demo.Town;

/// <summary>One column of the report beside the town's.</summary>
/// <param name="Verdict">equal, different or unseen.</param>
/// <param name="Words">The difference, or why the town cannot know; empty where they are equal.</param>
internal sealed record TownColumn(string Key, string Title, string Unit, decimal? Report, decimal? Town, string Verdict, string Words);

/// <summary>The report and the town's log of one stretch of time, side by side.</summary>
/// <param name="Since">When the town began to call.</param>
/// <param name="Until">The first call that is not over on both sides was dialled then; it and all later ones are on neither side.</param>
/// <param name="Running">How many those are.</param>
/// <param name="ToleranceSeconds">By how much a time may differ and still be called equal.</param>
internal sealed record TownView(
    DateTimeOffset Since, DateTimeOffset Until, string Zone, int Speed, int Load, int Calls, int Running, double ToleranceSeconds,
    IReadOnlyList<TownColumn> Columns);

/// <summary>Holds the report against the town's log.</summary>
internal sealed class TownReport(InboundByHour reports, TownLog log, DemoTown town, DbFactory databases)
{
    /// <param name="scope">The asking person's; its range gives way to the town's.</param>
    public async Task<TownView> RunAsync(ReportScope scope, CancellationToken ct)
    {
        var stretch = log.Finished();
        var zone = scope.Range.Zone;
        var range = scope.Range with { Start = stretch.From, End = stretch.Until };
        var report = await reports.RunAsync(scope with { Range = range, Queue = null }, ReportBy.Day, ct);
        await using var db = databases.Create();
        // All queues of the demo promise the same.
        var promised = await db.Set<Routing.CallQueue>().Where(q => q.PracticeId == scope.Practice.Id).MinAsync(q => q.ServiceLevelSeconds, ct);
        var seen = TownFigures.Of(stretch.Calls, stretch.Earlier, zone, promised);
        return new TownView(
            stretch.From, stretch.Until, zone.Id, town.Pace.Speed, town.Pace.Load, stretch.Calls.Count, stretch.Running, TownFigures.Tolerance,
            [.. InboundMetrics.All.Select(metric => Column(metric, report.Totals[metric.Key] as decimal?, seen[metric.Key]))]);
    }

    internal static TownColumn Column(Metric metric, decimal? report, TownFigure town)
    {
        var (verdict, words) = town.Agrees(report) switch
        {
            true => ("equal", ""),
            null => ("unseen", town.Unseen ?? ""),
            false => ("different", Difference(metric.Unit, report, town)),
        };
        return new TownColumn(metric.Key, metric.Title, MetricView.Wire(metric.Unit), report, town.Value, verdict, words);
    }

    private static string Difference(Unit unit, decimal? report, TownFigure town)
    {
        if (report is not { } there || town.Value is not { } seen)
        {
            return report is null ? "the report has nothing to count, the town has" : "the town has nothing to count, the report has";
        }
        var by = Math.Abs(there - seen);
        var what = unit switch { Unit.Calls => by == 1 ? "call" : "calls", Unit.Percent => "percent", _ => "seconds" };
        return string.Create(CultureInfo.InvariantCulture, $"the report has {by} {what} {(there > seen ? "more" : "less")} than the town");
    }
}
