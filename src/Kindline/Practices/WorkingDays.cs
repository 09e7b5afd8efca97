using Kindline.Foundation;

namespace Kindline.Practices;

internal static class WorkingDays
{
    // Longer than any practice is closed; one that is never open has no working days.
    private const int Longest = 60;

    extension(Practice practice)
    {
        /// <summary>
        /// The end of a working day of the practice, so many after an instant: the day of the instant does not count. A practice without hours works from Monday
        /// to Friday; its hours and closures have to be loaded.
        /// </summary>
        public DateTimeOffset AfterWorkingDays(DateTimeOffset at, int days)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone);
            return practice.WorkingDayAfter(at.DayIn(zone), days).AddDays(1).StartIn(zone);
        }

        /// <summary>The working day that is so many after a day.</summary>
        public DateOnly WorkingDayAfter(DateOnly day, int days)
        {
            for (var n = 0; days > 0 && n < Longest; n++)
            {
                day = day.AddDays(1);
                days -= practice.WorksOn(day) ? 1 : 0;
            }
            return day;
        }

        /// <summary>Whether anybody is there on a day.</summary>
        public bool WorksOn(DateOnly day) => practice.ClosureOn(day) is { } closure ? closure.OpensAt is not null
            : practice.Hours.Count == 0 ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            : practice.Hours.Exists(h => h.Day == day.DayOfWeek);
    }
}
