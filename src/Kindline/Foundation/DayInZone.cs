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

    extension(DateOnly day)
    {
        /// <summary>The first instant of a day; where the clock jumps over midnight, the first that exists.</summary>
        public DateTimeOffset StartIn(TimeZoneInfo zone)
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            while (zone.IsInvalidTime(midnight))
            {
                midnight = midnight.AddMinutes(15);
            }
            // Of a midnight that comes twice the day has both, so the earlier one: the larger offset.
            var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
            return new DateTimeOffset(midnight, offset).ToUniversalTime();
        }
    }
}
