using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting;

/// <summary>How the rows of a report are cut.</summary>
internal enum ReportBy
{
    Day,
    Hour,
    DayHour,
}

/// <summary>One column with its meaning.</summary>
internal sealed record ReportColumn(string Key, string Title, string Unit, string Formula);

/// <summary>A report that can be had.</summary>
internal sealed record ReportInfo(string Name, string Title, string Description, IReadOnlyList<ReportColumn> Columns);

/// <summary>A metric with its whole definition.</summary>
internal sealed record MetricView(string Key, string Title, string Formula, string Unit, string Exclusions, string Source)
{
    public static MetricView Of(Metric m) => new(m.Key, m.Title, m.Formula, Wire(m.Unit), m.Exclusions, m.Source);

    public static string Wire(Unit unit) => unit switch { Metrics.Unit.Calls => "calls", Metrics.Unit.Percent => "percent", _ => "seconds" };
}

/// <summary>
/// Inbound calls by day and hour. Each row has day, hour (null where it is cut otherwise) and one value for each column; percent
/// values are percent ("66.51"), times seconds, null where there is nothing to divide by. Totals are counted from the calls.
/// </summary>
internal sealed record InboundReport(
    string Name, DateOnly From, DateOnly To, string Zone, Named<PracticeId> Practice, ReportBy By, IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, IReadOnlyDictionary<string, object?> Totals, Callers Callers,
    PeakHour? PeakHour, int StillRunning);

/// <summary>Received calls by who called and by where the wish came from (R359); each list adds up to Calls Received.</summary>
internal sealed record Callers(IReadOnlyList<CallersOfType> ByType, IReadOnlyList<CallersOfSource> BySource);

internal sealed record CallersOfType(CallerType CallerType, int Received);

/// <summary>The source is null where the agent named none; its rows are had with <c>source=none</c>.</summary>
internal sealed record CallersOfSource(string? Source, int Received);

/// <summary>The hour with the most calls; of several the first (R337).</summary>
internal sealed record PeakHour(DateOnly Day, int Hour, int Received);

/// <summary>
/// A page of the calls behind a cell. Who may see the practice's figures but only a team's calls is told how many more the cell
/// counts: total and hidden make its number.
/// </summary>
internal sealed record ReportRows(IReadOnlyList<InteractionView> Items, int Total, int Hidden);
