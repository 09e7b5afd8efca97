using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Reporting;

/// <summary>The reports over the wire, as a person of each role gets them.</summary>
public sealed class ReportsApiTests
{
    private const string Report = "/api/reports/inbound-by-hour";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_supervisor_reads_a_report_and_the_reading_is_audited(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        using var client = await centre.SignInAsRoleAsync("supervisor", await PracticeAsync(centre));

        var report = await client.GetFromJsonAsync<JsonElement>($"{Report}?from=2026-11-16&to=2026-11-17&by=day", Ct);

        report.GetProperty("zone").GetString().ShouldBe("America/Chicago");
        report.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("day").GetString()).ShouldBe(["2026-11-16", "2026-11-17"]);
        report.GetProperty("totals").GetProperty("received").GetInt32().ShouldBe(0);
        (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "report.read" }, Ct)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_download_is_comma_separated_and_named()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = await centre.SignInAsRoleAsync("supervisor", await PracticeAsync(centre));

        using var answer = await client.GetAsync($"{Report}?from=2026-11-16&to=2026-11-16&by=day&format=csv", Ct);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("inbound-by-hour_2026-11-16_2026-11-16.csv");
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n");
        lines[0].ShouldStartWith("Day,Calls Received,Calls Handled,Calls Dropped,Calls handled Ratio,");
        lines[1].ShouldStartWith("2026-11-16,0,0,0,,");
        lines[2].ShouldStartWith("Total,0,0,0,,");
    }

    [Theory]
    [InlineData("?from=2026-11-17&to=2026-11-16", "to")]
    [InlineData("?from=2025-01-01&to=2026-11-16", "to")]
    [InlineData("?from=monday", "from")]
    [InlineData("?format=xlsx", "format")]
    [InlineData("?by=moon", "by")]
    [InlineData("/rows?column=happiness&hour=24", "column")]
    public async Task What_cannot_be_reported_is_refused_by_field(string asked, string field)
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = await centre.SignInAsRoleAsync("supervisor", await PracticeAsync(centre));

        using var answer = await client.GetAsync(Report + asked, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_practice_is_not_found_and_an_agent_may_not()
    {
        await using var centre = await TestCentre.StartAsync();
        var (mine, other) = (await PracticeAsync(centre), await PracticeAsync(centre));
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", mine);
        using var agent = await centre.SignInAsRoleAsync("agent", mine);

        (await supervisor.GetAsync($"{Report}?practice={other}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await supervisor.GetAsync($"{Report}/rows?practice={other}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.GetAsync(Report, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_metric_says_what_it_means()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = await centre.SignInAsRoleAsync("supervisor", await PracticeAsync(centre));

        var metrics = await client.GetFromJsonAsync<JsonElement>("/api/metrics", Ct);

        metrics.GetProperty("total").GetInt32().ShouldBe(20);
        foreach (var metric in metrics.GetProperty("items").EnumerateArray())
        {
            metric.EnumerateObject().Select(p => p.Value.GetString()).ShouldAllBe(text => !string.IsNullOrWhiteSpace(text));
        }
    }

    private static async Task<PracticeId> PracticeAsync(TestCentre centre)
    {
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Cedar Family Medicine", TimeZone = "America/Chicago" };
        await using var db = centre.Databases.Create();
        db.Practices.Add(practice);
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }
}
