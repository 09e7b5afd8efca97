using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting.Days;

/// <summary>One figure of today beside its target. Percent values are percent ("66.51"), times seconds, null where there is nothing to divide by.</summary>
/// <param name="Aim">Which way it is better, null where it can have no target.</param>
/// <param name="Met">Null without a figure or a target.</param>
internal sealed record DayFigure(string Key, string Title, string Unit, string Formula, decimal? Value, Aim? Aim, decimal? Target, bool? Met)
{
    public static DayFigure Of(Metric metric, decimal? value, IReadOnlyDictionary<string, decimal> targets) =>
        Of(metric.Key, metric.Title, metric.Unit, metric.Formula, value, targets);

    public static DayFigure Of(AgentFigure figure, AgentToday day, IReadOnlyDictionary<string, decimal> targets) =>
        Of(figure.Key, figure.Title, figure.Unit, figure.Formula, figure.Value(day), targets);

    private static DayFigure Of(
        string key, string title, Unit unit, string formula, decimal? value, IReadOnlyDictionary<string, decimal> targets)
    {
        decimal? target = targets.TryGetValue(key, out var chosen) ? chosen : null;
        return new DayFigure(key, title, MetricView.Wire(unit), formula, value, Aims.Of(key), target, Aims.Meets(key, value, target));
    }
}

/// <summary>A practice's inbound calls of today: the totals of the report of this one day, as far as the calls are over.</summary>
internal sealed record DayBoard(
    Named<PracticeId> Practice, DateOnly Day, string Zone, IReadOnlyList<DayFigure> Figures, PeakHour? PeakHour, int StillRunning);

/// <summary>An agent's own day, cut at midnight in the zone of the practice whose targets count.</summary>
internal sealed record MyDay(Named<PracticeId>? Practice, DateOnly Day, string Zone, IReadOnlyList<DayFigure> Figures, IReadOnlyList<StateTime> States);

/// <summary>How long a state has lasted today, in whole seconds.</summary>
internal sealed record StateTime(string State, long Seconds);

/// <summary>The day of everybody who works for a practice, as far as the asking person leads them.</summary>
internal sealed record AgentDayBoard(IReadOnlyList<AgentDayColumn> Columns, IReadOnlyList<AgentDayLine> Agents);

internal sealed record AgentDayColumn(string Key, string Title, string Unit, string Formula, Aim? Aim, decimal? Target);

/// <param name="Values">By the key of the column.</param>
/// <param name="Missed">The columns whose target this agent has missed so far.</param>
internal sealed record AgentDayLine(AgentId Id, string Name, IReadOnlyDictionary<string, decimal?> Values, IReadOnlyList<string> Missed)
{
    public static AgentDayLine Of(AgentId id, string name, AgentToday day, IReadOnlyDictionary<string, decimal> targets)
    {
        List<DayFigure> figures = [.. AgentFigure.All.Select(f => DayFigure.Of(f, day, targets))];
        return new AgentDayLine(id, name, figures.ToDictionary(f => f.Key, f => f.Value), [.. figures.Where(f => f.Met is false).Select(f => f.Key)]);
    }
}

/// <summary>Null takes the target away.</summary>
internal sealed record TargetInput(decimal? Target);
