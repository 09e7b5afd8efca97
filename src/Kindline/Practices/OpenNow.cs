namespace Kindline.Practices;

internal static class OpenNow
{
    extension(Practice practice)
    {
        /// <summary>Whether the practice is open at an instant, by the wall clock of its own zone; without hours it never is.</summary>
        public bool IsOpenAt(DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone));
            var time = TimeOnly.FromDateTime(local.DateTime);
            return practice.Hours.Exists(h => h.Day == local.DayOfWeek && h.OpensAt <= time && (time < h.ClosesAt || h.ClosesAt == TimeOnly.MinValue));
        }
    }
}
