using Kindline.Engine;

namespace Kindline.Flows.Outside;

/// <summary>
/// The calls to the outside that run, and those that ended within the last hour. Kept in memory: a restart ends all calls, and begins
/// a new hour. Not safe for concurrent use.
/// </summary>
internal sealed class OutsideBook
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly List<OutsideRun> runs = [];

    /// <param name="by">Who calls.</param>
    /// <param name="cents">What a minute costs.</param>
    /// <param name="now">When it is dialled.</param>
    public OutsideRun Begin(AgentId by, decimal cents, DateTimeOffset now)
    {
        runs.RemoveAll(r => r.EndedAt < now - Hour);
        var run = new OutsideRun(by, cents, now);
        runs.Add(run);
        return run;
    }

    /// <summary>Calls that run: of one person, or of all.</summary>
    public int Running(AgentId? by) => runs.Count(r => r.EndedAt is null && (by is null || r.By == by));

    /// <summary>What all calls took of the last hour together.</summary>
    public TimeSpan Spent(AgentId? by, DateTimeOffset now) => runs.Where(r => by is null || r.By == by)
        .Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Within(now - Hour, now));

    /// <summary>What all calls cost in the last hour, in cents: by the second, as if each had been answered at once.</summary>
    public decimal Cost(AgentId? by, DateTimeOffset now) => runs.Where(r => by is null || r.By == by)
        .Sum(r => r.Cents * (decimal)r.Within(now - Hour, now).TotalMinutes);
}

/// <summary>One call to the outside, from dialling to its end.</summary>
internal sealed class OutsideRun(AgentId by, decimal cents, DateTimeOffset beganAt)
{
    public AgentId By => by;

    public decimal Cents => cents;

    public DateTimeOffset? EndedAt { get; set; }

    public TimeSpan Within(DateTimeOffset from, DateTimeOffset to)
    {
        var begin = beganAt > from ? beganAt : from;
        var end = EndedAt is { } ended && ended < to ? ended : to;
        return end > begin ? end - begin : TimeSpan.Zero;
    }
}
