using System.Globalization;
using Kindline.Compliance;
using Kindline.Foundation;

namespace Kindline.Tests.Compliance;

public sealed class HolidayTests
{
    private static readonly HolidayCalendars Built = HolidayCalendars.Load(new KindlineOptions { DataFolder = "/nowhere", KeyFile = "" });

    [Fact]
    public void Holidays_of_the_United_States_in_2026_are_those_that_the_government_closes_on() =>
        Built.Of("US", 2026).Select(h => h.On.ToString("MM-dd", CultureInfo.InvariantCulture)).ShouldBe(
            ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]);

    [Fact]
    public void New_year_s_day_of_the_next_year_is_observed_in_this_one_where_it_falls_on_a_Saturday() =>
        Built.Of("US", 2027)[^1].ShouldBe(new Holiday(new DateOnly(2027, 12, 31), "New Year's Day", Built.Of("US", 2026)[0].Source));

    [Theory]
    [InlineData("easter 0", 2026, "2026-04-05")]
    [InlineData("easter -2", 2025, "2025-04-18")]
    [InlineData("easter 0", 2038, "2038-04-25")]
    [InlineData("last monday 08", 2026, "2026-08-31")]
    [InlineData("last monday 05", 2026, "2026-05-25")]
    [InlineData("1 monday 02", 2027, "2027-02-01")]
    [InlineData("02-29", 2027, "2027-02-28")]
    public void A_rule_names_its_day(string rule, int year, string day) =>
        HolidayRule.Parse(rule)!.In(year).ShouldBe(DateOnly.Parse(day, null));

    [Theory]
    [InlineData("")]
    [InlineData("13-01")]
    [InlineData("5 monday 08")]
    [InlineData("1 funday 02")]
    [InlineData("1 monday 13")]
    [InlineData("easter")]
    [InlineData("01-01 moved")]
    public void What_is_no_rule_is_refused(string text) => HolidayRule.Parse(text).ShouldBeNull();
}
