using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Reporting.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Reporting;

/// <summary>What a report is asked for, as it stands in the query string; everything may be absent.</summary>
internal sealed record ReportQuery
{
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Practice { get; init; }
    public string? Queue { get; init; }
    public string? By { get; init; }
    public string? Format { get; init; }
    public string? Day { get; init; }
    public string? Hour { get; init; }
    public string? Column { get; init; }
    public string? CallerType { get; init; }
    public string? Source { get; init; }
    public int? Page { get; init; }
    public int? Size { get; init; }
}

/// <summary>Finds out which practice and range are meant, and whether the person may ask.</summary>
internal sealed class ReportScopes(DbFactory databases, TimeProvider clock)
{
    public const int MostDays = 366;

    /// <summary>
    /// Null where the practice is none of this person's. Without a practice it is the person's only one; without a range it is
    /// today in the practice's zone.
    /// </summary>
    public async Task<ReportScope?> ReadAsync(ReportQuery query, SignedInUser user, string permission, FieldErrors errors, CancellationToken ct)
    {
        await using var db = databases.Create();
        var reach = await InteractionScope.OfAsync(db, user, permission, ct);
        var practices = await db.Practices.AsNoTracking().ToListAsync(ct);
        List<Practice> allowed = [.. practices.Where(p => reach.Scope is Scope.All || user.Practices.Contains(p.Id))];
        return Read(query, allowed, reach, errors);
    }

    /// <summary>The same for today.</summary>
    public Task<ReportScope?> TodayAsync(string? practice, SignedInUser user, FieldErrors errors, CancellationToken ct) =>
        ReadAsync(new ReportQuery { Practice = practice }, user, Permission.ReportsRead, errors, ct);

    /// <summary>The same for the command line, which reaches everything.</summary>
    public async Task<ReportScope?> ReadAsync(ReportQuery query, FieldErrors errors, CancellationToken ct)
    {
        await using var db = databases.Create();
        return Read(query, await db.Practices.AsNoTracking().ToListAsync(ct), null, errors);
    }

    private ReportScope? Read(ReportQuery query, List<Practice> allowed, InteractionScope? reach, FieldErrors errors)
    {
        var wanted = InteractionQuery.Id(query.Practice, "practice", errors, static g => new PracticeId(g));
        var queue = InteractionQuery.Id(query.Queue, "queue", errors, static g => new QueueId(g));
        if (wanted is null && allowed.Count != 1)
        {
            errors.Add("practice", allowed.Count == 0 ? "there is none" : "must name one of your practices: days are cut in its time zone");
        }
        if (!errors.None || allowed.FirstOrDefault(p => wanted is null || p.Id == wanted) is not { } practice)
        {
            return null;
        }
        var zone = TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone);
        var today = LocalRange.DayAround(clock.GetUtcNow(), zone).FirstDay;
        if (LocalRange.TryRead(query.From, query.To, today, zone, errors, out var range) && range.Days > MostDays)
        {
            errors.Add("to", $"must be within {MostDays} days of from");
        }
        return new ReportScope(new Named<PracticeId>(practice.Id, practice.Name), range, queue, reach);
    }
}

/// <summary>Reads which cell is meant.</summary>
internal static class ReportCells
{
    public static ReportCell Read(ReportQuery query, FieldErrors errors)
    {
        var metric = InboundMetrics.Find(query.Column ?? "received");
        if (metric is null)
        {
            errors.Add("column", $"must be one of {string.Join(", ", InboundMetrics.All.Select(m => m.Key))}");
        }
        var callerType = InteractionQuery.Name<CallerType>(query.CallerType, "callerType", errors);
        return new ReportCell(metric ?? InboundMetrics.All[0], Day(query.Day, errors), Hour(query.Hour, errors), callerType, query.Source);
    }

    private static DateOnly? Day(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
        {
            return day;
        }
        errors.Add("day", "must be a day such as 2026-03-08");
        return null;
    }

    private static int? Hour(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (int.TryParse(text, out var hour) && hour is >= 0 and <= 23)
        {
            return hour;
        }
        errors.Add("hour", "must be 0 to 23");
        return null;
    }
}
