using Kindline.Engine.Routing;

namespace Kindline.Engine.Supervision;

/// <summary>Who is moved from a queue to another, and what such an agent serves then. Pure.</summary>
public static class Movable
{
    /// <summary>
    /// So many agents of a queue who are at work, whoever can help soonest first: ready ones by how long they have been it, then those in wrap-up,
    /// then those on a call. Nobody who serves the other queue first already, nobody away. O(a log a).
    /// </summary>
    public static IReadOnlyList<AgentId> Choose(IEnumerable<AgentSnapshot> agents, QueueId from, QueueId to, int count) =>
    [
        .. agents.Where(a => AgentStates.Serves(a.State) && LevelAt(a.Profile, from) is not null && LevelAt(a.Profile, to) is not 1)
            .OrderBy(a => a.State switch { AgentState.Ready => 0, AgentState.WrapUp => 1, _ => 2 })
            .ThenBy(a => a.Since)
            .Take(count)
            .Select(a => a.Id),
    ];

    /// <summary>The queue comes first, the one they were taken from not at all, and the rest after it.</summary>
    public static RoutingProfile Profile(RoutingProfile own, QueueId? from, QueueId to)
    {
        ArgumentNullException.ThrowIfNull(own);
        var rest = own.Queues.Where(q => q.Queue != to && q.Queue != from).Select(q => q with { Level = q.Level + 1 });
        return new RoutingProfile([new ProfileQueue(to, 1), .. rest]);
    }

    private static int? LevelAt(RoutingProfile profile, QueueId queue)
    {
        foreach (var entry in profile.Queues)
        {
            if (entry.Queue == queue)
            {
                return entry.Level;
            }
        }

        return null;
    }
}
