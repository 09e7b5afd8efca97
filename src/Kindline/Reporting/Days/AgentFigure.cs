using Kindline.Engine;
using Kindline.Reporting.Metrics;

namespace Kindline.Reporting.Days;

/// <summary>One talk of an agent that began today, as far as it is over.</summary>
/// <param name="WrapUpSeconds">The agent's own; null until the agent is through.</param>
internal readonly record struct DayTalk(InteractionId Call, bool Inbound, bool Ended, double TalkSeconds, double? WrapUpSeconds, bool Resolved);

/// <summary>What one agent has done since midnight.</summary>
/// <param name="Seconds">By the word of the state; the one that lasts counts until now.</param>
internal sealed record AgentToday(IReadOnlyList<DayTalk> Talks, int CallsMade, int Connects, IReadOnlyDictionary<string, double> Seconds)
{
    public static AgentToday Nothing { get; } = new([], 0, 0, new Dictionary<string, double>());

    public IEnumerable<DayTalk> Inbound => Talks.Where(t => t.Inbound);

    public double In(params ReadOnlySpan<string> states)
    {
        var sum = 0.0;
        foreach (var state in states)
        {
            sum += Seconds.GetValueOrDefault(state);
        }
        return sum;
    }
}

/// <summary>A figure of one agent's own day, with what it means.</summary>
internal sealed record AgentFigure(string Key, string Title, Unit Unit, string Formula, string Source, Func<AgentToday, decimal?> Value)
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<AgentFigure> All { get; } =
    [
        new("calls", "Calls", Unit.Calls, "Calls in which the agent began to talk today, inbound and outbound", "R338", d => d.Talks.Select(t => t.Call).Distinct().Count()),
        new("callsHandled", "Calls Handled", Unit.Calls, "Inbound calls in which the agent began to talk today", "R372", d => Handled(d)),
        new("averageHandleTime", "Average Handle Time", Unit.Seconds,
            "The agent's own talk time with holds + after-call work in inbound calls, mean over the calls whose talk is over", "R332 R349",
            d => Mean(d.Inbound.Where(t => t.Ended).Sum(t => t.TalkSeconds + (t.WrapUpSeconds ?? 0)), Handled(d, ended: true))),
        new("averageAfterCallWork", "Average After-Call Work", Unit.Seconds,
            "Seconds of the agent's own after-call work in inbound calls, mean over the calls in which it is finished", "R333",
            d => Mean(d.Inbound.Sum(t => t.WrapUpSeconds ?? 0), d.Inbound.Where(t => t.WrapUpSeconds is not null).Select(t => t.Call).Distinct().Count())),
        new("firstCallResolution", "First Call Resolution", Unit.Percent,
            "Handled calls that are marked as resolved / Calls Handled x 100", "R336",
            d => Share(d.Inbound.Where(t => t.Resolved).Select(t => t.Call).Distinct().Count(), Handled(d))),
        new("callsMade", "Calls made", Unit.Calls, "Outbound calls that the agent placed today, answered or not", "R338", d => d.CallsMade),
        new("connects", "Connects", Unit.Calls, "Calls made that somebody answered", "R339", d => d.Connects),
        new("occupancy", "Occupancy", Unit.Percent,
            "Time on calls, on hold, consulting and in wrap-up / the same and time ready or ringing x 100; away, phone lost and signed out are in neither", "R335",
            d => Share(Busy(d), Busy(d) + d.In("ready", "ringing"))),
        new("readyTime", "Ready", Unit.Seconds, "Time ready or ringing", "R335", d => (decimal)Math.Round(d.In("ready", "ringing"))),
        new("awayTime", "Away", Unit.Seconds, "Time away, for whatever reason", "R335", d => (decimal)Math.Round(d.In("away"))),
    ];

    public static AgentFigure? Find(string key) => All.FirstOrDefault(f => f.Key.Equals(key, StringComparison.Ordinal));

    private static int Handled(AgentToday day, bool ended = false) => day.Inbound.Where(t => t.Ended || !ended).Select(t => t.Call).Distinct().Count();

    private static double Busy(AgentToday day) => day.In("onCall", "onHold", "consulting", "wrapUp");

    private static decimal? Mean(double sum, int count) => count == 0 ? null : Math.Round((decimal)(sum / count), 1, MidpointRounding.AwayFromZero);

    private static decimal? Share(double part, double whole) =>
        whole <= 0 ? null : Math.Round((decimal)(100 * part / whole), 2, MidpointRounding.AwayFromZero);
}
