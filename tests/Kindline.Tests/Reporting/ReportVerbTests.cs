using System.Text.Json;
using Kindline.Foundation;
using Kindline.Reporting;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Reporting;

public sealed class ReportVerbTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task It_writes_the_figures_that_the_screen_shows(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.AddAsync(office.Call(office.Clock.GetUtcNow()));
        string[] range = ["inbound-by-hour", "--from", "2026-11-16", "--to", "2026-11-16", "--practice", office.Practice.ToString()];

        var (csvCode, csv, _) = await RunAsync(office, [.. range, "--by", "hour"]);
        var (jsonCode, json, _) = await RunAsync(office, [.. range, "--json"]);

        (csvCode, jsonCode).ShouldBe((0, 0));
        csv.ShouldContain("\r\n9,1,1,0,100.00%,100.00%,7.0,");
        JsonDocument.Parse(json).RootElement.GetProperty("peakHour").GetProperty("hour").GetInt32().ShouldBe(9);
    }

    [Fact]
    public async Task Wrong_words_are_told_and_nothing_is_written()
    {
        await using var office = await BackOffice.OpenAsync(DatabaseEngine.Sqlite);

        var (unknown, nothing, usage) = await RunAsync(office, ["outbound-by-moon"]);
        var (wrong, _, why) = await RunAsync(office, ["inbound-by-hour", "--from", "soon", "--practice", office.Practice.ToString()]);

        (unknown, nothing, wrong).ShouldBe((2, "", 2));
        usage.ShouldStartWith("usage:");
        why.ShouldContain("from must be a day");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("+15125550100 x", "'+15125550100 x")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-0.50%", "-0.50%")]
    [InlineData("Fax", "Fax")]
    public void A_cell_that_a_spreadsheet_would_run_is_shown_as_text(string cell, string written) => SpreadsheetCell.Guard(cell).ShouldBe(written);

    private static async Task<(int Code, string Out, string Error)> RunAsync(BackOffice office, string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await ReportVerb.RunAsync(args, office.Database.Options, office.Clock, output, error, Ct);
        return (code, output.ToString(), error.ToString());
    }
}
