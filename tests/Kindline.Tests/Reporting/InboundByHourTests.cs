using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting;
using Kindline.Reporting.Metrics;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Reporting;

/// <summary>The figures printed in the centre's own sample reports, made again from calls (R357 to R359, R372 to R374).</summary>
public sealed class InboundByHourTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_day_of_82_calls_shows_its_first_call_resolution_and_who_called(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var calls = SampleWeek.Make(office, new DateOnly(2020, 3, 23), days: 1, received: 82, handled: 78, repeats: 0);
        calls.ForEach(c => c.CallerType = CallerType.Patient);
        calls.Take(6).ToList().ForEach(c => c.CallerType = CallerType.Provider);
        calls.Take(69).ToList().ForEach(c => c.Resolved = true);
        calls[10].Source = "Website Leads";
        await office.AddAsync(calls);

        var report = await office.ReportAsync("2020-03-23", "2020-03-23", ReportBy.Day);

        report.Totals["received"].ShouldBe(82m);
        report.Totals["resolved"].ShouldBe(69m);
        report.Totals["firstCallResolution"].ShouldBe(84.15m);
        report.Totals["abandoned"].ShouldBe(4m);
        report.Callers.ByType.ShouldBe([new(CallerType.Patient, 76), new(CallerType.Provider, 6)]);
        report.Callers.BySource.ShouldBe([new(null, 81), new("Website Leads", 1)]);
    }

    [Theory, BothEngines]
    public async Task The_two_sample_weeks_show_their_ratios(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.AddAsync(SampleWeek.Make(office, new DateOnly(2020, 1, 6), days: 7, received: 439, handled: 292, repeats: 102));
        await office.AddAsync(SampleWeek.Make(office, new DateOnly(2020, 1, 13), days: 7, received: 1220, handled: 880, repeats: 365));

        var first = await office.ReportAsync("2020-01-06", "2020-01-12", ReportBy.Day);
        var second = await office.ReportAsync("2020-01-13", "2020-01-19", ReportBy.Day);

        Figures(first).ShouldBe([439m, 292m, 147m, 66.51m, 102m, 23.23m, 76.77m]);
        Figures(second).ShouldBe([1220m, 880m, 340m, 72.13m, 365m, 29.92m, 70.08m]);
        first.Totals["abandonmentRate"].ShouldBe(33.49m);
        second.Totals["abandonmentRate"].ShouldBe(27.87m);
        first.Rows.Sum(r => (decimal)r["received"]!).ShouldBe(439m);
    }

    [Theory, BothEngines]
    public async Task Times_are_means_over_the_calls_that_have_them(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var at = new DateTimeOffset(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
        var slow = office.Call(at.AddMinutes(1), "+15125550143");
        (slow.QueueSeconds, slow.TalkSeconds, slow.WrapUpSeconds, slow.WrappedUpAt) = (21, 300, null, null);
        await office.AddAsync(office.Call(at), slow, office.Lost(at.AddMinutes(2), "+15125550144", waited: 50), office.Lost(at.AddMinutes(3), "+15125550145", waited: 0));

        var totals = (await office.ReportAsync("2026-11-16", "2026-11-16", ReportBy.Hour)).Totals;

        totals["serviceLevel"].ShouldBe(25m);
        totals["averageSpeedToAnswer"].ShouldBe(14m);
        totals["averageQueueTime"].ShouldBe(19.5m);
        totals["longestWait"].ShouldBe(50m);
        totals["averageHandleTime"].ShouldBe(210m);
        totals["averageAfterCallWork"].ShouldBe(20m);
        totals["abandonmentRate"].ShouldBe(50m);
        totals["shortAbandoned"].ShouldBe(1m);
    }

    [Theory, BothEngines]
    public async Task A_running_call_is_in_no_figure_until_its_caller_is_gone(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = office.Call(new DateTimeOffset(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));
        (call.EndedAt, call.Outcome, call.State, call.TalkSeconds) = (null, null, InteractionState.Talking, null);
        await office.AddAsync(call);

        var during = await office.ReportAsync("2026-11-16", "2026-11-16", ReportBy.DayHour);
        (call.EndedAt, call.Outcome, call.State) = (call.StartedAt.AddMinutes(2), Outcome.Handled, InteractionState.WrapUp);
        await using (var db = office.Db())
        {
            db.Update(call);
            await db.SaveChangesAsync(Ct);
        }
        var after = await office.ReportAsync("2026-11-16", "2026-11-16", ReportBy.DayHour);

        (during.Totals["received"], during.StillRunning, during.Rows.Count).ShouldBe((0m, 1, 0));
        (after.Totals["received"], after.StillRunning, after.Rows.Count).ShouldBe((1m, 0, 1));
    }

    [Theory, BothEngines]
    public async Task Days_without_calls_show_zeroes_and_dashes(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        var report = await office.ReportAsync("2026-11-01", "2026-11-03", ReportBy.Day);

        report.Rows.Select(r => r["day"]).ShouldBe([new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 3)]);
        report.Totals["received"].ShouldBe(0m);
        report.Totals["abandonmentRate"].ShouldBeNull();
        report.PeakHour.ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task Other_practices_and_outbound_calls_are_in_no_figure(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var at = new DateTimeOffset(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);
        var outbound = office.Call(at);
        outbound.Direction = Direction.Outbound;
        var elsewhere = office.Call(at);
        elsewhere.PracticeId = office.OtherPractice;
        var text = office.Call(at);
        text.Channel = Channel.Sms;
        await office.AddAsync(outbound, elsewhere, text, office.Call(at));

        (await office.ReportAsync("2026-11-16", "2026-11-16", ReportBy.Day)).Totals["received"].ShouldBe(1m);
    }

    [Theory, BothEngines]
    public async Task Every_cell_equals_the_calls_behind_it(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.AddAsync(SampleWeek.Random(office, new Random(4711), new DateOnly(2026, 10, 31), days: 3, count: 250));
        var scope = await office.ScopeAsync("2026-10-31", "2026-11-02");

        foreach (var by in new[] { ReportBy.Day, ReportBy.Hour })
        {
            var report = await office.ReportAsync("2026-10-31", "2026-11-02", by);
            foreach (var row in report.Rows.Append(report.Totals))
            {
                await CheckAsync(office, scope, row);
            }
        }
    }

    private static async Task CheckAsync(BackOffice office, ReportScope scope, IReadOnlyDictionary<string, object?> row)
    {
        var day = row.GetValueOrDefault("day") as DateOnly?;
        var hour = row.GetValueOrDefault("hour") as int?;
        var received = await BehindAsync(office, scope, "received", day, hour);
        foreach (var metric in InboundMetrics.All)
        {
            var behind = await BehindAsync(office, scope, metric.Key, day, hour);
            if (metric.Unit is Unit.Calls)
            {
                row[metric.Key].ShouldBe((decimal)behind, metric.Key);
            }
            else if (metric.Unit is Unit.Percent)
            {
                row[metric.Key].ShouldBe(received == 0 ? null : (object)Math.Round(100m * behind / received, 2, MidpointRounding.AwayFromZero), metric.Key);
            }
            else
            {
                (row[metric.Key] is null).ShouldBe(behind == 0, metric.Key);
            }
        }
    }

    private static async Task<int> BehindAsync(BackOffice office, ReportScope scope, string column, DateOnly? day, int? hour) =>
        (await office.Get<InboundByHour>().RowsAsync(scope, new ReportCell(InboundMetrics.Find(column)!, day, hour, null, null), Ct)).Ids.Count;

    private static decimal?[] Figures(InboundReport report) =>
        [.. new[] { "received", "handled", "dropped", "handledRatio", "repeatCalls", "repeatRatio", "uniqueRatio" }.Select(k => (decimal?)report.Totals[k])];
}
