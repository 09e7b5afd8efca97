using System.Globalization;

namespace Kindline.Compliance;

/// <summary>On which day of a year a holiday falls: "07-04", "07-04 observed", "4 thursday 11", "last monday 05", "easter -2".</summary>
internal abstract record HolidayRule
{
    /// <summary>The day, in a year of the Gregorian calendar.</summary>
    public abstract DateOnly In(int year);

    /// <summary>Null where it is none of these forms.</summary>
    public static HolidayRule? Parse(string text) => text.Split(' ') switch
    {
        [var day] when TryReadDay(day, out var month, out var on) => new Fixed(month, on, Observed: false),
        [var day, "observed"] when TryReadDay(day, out var month, out var on) => new Fixed(month, on, Observed: true),
        ["easter", var days] when int.TryParse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var after) && after is > -100 and < 100 => new FromEaster(after),
        [var which, var weekday, var month] when Which(which) is { } nth && Enum.TryParse<DayOfWeek>(weekday, ignoreCase: true, out var day)
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of is >= 1 and <= 12 => new Nth(nth, day, of),
        _ => null,
    };

    private static int? Which(string word) => word is "last" ? 5 : word is [>= '1' and <= '4'] ? word[0] - '0' : null;

    private static bool TryReadDay(string text, out int month, out int day)
    {
        // A leap year, so that a holiday may stand on 02-29.
        var read = DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        (month, day) = (date.Month, date.Day);
        return read;
    }

    private sealed record Fixed(int Month, int Day, bool Observed) : HolidayRule
    {
        public override DateOnly In(int year)
        {
            var day = new DateOnly(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
            return (Observed, day.DayOfWeek) switch
            {
                (true, DayOfWeek.Saturday) => day.AddDays(-1),
                (true, DayOfWeek.Sunday) => day.AddDays(1),
                _ => day,
            };
        }
    }

    /// <param name="Week">The fifth is the last, be there five or not.</param>
    private sealed record Nth(int Week, DayOfWeek Day, int Month) : HolidayRule
    {
        public override DateOnly In(int year)
        {
            var first = new DateOnly(year, Month, 1);
            var day = first.AddDays((((int)Day - (int)first.DayOfWeek + 7) % 7) + ((Week - 1) * 7));
            return day.Month == Month ? day : day.AddDays(-7);
        }
    }

    private sealed record FromEaster(int Days) : HolidayRule
    {
        /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).</summary>
        public override DateOnly In(int year)
        {
            var (a, b, c) = (year % 19, year / 100, year % 100);
            var (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
            var g = (b - f + 1) / 3;
            var h = ((19 * a) + b - d - g + 15) % 30;
            var (i, k) = (c / 4, c % 4);
            var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
            var m = (a + (11 * h) + (22 * l)) / 451;
            var month = (h + l - (7 * m) + 114) / 31;
            var day = ((h + l - (7 * m) + 114) % 31) + 1;
            return new DateOnly(year, month, day).AddDays(Days);
        }
    }
}
