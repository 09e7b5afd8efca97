using Kindline.Engine;
using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>One half hour of a practice's day, counted from its midnight.</summary>
internal readonly record struct HalfHourCount(int Index, int Received, int Handled);

/// <summary>
/// What the floor shows of today's calls: service levels by queue, calls by agent, calls by half hour. Read once from the database at
/// the start, and from then on counted as the interactions change: O(1) for each change, no query. A day is the practice's own.
/// </summary>
internal sealed class LiveFigures(InteractionLog log, DbFactory databases, TimeProvider clock) : IHostedService
{
    private readonly Lock gate = new();
    private readonly Dictionary<QueueId, ServiceLevelWindow> queues = [];
    private readonly Dictionary<PracticeId, PracticeDay> days = [];
    private readonly Dictionary<PracticeId, TimeZoneInfo> zones = [];

    /// <summary>Told when a figure may have changed; must return at once.</summary>
    public event Action? Changed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        log.TakenIn += OnTakenIn;
        await using var db = databases.Create();
        var practices = await db.Practices.AsNoTracking().ToListAsync(cancellationToken);
        await SetZonesAsync(practices.Select(p => (p.Id, p.TimeZone)), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        log.TakenIn -= OnTakenIn;
        return Task.CompletedTask;
    }

    /// <summary>The zones in which the practices' days are cut; one that is new or has changed has its calls read anew.</summary>
    public async Task SetZonesAsync(IEnumerable<(PracticeId Practice, string Zone)> all, CancellationToken ct)
    {
        if (Changes(all) is not { Count: > 0 } changed)
        {
            return;
        }
        await using var db = databases.Create();
        // Local midnight lies at most a day back, whatever the zone.
        var since = clock.GetUtcNow().AddHours(-25);
        var rows = await db.Interactions.AsNoTracking().Include(i => i.Talks)
            .Where(i => changed.Contains(i.PracticeId) && i.StartedAt >= since).ToListAsync(ct);
        OnTakenIn([.. rows.OrderBy(OverAt)]);
    }

    /// <summary>The figures of a queue by its limit as it stands now.</summary>
    public (ServiceFigures Today, ServiceFigures Recent) OfQueue(QueueId queue, PracticeId practice, TimeSpan within)
    {
        lock (gate)
        {
            var window = WindowOf(queue);
            window.Within = within;
            return window.At(clock.GetUtcNow(), DayOf(practice).Start);
        }
    }

    /// <summary>How many calls an agent has talked on today, in all practices together.</summary>
    public int CallsOf(AgentId agent)
    {
        lock (gate)
        {
            return days.Keys.Sum(practice => DayOf(practice).CallsOf(agent));
        }
    }

    /// <summary>Today by half hours, those with a call only.</summary>
    public IReadOnlyList<HalfHourCount> DayIn(PracticeId practice)
    {
        lock (gate)
        {
            return DayOf(practice).HalfHours;
        }
    }

    private List<PracticeId> Changes(IEnumerable<(PracticeId Practice, string Zone)> all)
    {
        var changed = new List<PracticeId>();
        lock (gate)
        {
            foreach (var (practice, zone) in all)
            {
                if (zones.GetValueOrDefault(practice)?.Id != zone)
                {
                    zones[practice] = TimeZoneInfo.FindSystemTimeZoneById(zone);
                    changed.Add(practice);
                }
            }
        }
        return changed;
    }

    private void OnTakenIn(IReadOnlyCollection<Interaction> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                Count(row);
            }
        }
        Changed?.Invoke();
    }

    private void Count(Interaction row)
    {
        var day = DayOf(row.PracticeId);
        if (row.StartedAt >= day.Start)
        {
            day.Count(row);
        }
        if (day.EndsWait(row) && row is { QueueId: { } queue, QueueSeconds: { } waited })
        {
            WindowOf(queue).Add(new EndedWait(row.StartedAt, OverAt(row), row.AnsweredAt is null ? null : TimeSpan.FromSeconds(waited)));
        }
    }

    private static DateTimeOffset OverAt(Interaction row) => (row.QueuedAt ?? row.StartedAt).AddSeconds(row.QueueSeconds ?? 0);

    private ServiceLevelWindow WindowOf(QueueId queue)
    {
        if (!queues.TryGetValue(queue, out var window))
        {
            queues[queue] = window = new ServiceLevelWindow(TimeSpan.FromSeconds(20));
        }
        return window;
    }

    private PracticeDay DayOf(PracticeId practice)
    {
        var zone = zones.GetValueOrDefault(practice, TimeZoneInfo.Utc);
        var now = clock.GetUtcNow();
        if (!days.TryGetValue(practice, out var day) || !day.Holds(now, zone))
        {
            days[practice] = day = PracticeDay.At(now, zone, day);
        }
        return day;
    }
}
