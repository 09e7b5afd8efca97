using System.Globalization;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Reporting;

public sealed class LocalDayTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    [Theory]
    [InlineData("2026-03-08", 23)]
    [InlineData("2026-11-01", 25)]
    [InlineData("2026-11-02", 24)]
    public void A_day_has_the_hours_that_its_zone_gives_it(string day, int hours)
    {
        var errors = new FieldErrors();

        LocalRange.TryRead(day, day, default, Chicago, errors, out var range).ShouldBeTrue();

        (range.End - range.Start).TotalHours.ShouldBe(hours);
        range.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);
        (range.LastDay, range.Days).ShouldBe((range.FirstDay, 1));
    }

    [Fact]
    public void A_zone_whose_clock_jumps_over_midnight_has_a_first_instant_all_the_same()
    {
        // Santiago goes from 00:00 to 01:00 on 6 September 2026.
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");

        new DateOnly(2026, 9, 6).StartIn(santiago).ShouldBe(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("2026-11-03", "2026-11-02", "to")]
    [InlineData("yesterday", "2026-11-02", "from")]
    [InlineData("2026-11-02", "2026-13-02", "to")]
    [InlineData("2026-11-02T10:00:00Z", "2026-11-02T09:00:00Z", "to")]
    public void A_range_that_makes_no_sense_is_refused_by_field(string from, string to, string field)
    {
        var errors = new FieldErrors();

        LocalRange.TryRead(from, to, default, Chicago, errors, out _).ShouldBeFalse();

        errors.ToDictionary().Keys.ShouldBe([field]);
    }

    [Theory, BothEngines]
    public async Task The_hour_that_comes_twice_is_one_bucket_of_its_day(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var firstPass = new DateTimeOffset(2026, 11, 1, 6, 30, 0, TimeSpan.Zero);
        var lastMinute = new DateTimeOffset(2026, 11, 2, 5, 59, 0, TimeSpan.Zero);
        await office.AddAsync(office.Call(firstPass), office.Call(firstPass.AddHours(1)), office.Call(lastMinute), office.Call(lastMinute.AddMinutes(1)));

        var report = await office.ReportAsync("2026-11-01", "2026-11-01", ReportBy.DayHour);

        report.Rows.Select(r => (r["hour"], r["received"])).ShouldBe([(1, 2m), (23, 1m)]);
        report.PeakHour.ShouldBe(new PeakHour(new DateOnly(2026, 11, 1), 1, 2));
        report.Totals["repeatCalls"].ShouldBe(2m);
    }

    [Theory, BothEngines]
    public async Task The_hour_that_spring_leaves_out_has_no_calls(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var before = new DateTimeOffset(2026, 3, 8, 7, 59, 0, TimeSpan.Zero);
        await office.AddAsync(office.Call(before), office.Call(before.AddMinutes(1)));

        var report = await office.ReportAsync("2026-03-08", "2026-03-08", ReportBy.DayHour);

        report.Rows.Select(r => (r["hour"], r["received"])).ShouldBe([(1, 1m), (3, 1m)]);
    }

    [Theory, BothEngines]
    public async Task A_number_that_called_yesterday_repeats_nothing_today(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var lateEvening = new DateTimeOffset(2026, 11, 17, 5, 50, 0, TimeSpan.Zero);
        await office.AddAsync(
            office.Call(lateEvening), office.Call(lateEvening.AddMinutes(20)), office.Call(lateEvening.AddMinutes(40)),
            office.Call(lateEvening, "anonymous"), office.Call(lateEvening.AddMinutes(1), "anonymous"));

        var report = await office.ReportAsync("2026-11-16", "2026-11-17", ReportBy.Day);

        report.Rows.Select(r => r["repeatCalls"]).ShouldBe([0m, 1m]);
    }
}
