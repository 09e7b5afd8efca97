using System.Collections.Concurrent;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>
/// The plan of a day for as long as nobody enters one: the mean of the same weekday of the last four weeks, by half hour, weeks without a
/// single call left out. Read once for each practice and day: four ranges of the index on practice and start.
/// </summary>
internal sealed class UsualDay(DbFactory databases, TimeProvider clock)
{
    private const int Weeks = 4;

    private readonly ConcurrentDictionary<PracticeId, Known> known = new();

    /// <summary>Calls to be expected by half hour from midnight, 48 of them; empty where there is nothing to go by.</summary>
    public async Task<IReadOnlyList<double>> ReadAsync(PracticeId practice, string zoneName, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var today = LocalRange.DayAround(clock.GetUtcNow(), zone).FirstDay;
        if (known.TryGetValue(practice, out var kept) && kept.Day == today)
        {
            return kept.Calls;
        }
        var calls = await ReadAsync(practice, today, zone, ct);
        known[practice] = new Known(today, calls);
        return calls;
    }

    private async Task<IReadOnlyList<double>> ReadAsync(PracticeId practice, DateOnly today, TimeZoneInfo zone, CancellationToken ct)
    {
        await using var db = databases.Create();
        var sums = new double[48];
        var weeks = 0;
        for (var week = 1; week <= Weeks; week++)
        {
            var day = today.AddDays(-7 * week);
            var (from, to) = (day.StartIn(zone), day.AddDays(1).StartIn(zone));
            var starts = await db.Interactions
                .Where(i => i.PracticeId == practice && i.StartedAt >= from && i.StartedAt < to && i.Direction == Direction.Inbound && i.Channel == Channel.Voice)
                .Select(i => i.StartedAt).ToListAsync(ct);
            weeks += starts.Count > 0 ? 1 : 0;
            foreach (var local in starts.Select(at => TimeZoneInfo.ConvertTime(at, zone)))
            {
                sums[(local.Hour * 2) + (local.Minute / 30)]++;
            }
        }
        return weeks == 0 ? [] : [.. sums.Select(sum => Math.Round(sum / weeks, 1))];
    }

    private sealed record Known(DateOnly Day, IReadOnlyList<double> Calls);
}
