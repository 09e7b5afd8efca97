using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Reporting.Days;

/// <summary>
/// Reads what agents have done since midnight. Three ranges of the indices on agent and time: a full day of one agent is some hundred
/// rows, a day of a floor of 300 some hundred thousand.
/// </summary>
internal sealed class AgentDays(DbFactory databases, TimeProvider clock)
{
    /// <summary>How far back a state may have begun that still lasts at midnight; who does nothing for longer is signed out by then.</summary>
    private static readonly TimeSpan LongestState = TimeSpan.FromHours(12);

    /// <summary>Of each agent who was asked for; who did nothing has an empty day.</summary>
    public async Task<IReadOnlyDictionary<AgentId, AgentToday>> ReadAsync(IReadOnlyCollection<AgentId> agents, DateTimeOffset midnight, CancellationToken ct)
    {
        await using var db = databases.Create();
        var talks = await db.Set<AgentTalk>().AsNoTracking()
            .Where(t => agents.Contains(t.AgentId) && t.StartedAt >= midnight)
            .Join(db.Interactions, t => t.InteractionId, i => i.Id, (t, i) => new { Talk = t, i.Direction, i.Channel, i.Resolved })
            .Where(row => row.Channel == Channel.Voice)
            .ToListAsync(ct);
        var made = await db.Interactions
            .Where(i => i.AgentId != null && agents.Contains(i.AgentId.Value) && i.StartedAt >= midnight
                && i.Direction == Direction.Outbound && i.Channel == Channel.Voice)
            .GroupBy(i => i.AgentId)
            .Select(g => new { g.Key, Made = g.Count(), Connects = g.Count(i => i.AnsweredAt != null) })
            .ToListAsync(ct);
        var since = midnight - LongestState;
        var changes = await db.AgentStateChanges.AsNoTracking().Where(c => agents.Contains(c.AgentId) && c.At >= since)
            .OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct);

        var talksOf = talks.ToLookup(t => t.Talk.AgentId, t => DayTalkOf(t.Talk, t.Direction, t.Resolved));
        var changesOf = changes.ToLookup(c => c.AgentId);
        var now = clock.GetUtcNow();
        return agents.Distinct().ToDictionary(agent => agent, agent =>
        {
            var calls = made.Find(m => m.Key == agent);
            return new AgentToday([.. talksOf[agent]], calls?.Made ?? 0, calls?.Connects ?? 0, SecondsByState(changesOf[agent], midnight, now));
        });
    }

    /// <summary>How long each state has lasted between two instants, by changes in their order.</summary>
    internal static Dictionary<string, double> SecondsByState(IEnumerable<AgentStateChange> changes, DateTimeOffset from, DateTimeOffset to)
    {
        var seconds = new Dictionary<string, double>();
        AgentStateChange? before = null;
        foreach (var change in changes)
        {
            Add(before, change.At);
            before = change;
        }
        Add(before, to);
        return seconds;

        void Add(AgentStateChange? state, DateTimeOffset until)
        {
            if (state is not null)
            {
                var began = state.At > from ? state.At : from;
                seconds[state.State] = seconds.GetValueOrDefault(state.State) + Math.Max(0, (until - began).TotalSeconds);
            }
        }
    }

    private static DayTalk DayTalkOf(AgentTalk talk, Direction direction, bool? resolved) => new(
        talk.InteractionId, direction == Direction.Inbound, talk.EndedAt is not null,
        talk.EndedAt is { } ended ? (ended - talk.StartedAt).TotalSeconds : 0,
        // A talk that went on to a colleague may be wrapped up before the call ends; never before the talk itself.
        talk is { EndedAt: { } over, WrappedUpAt: { } through } ? Math.Max(0, (through - over).TotalSeconds) : null,
        resolved is true);
}
