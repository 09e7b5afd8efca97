using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Tests.Supervision;

namespace Kindline.Tests.Reporting;

/// <summary>Today over the wire: the report's totals beside the targets.</summary>
public sealed class DayApiTests : IAsyncLifetime
{
    private FloorCentre centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => centre = await FloorCentre.OpenAsync();

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task Every_figure_is_the_total_of_today_s_report()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        await centre.CallAsync(centre.Appointments, waited: 40, answered: true);
        await centre.CallAsync(centre.Appointments, waited: 9, answered: false);

        var day = await DayAsync();
        var report = await centre.Supervisor.GetFromJsonAsync<JsonElement>($"/api/reports/inbound-by-hour?practice={centre.Practice}", Ct);

        foreach (var figure in day.GetProperty("figures").EnumerateArray())
        {
            var key = figure.GetProperty("key").GetString()!;
            figure.GetProperty("value").ToString().ShouldBe(report.GetProperty("totals").GetProperty(key).ToString(), key);
        }
        Figure(day, "received").GetProperty("value").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task The_service_level_has_a_target_from_the_start_and_others_when_they_are_set()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        await centre.CallAsync(centre.Appointments, waited: 9, answered: false);

        (await TargetAsync("abandonmentRate", 60)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var day = await DayAsync();
        Result(day, "serviceLevel").ShouldBe((80, false));
        Result(day, "abandonmentRate").ShouldBe((60, true));
        Result(day, "longestWait").ShouldBe((null, null));
        (await centre.AuditAsync("report.target")).ShouldBe([centre.Practice.ToString()]);
    }

    [Fact]
    public async Task A_usual_target_can_be_taken_away()
    {
        await TargetAsync("serviceLevel", null);

        Result(await DayAsync(), "serviceLevel").ShouldBe((null, null));
    }

    [Theory]
    [InlineData("serviceLevel", 101, "target")]
    [InlineData("longestWait", -1, "target")]
    [InlineData("received", 5, "metric")]
    [InlineData("happiness", 5, "metric")]
    public async Task A_target_that_cannot_be_is_refused_by_field(string metric, decimal target, string field)
    {
        using var answer = await TargetAsync(metric, target);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_practice_s_day_and_targets_are_not_found()
    {
        using var target = await centre.Supervisor.PutAsJsonAsync($"/api/reports/targets/{centre.Other}/serviceLevel", new { target = 1 }, Ct);

        target.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await centre.Supervisor.GetAsync($"/api/reports/day?practice={centre.Other}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await centre.Supervisor.GetAsync($"/api/reports/day/agents?practice={centre.Other}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_day_of_the_team_has_its_agents_and_an_agent_s_own_day_the_agent_alone()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        var ana = await centre.SignInAsync("ana");

        var board = await centre.Supervisor.GetFromJsonAsync<JsonElement>($"/api/reports/day/agents?practice={centre.Practice}", Ct);
        var mine = await ana.GetFromJsonAsync<JsonElement>("/api/reports/my-day", Ct);

        var lines = board.GetProperty("agents").EnumerateArray().ToDictionary(a => a.GetProperty("id").GetGuid());
        lines.Keys.ShouldNotContain(centre.Stranger.Value);
        lines[centre.Ana.Value].GetProperty("values").GetProperty("callsHandled").GetInt32().ShouldBe(1);
        lines[centre.Ben.Value].GetProperty("values").GetProperty("callsHandled").GetInt32().ShouldBe(0);
        Figure(mine, "callsHandled").GetProperty("value").GetInt32().ShouldBe(1);
        mine.GetProperty("zone").GetString().ShouldBe("America/Chicago");
        (await ana.GetAsync($"/api/reports/day?practice={centre.Practice}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_of_the_team_misses_a_target_is_named()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        await TargetAsync("callsMade", 5);

        var board = await centre.Supervisor.GetFromJsonAsync<JsonElement>($"/api/reports/day/agents?practice={centre.Practice}", Ct);

        var ana = board.GetProperty("agents").EnumerateArray().Single(a => a.GetProperty("id").GetGuid() == centre.Ana.Value);
        ana.GetProperty("missed").EnumerateArray().Select(key => key.GetString()).ShouldBe(["callsMade"]);
    }

    private Task<JsonElement> DayAsync() => centre.Supervisor.GetFromJsonAsync<JsonElement>($"/api/reports/day?practice={centre.Practice}", Ct);

    private Task<HttpResponseMessage> TargetAsync(string metric, decimal? target) =>
        centre.Supervisor.PutAsJsonAsync($"/api/reports/targets/{centre.Practice}/{metric}", new { target }, Ct);

    private static JsonElement Figure(JsonElement day, string key) =>
        day.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key);

    private static (decimal? Target, bool? Met) Result(JsonElement day, string key)
    {
        var figure = Figure(day, key);
        return (Of(figure, "target") is { } target ? target.GetDecimal() : null, Of(figure, "met") is { } met ? met.GetBoolean() : null);
    }

    private static JsonElement? Of(JsonElement figure, string name) =>
        figure.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
