using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows.Steps;

/// <summary>Whether a practice is open now, by its own clock on the wall.</summary>
internal sealed class HoursStep(DbFactory database, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(PracticeId id, CancellationToken ct)
    {
        await using var db = database.Create();
        var practice = await db.Practices.AsNoTracking().Include(p => p.Hours).SingleAsync(p => p.Id == id, ct);
        return IsOpen(practice, clock.GetUtcNow());
    }

    /// <summary>A stretch whose end is not after its beginning runs into the next day; 00:00 to 00:00 is the whole day.</summary>
    public static bool IsOpen(Practice practice, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone));
        var time = TimeOnly.FromDateTime(local.DateTime);
        var yesterday = local.AddDays(-1).DayOfWeek;
        return practice.Hours.Any(h => h.ClosesAt > h.OpensAt
            ? h.Day == local.DayOfWeek && time >= h.OpensAt && time < h.ClosesAt
            : (h.Day == local.DayOfWeek && time >= h.OpensAt) || (h.Day == yesterday && time < h.ClosesAt));
    }
}
