using System.Globalization;
using Kindline.Foundation;

namespace Kindline.Flows;

/// <summary>When a version is in force. From is included, to is not; either may be missing.</summary>
internal readonly record struct PromptSchedule(DateTimeOffset? StartsAt, DateTimeOffset? EndsAt)
{
    private static readonly string[] WallClock = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Reads "2026-11-26T18:00" by the practice's clock on the wall, or an instant with Z or an offset.</summary>
    public static PromptSchedule Read(string? from, string? to, TimeZoneInfo zone, DateTimeOffset now, FieldErrors errors)
    {
        var schedule = new PromptSchedule(Instant("from", from, zone, laterOfTwo: false, errors), Instant("to", to, zone, laterOfTwo: true, errors));
        if (schedule.EndsAt <= now)
        {
            errors.Add("to", "is over already");
        }
        else if (schedule.EndsAt <= schedule.StartsAt)
        {
            errors.Add("to", "must be after from");
        }
        return schedule;
    }

    private static DateTimeOffset? Instant(string field, string? text, TimeZoneInfo zone, bool laterOfTwo, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (DateTime.TryParseExact(text, WallClock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && wall.Year is > 2000 and < 9000)
        {
            return OnTheWall(wall, zone, laterOfTwo);
        }
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 2000 and < 9000)
        {
            return at.ToUniversalTime();
        }
        errors.Add(field, "must be a time of the practice such as 2026-11-26T18:00");
        return null;
    }

    private static DateTimeOffset OnTheWall(DateTime wall, TimeZoneInfo zone, bool laterOfTwo)
    {
        // A time that the clocks jump over begins where they land.
        while (zone.IsInvalidTime(wall))
        {
            wall = wall.AddMinutes(1);
        }
        // Of a time that comes twice a schedule has both: it starts at the first, with the larger offset, and ends at the second.
        var offset = !zone.IsAmbiguousTime(wall) ? zone.GetUtcOffset(wall)
            : laterOfTwo ? zone.GetAmbiguousTimeOffsets(wall).Min() : zone.GetAmbiguousTimeOffsets(wall).Max();
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
