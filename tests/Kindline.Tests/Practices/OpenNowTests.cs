using Kindline.Practices;

namespace Kindline.Tests.Practices;

public class OpenNowTests
{
    [Theory]
    [InlineData("2026-11-16T14:59:59Z", false)] // Monday 08:59:59 in Chicago
    [InlineData("2026-11-16T15:00:00Z", true)]
    [InlineData("2026-11-16T18:30:00Z", false)] // the lunch between two shifts
    [InlineData("2026-11-16T22:59:59Z", true)]
    [InlineData("2026-11-16T23:00:00Z", false)]
    [InlineData("2026-11-22T15:00:00Z", false)] // Sunday
    public void A_practice_is_open_by_its_own_clock(string now, bool open)
    {
        var practice = new Practice
        {
            TimeZone = "America/Chicago",
            Hours = [Shift(DayOfWeek.Monday, "09:00", "12:00"), Shift(DayOfWeek.Monday, "13:00", "17:00")],
        };

        practice.IsOpenAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(open);
    }

    [Theory]
    [InlineData("2026-11-01T06:30:00Z")] // the hour that comes twice, first time
    [InlineData("2026-11-01T07:30:00Z")] // second time
    [InlineData("2026-03-08T08:30:00Z")] // beside the hour that does not come
    public void A_practice_open_day_and_night_is_open_when_the_clocks_change(string now)
    {
        var practice = new Practice
        {
            TimeZone = "America/Chicago",
            Hours = [.. Enum.GetValues<DayOfWeek>().Select(d => Shift(d, "00:00", "00:00"))],
        };

        practice.IsOpenAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeTrue();
    }

    [Fact]
    public void A_night_shift_runs_into_the_next_day()
    {
        var practice = new Practice { TimeZone = "Etc/UTC", Hours = [Shift(DayOfWeek.Friday, "22:00", "06:00")] };

        practice.IsOpenAt(new DateTimeOffset(2026, 11, 21, 5, 59, 0, TimeSpan.Zero)).ShouldBeTrue();
        practice.IsOpenAt(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero)).ShouldBeFalse();
        practice.IsOpenAt(new DateTimeOffset(2026, 11, 20, 5, 59, 0, TimeSpan.Zero)).ShouldBeFalse();
    }

    private static OpeningHours Shift(DayOfWeek day, string from, string to) =>
        new() { Day = day, OpensAt = TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), ClosesAt = TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture) };
}
