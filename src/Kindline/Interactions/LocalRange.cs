using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>
/// A stretch of time as a person gives it: two days of a zone, both included ("2026-03-08"), or two instants, the second
/// excluded ("2026-03-08T14:00:00Z"), or one of each. Days are cut in the zone, so that one may have 23 or 25 hours.
/// </summary>
public readonly record struct LocalRange(DateTimeOffset Start, DateTimeOffset End, TimeZoneInfo Zone)
{
    public DateOnly FirstDay => DayOf(Start);

    /// <summary>The last day that any of the range lies in.</summary>
    public DateOnly LastDay => End > Start ? DayOf(End.AddTicks(-1)) : FirstDay;

    public int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;

    public DateTime LocalTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    public DateOnly DayOf(DateTimeOffset at) => at.DayIn(Zone);

    public bool Contains(DateTimeOffset at) => at >= Start && at < End;

    /// <summary>The whole day that an instant lies in.</summary>
    public static LocalRange DayAround(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = at.DayIn(zone);
        return new LocalRange(day.StartIn(zone), day.AddDays(1).StartIn(zone), zone);
    }

    /// <summary>Reads both ends; an absent one is the fallback day.</summary>
    public static bool TryRead(string? from, string? to, DateOnly fallback, TimeZoneInfo zone, FieldErrors errors, out LocalRange range)
    {
        var start = Instant("from", from, fallback, zone, 0, errors);
        var end = Instant("to", to, fallback, zone, 1, errors);
        range = new LocalRange(start, end, zone);
        if (errors.None && start >= end)
        {
            errors.Add("to", "must not be before from");
        }
        return errors.None;
    }

    private static DateTimeOffset Instant(string field, string? text, DateOnly fallback, TimeZoneInfo zone, int daysAfter, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback.AddDays(daysAfter).StartIn(zone);
        }
        // The last days of the calendar have no day after them.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999)
        {
            return day.AddDays(daysAfter).StartIn(zone);
        }
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && at.Year is > 1900 and < 9999)
        {
            return at.ToUniversalTime();
        }
        errors.Add(field, "must be a day such as 2026-03-08 or an instant such as 2026-03-08T14:00:00Z");
        return default;
    }
}
