namespace Kindline.Foundation;

internal static class DayInZone
{
    extension(DateTimeOffset at)
    {
        /// <summary>The calendar day of an instant by the clocks of a zone.</summary>
        public DateOnly DayIn(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

        /// <param name="zone">IANA name; what is stored is known to exist.</param>
        public DateOnly DayIn(string zone) => at.DayIn(TimeZoneInfo.FindSystemTimeZoneById(zone));
    }
}
