namespace Kindline.Practices;

internal static class OpenNow
{
    extension(Practice practice)
    {
        /// <summary>
        /// Whether the practice is open at an instant, by the wall clock of its own zone; without hours it never is. A stretch whose
        /// end is not after its beginning runs into the next day; 00:00 to 00:00 is the whole day. A day that is named among the
        /// closures has the hours that stand there, or none, and nothing runs into it from the day before.
        /// </summary>
        public bool IsOpenAt(DateTimeOffset at) => practice.IsOpenAt(at, practice.Hours);

        /// <summary>The same of one of its places with hours of its own; on a day that is named among the closures they hold no more than the practice's do.</summary>
        public bool IsOpenAt(DateTimeOffset at, IReadOnlyCollection<IStretch> hours)
        {
            var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone)).DateTime;
            var (today, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            return practice.StretchesOf(today, hours).Any(s => time >= s.From && (s.To > s.From ? time < s.To : true))
                || (!practice.IsNamed(today) && practice.StretchesOf(today.AddDays(-1), hours).Any(s => s.To <= s.From && time < s.To));
        }

        /// <summary>The closure of a day, if it has one.</summary>
        public Closure? ClosureOn(DateOnly day) => practice.Closures.Find(c => c.On == day);

        private bool IsNamed(DateOnly day) => practice.ClosureOn(day) is not null;

        private IEnumerable<(TimeOnly From, TimeOnly To)> StretchesOf(DateOnly day, IReadOnlyCollection<IStretch> hours) => practice.ClosureOn(day) switch
        {
            { OpensAt: { } from, ClosesAt: { } to } => [(from, to)],
            not null => [],
            null => hours.Where(h => h.Day == day.DayOfWeek).Select(h => (h.OpensAt, h.ClosesAt)),
        };
    }
}
