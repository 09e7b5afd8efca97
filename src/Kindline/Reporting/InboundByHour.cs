using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting;

/// <summary>What a report is made of: a practice, a range in its zone, maybe one queue, and over whose calls the asking person reaches.</summary>
internal sealed record ReportScope(Named<PracticeId> Practice, LocalRange Range, QueueId? Queue, InteractionScope? Reach)
{
    public bool Holds(InboundCall call) => Queue is null || call.QueueId == Queue;

    public bool Reaches(InboundCall call) => Reach is null || Reach.Covers(Practice.Id, call.AgentId);
}

/// <summary>One cell of a report, or a wider cut where parts are null.</summary>
internal sealed record ReportCell(Metric Metric, DateOnly? Day, int? Hour, CallerType? CallerType, string? Source)
{
    public const string NoSource = "none";

    /// <summary>What has to be read for it: of a cell of one day only that day.</summary>
    public LocalRange Narrow(LocalRange range)
    {
        if (Day is not { } day || day < range.FirstDay || day > range.LastDay)
        {
            return range;
        }
        var (start, end) = (day.StartIn(range.Zone), day.AddDays(1).StartIn(range.Zone));
        return range with { Start = start > range.Start ? start : range.Start, End = end < range.End ? end : range.End };
    }

    public bool Holds(InboundCall call) =>
        Metric.Counts(call)
        && (Day is null || call.Day == Day)
        && (Hour is null || call.Hour == Hour)
        && (CallerType is null || call.CallerType == CallerType)
        && (Source is null || (Source == NoSource ? call.Source is null : call.Source == Source));
}

/// <summary>
/// "Inbound by day and hour": one pass over the calls fills the cells of every row and of the totals. The cost is one index
/// range scan and some twenty additions a call.
/// </summary>
internal sealed class InboundByHour(InboundCalls calls)
{
    public const string Name = "inbound-by-hour";
    public const string Title = "Inbound by day and hour";

    public static readonly IReadOnlyList<ReportColumn> Columns =
        [.. InboundMetrics.All.Select(m => new ReportColumn(m.Key, m.Title, MetricView.Wire(m.Unit), m.Formula))];

    public async Task<InboundReport> RunAsync(ReportScope scope, ReportBy by, CancellationToken ct)
    {
        var rows = new SortedDictionary<(DateOnly Day, int Hour), Bucket>();
        foreach (var key in EmptyRows(scope.Range, by))
        {
            rows.Add(key, new Bucket());
        }
        var totals = new Bucket();
        var breakdown = new Breakdown();
        await foreach (var call in calls.ReadAsync(scope.Practice.Id, scope.Range, ct))
        {
            if (!scope.Holds(call) || !scope.Reaches(call))
            {
                continue;
            }
            totals.Add(call);
            breakdown.Add(call);
            var key = by switch { ReportBy.Day => (call.Day, -1), ReportBy.Hour => (DateOnly.MinValue, call.Hour), _ => (call.Day, call.Hour) };
            if (!rows.TryGetValue(key, out var row) && call.Ended)
            {
                rows[key] = row = new Bucket();
            }
            row?.Add(call);
        }
        return new InboundReport(
            Name, scope.Range.FirstDay, scope.Range.LastDay, scope.Range.Zone.Id, scope.Practice, by, Columns,
            [.. rows.Select(r => r.Value.Row(by is ReportBy.Hour ? null : r.Key.Day, by is ReportBy.Day ? null : r.Key.Hour))],
            totals.Row(), breakdown.Callers, breakdown.PeakHour, breakdown.StillRunning);
    }

    /// <summary>The calls behind a cell that the person may see, newest first, and how many more it counts.</summary>
    public async Task<(IReadOnlyList<InteractionId> Ids, int Hidden)> RowsAsync(ReportScope scope, ReportCell cell, CancellationToken ct)
    {
        List<InteractionId> ids = [];
        var hidden = 0;
        await foreach (var call in calls.ReadAsync(scope.Practice.Id, cell.Narrow(scope.Range), ct))
        {
            if (!scope.Holds(call) || !cell.Holds(call))
            {
                continue;
            }
            if (scope.Reaches(call))
            {
                ids.Add(call.Id);
            }
            else
            {
                hidden++;
            }
        }
        ids.Reverse();
        return (ids, hidden);
    }

    /// <summary>Days and hours without a call show zeroes (R390); by day and hour only the hours that had calls are listed.</summary>
    private static IEnumerable<(DateOnly Day, int Hour)> EmptyRows(LocalRange range, ReportBy by) => by switch
    {
        ReportBy.Day => Enumerable.Range(0, range.Days).Select(n => (range.FirstDay.AddDays(n), -1)),
        ReportBy.Hour => Enumerable.Range(0, 24).Select(hour => (DateOnly.MinValue, hour)),
        _ => [],
    };

    /// <summary>The cells of one row.</summary>
    private sealed class Bucket
    {
        private readonly (string Key, Tally Tally)[] cells = [.. InboundMetrics.All.Select(m => (m.Key, m.Start()))];

        public void Add(InboundCall call)
        {
            foreach (var (_, tally) in cells)
            {
                tally.Add(call);
            }
        }

        public Dictionary<string, object?> Row(DateOnly? day, int? hour)
        {
            var row = new Dictionary<string, object?> { ["day"] = day, ["hour"] = hour };
            foreach (var (key, value) in Row())
            {
                row.Add(key, value);
            }
            return row;
        }

        public Dictionary<string, object?> Row() => cells.ToDictionary(c => c.Key, c => (object?)c.Tally.Value);
    }

    /// <summary>Who called, from where, and when most.</summary>
    private sealed class Breakdown
    {
        private readonly Dictionary<CallerType, int> types = [];
        private readonly Dictionary<(string? Source, bool Named), int> sources = [];
        private readonly Dictionary<(DateOnly Day, int Hour), int> hours = [];

        public int StillRunning { get; private set; }

        public Callers Callers => new(
            [.. types.OrderByDescending(t => t.Value).ThenBy(t => t.Key).Select(t => new CallersOfType(t.Key, t.Value))],
            [.. sources.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Source, StringComparer.Ordinal).Select(s => new CallersOfSource(s.Key.Source, s.Value))]);

        public PeakHour? PeakHour => hours.Count == 0 ? null
            : hours.OrderByDescending(h => h.Value).ThenBy(h => h.Key).Select(h => new PeakHour(h.Key.Day, h.Key.Hour, h.Value)).First();

        public void Add(InboundCall call)
        {
            if (!call.Ended)
            {
                StillRunning++;
                return;
            }
            types[call.CallerType] = types.GetValueOrDefault(call.CallerType) + 1;
            var source = (call.Source, call.Source is not null);
            sources[source] = sources.GetValueOrDefault(source) + 1;
            hours[(call.Day, call.Hour)] = hours.GetValueOrDefault((call.Day, call.Hour)) + 1;
        }
    }
}
