namespace Kindline.Practices;

internal static class OpenNow
{
    extension(Practice practice)
    {
        /// <summary>
        /// Whether the practice is open at an instant, by the wall clock of its own zone; without hours it never is. A stretch whose
        /// end is not after its beginning runs into the next day; 00:00 to 00:00 is the whole day.
        /// </summary>
        public bool IsOpenAt(DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone));
            var time = TimeOnly.FromDateTime(local.DateTime);
            var yesterday = local.AddDays(-1).DayOfWeek;
            return practice.Hours.Exists(h => h.ClosesAt > h.OpensAt
                ? h.Day == local.DayOfWeek && time >= h.OpensAt && time < h.ClosesAt
                : (h.Day == local.DayOfWeek && time >= h.OpensAt) || (h.Day == yesterday && time < h.ClosesAt));
        }
    }
}
