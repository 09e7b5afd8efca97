using Kindline.Engine;
using Kindline.Interactions;

namespace Kindline.Supervision;

/// <summary>A practice's calls of one local day, each counted once for what it is counted for. Not safe for several threads.</summary>
internal sealed class PracticeDay
{
    private readonly HashSet<InteractionId> received = [];
    private readonly HashSet<InteractionId> handled = [];
    private readonly HashSet<InteractionId> waited = [];
    private readonly HashSet<InteractionId> waitedBefore;
    private readonly Dictionary<AgentId, HashSet<InteractionId>> talked = [];
    private readonly SortedDictionary<int, HalfHourCount> halfHours = [];
    private readonly TimeZoneInfo zone;

    private PracticeDay(LocalRange day, PracticeDay? before)
    {
        (Start, End, zone) = (day.Start, day.End, day.Zone);
        waitedBefore = before?.waited ?? [];
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public IReadOnlyList<HalfHourCount> HalfHours => [.. halfHours.Values];

    /// <param name="before">The day that went before, whose calls may still be waiting.</param>
    public static PracticeDay At(DateTimeOffset now, TimeZoneInfo zone, PracticeDay? before) => new(LocalRange.DayAround(now, zone), before);

    public bool Holds(DateTimeOffset now, TimeZoneInfo inZone) => now >= Start && now < End && zone.Equals(inZone);

    public int CallsOf(AgentId agent) => talked.TryGetValue(agent, out var calls) ? calls.Count : 0;

    /// <summary>True the first time that the call's wait in a queue is over; of a call that came before midnight too.</summary>
    public bool EndsWait(Interaction row) =>
        row is { Channel: Channel.Voice, Direction: Direction.Inbound, QueueId: not null, QueueSeconds: not null }
        && !waitedBefore.Contains(row.Id) && waited.Add(row.Id);

    /// <summary>Takes in a call of this day as its row stands now.</summary>
    public void Count(Interaction row)
    {
        if (row.Channel != Channel.Voice)
        {
            return;
        }
        foreach (var talk in row.Talks)
        {
            Talked(talk.AgentId).Add(row.Id);
        }
        if (row.Direction == Direction.Inbound)
        {
            Count(row, received.Add(row.Id), row.AnsweredAt is not null && handled.Add(row.Id));
        }
    }

    private void Count(Interaction row, bool isReceived, bool isHandled)
    {
        var local = TimeZoneInfo.ConvertTime(row.StartedAt, zone);
        var index = (local.Hour * 2) + (local.Minute / 30);
        var before = halfHours.GetValueOrDefault(index, new HalfHourCount(index, 0, 0));
        halfHours[index] = new HalfHourCount(index, before.Received + (isReceived ? 1 : 0), before.Handled + (isHandled ? 1 : 0));
    }

    private HashSet<InteractionId> Talked(AgentId agent)
    {
        if (!talked.TryGetValue(agent, out var calls))
        {
            talked[agent] = calls = [];
        }
        return calls;
    }
}
