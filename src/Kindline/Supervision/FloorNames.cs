using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>A queue as the floor names it.</summary>
internal sealed record NamedQueue(QueueId Id, string Name, IdName Practice, PracticeId PracticeId, TimeSpan Within);

/// <summary>A practice as the floor names it, with the zone that cuts its days.</summary>
internal sealed record NamedPractice(string Name, string Zone);

/// <summary>What the floor needs to know beside who does what: names, whose people work for which practice, and thresholds.</summary>
internal sealed record KnownFloor(
    IReadOnlyList<NamedQueue> Queues,
    IReadOnlyDictionary<PracticeId, NamedPractice> Practices,
    IReadOnlyDictionary<TeamId, string> Teams,
    ILookup<AgentId, PracticeId> PracticesOf,
    IReadOnlyDictionary<PracticeId, FloorThresholds> Thresholds)
{
    public FloorThresholds ThresholdsOf(PracticeId practice) => Thresholds.GetValueOrDefault(practice) ?? FloorThresholds.Usual(practice);
}

/// <summary>
/// Names from the database, at most five seconds old: a floor that is asked for twice a second by several supervisors reads no table
/// each time.
/// </summary>
internal sealed class FloorNames(DbFactory databases, LiveFigures figures, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private volatile Reading? last;

    /// <summary>The next one who asks reads them anew.</summary>
    public void Changed() => last = null;

    public async Task<KnownFloor> ReadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (last is { } known && now - known.At < GoodFor && now >= known.At)
        {
            return known.Floor;
        }
        var read = await ReadAnewAsync(ct);
        last = new Reading(read, now);
        return read;
    }

    private async Task<KnownFloor> ReadAnewAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var practices = await db.Practices.AsNoTracking().Select(p => new { p.Id, p.Name, p.TimeZone }).ToListAsync(ct);
        await figures.SetZonesAsync(practices.Select(p => (p.Id, p.TimeZone)), ct);
        var names = practices.ToDictionary(p => p.Id, p => new NamedPractice(p.Name, p.TimeZone));
        var queues = await db.Queues.AsNoTracking().OrderBy(q => q.Name).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var people = await db.UserPractices.AsNoTracking().ToListAsync(ct);
        var thresholds = await db.Set<FloorThresholds>().AsNoTracking().ToDictionaryAsync(t => t.PracticeId, ct);
        return new KnownFloor(
            [.. queues.Select(q => new NamedQueue(
                q.Id, q.Name, new IdName(q.PracticeId.Value, names[q.PracticeId].Name), q.PracticeId, TimeSpan.FromSeconds(q.ServiceLevelSeconds)))],
            names, teams, people.ToLookup(p => new AgentId(p.UserId), p => p.PracticeId), thresholds);
    }

    private sealed record Reading(KnownFloor Floor, DateTimeOffset At);
}
