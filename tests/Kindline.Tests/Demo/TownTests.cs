using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Demo.Town;
using Kindline.Foundation;
using Kindline.Reporting.Metrics;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kindline.Tests.Demo;

/// <summary>A town lives in real time and needs the machine for itself.</summary>
[CollectionDefinition(nameof(TownTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>The demo's town keeps a log of its own, by listening; what our reports say of the same calls must be the same.</summary>
[Collection(nameof(TownTests))]
public sealed class TownTests
{
    private const int Calls = 40;
    private const int ServiceLevelSeconds = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forty_calls_of_the_town_are_on_the_report_as_the_town_saw_them()
    {
        await using var centre = await StartAsync(speed: 60, load: 2);
        using var supervisor = await centre.SignInAsync("supervisor");

        await FinishedAsync(centre.Services.GetRequiredService<TownLog>(), Calls);
        var side = await supervisor.GetFromJsonAsync<JsonElement>("/api/demo/town", Ct);
        var (since, until) = (side.GetProperty("since").GetDateTimeOffset(), side.GetProperty("until").GetDateTimeOffset());
        var report = (await supervisor.GetFromJsonAsync<JsonElement>(
            $"/api/reports/inbound-by-hour?by=day&from={Instant(since)}&to={Instant(until)}", Ct)).GetProperty("totals");
        List<TownCall> log = [.. Log(centre).Where(call => call.DialledAt < until)];

        log.Count.ShouldBe(side.GetProperty("calls").GetInt32());
        Differences(report, log).ShouldBeEmpty();
        side.GetProperty("columns").EnumerateArray().Where(c => c.GetProperty("verdict").GetString() != "equal").ShouldBeEmpty();
        side.GetProperty("columns").GetArrayLength().ShouldBe(InboundMetrics.All.Count);
        // Held the same way, a log that lacks a call, or has an hour wrong, is found out.
        Differences(report, log[1..]).ShouldContain(line => line.StartsWith("received", StringComparison.Ordinal));
        Differences(report, [.. log.Select(c => c with { HoldSeconds = c.HoldSeconds + 3 })]).ShouldHaveSingleItem().ShouldStartWith("averageHoldTime");
        AssertOfAllKinds(log);
    }

    [Fact]
    public async Task A_simulated_agent_stands_aside_for_the_person_of_its_seat()
    {
        await using var centre = await StartAsync(speed: 1);
        using var supervisor = await centre.SignInAsync("supervisor");
        await SeatAsync(supervisor, "agent2", isTaken: true);

        using var person = await centre.SignInAsync("agent2");
        var me = await person.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct);

        me.GetProperty("state").GetString().ShouldBe("signedOut");
        me.GetProperty("phone").GetProperty("reachable").GetBoolean().ShouldBeFalse();
        await SeatAsync(supervisor, "agent3", isTaken: true);
        (await SeatsAsync(supervisor))["agent1"].ShouldBe("signedOut");
    }

    [Fact]
    public async Task Where_no_town_lives_there_is_nothing_to_compare()
    {
        await using var centre = await TestCentre.StartAsync(options: o => o with { Demo = true, DemoPassword = TestCentre.Password });
        using var supervisor = await centre.SignInAsync("supervisor");

        (await supervisor.GetAsync("/api/demo/town", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TestCentre> StartAsync(int speed, int load = 1)
    {
        var centre = await TestCentre.StartAsync(
            replace: services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)),
            options: o => o with { Demo = true, Town = true, TownSpeed = speed, TownLoad = load, DemoPassword = TestCentre.Password });
        using var admin = await centre.SignInAsync("admin");
        var practice = (await admin.GetFromJsonAsync<JsonElement>("/api/practices", Ct)).GetProperty("items")[0].GetProperty("id").GetString();
        // What the line says takes its own time at any speed of the town.
        foreach (var (kind, text) in new[]
        {
            ("emergency", "In an emergency dial 9 1 1."), ("greeting", "Bayview Eye."), ("voicemail", "In an emergency dial 9 1 1. Leave a message."),
        })
        {
            using var answer = await admin.PutAsJsonAsync($"/api/prompts/{practice}/{kind}", new { text }, Ct);
            answer.EnsureSuccessStatusCode();
        }
        return centre;
    }

    private static async Task FinishedAsync(TownLog log, int calls)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        log.CallEnded += OnEnded;
        OnEnded(log, EventArgs.Empty);
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(120), Ct);
        log.CallEnded -= OnEnded;

        void OnEnded(object? sender, EventArgs e)
        {
            if (log.Finished().Calls.Count >= calls)
            {
                enough.TrySetResult();
            }
        }
    }

    /// <summary>The columns in which they differ, with both figures.</summary>
    private static List<string> Differences(JsonElement report, IReadOnlyList<TownCall> log)
    {
        var town = TownFigures.Of(log, [], TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), ServiceLevelSeconds);
        return
        [
            .. from metric in InboundMetrics.All
               let cell = report.GetProperty(metric.Key)
               let there = cell.ValueKind == JsonValueKind.Null ? (decimal?)null : cell.GetDecimal()
               where town[metric.Key].Agrees(there) is not true
               select $"{metric.Key}: {there} on the report, {town[metric.Key].Value} in the town",
        ];
    }

    private static IEnumerable<TownCall> Log(TestCentre centre) =>
        Directory.GetFiles(TownLog.FolderOf(centre.Options.DataFolder)).SelectMany(TownLog.Read).OrderBy(call => call.DialledAt);

    /// <summary>Figures that agree because nothing happened say nothing.</summary>
    private static void AssertOfAllKinds(List<TownCall> log)
    {
        log.ShouldContain(call => call.AnsweredAt != null);
        log.ShouldContain(call => call.LeftMessage);
        log.ShouldContain(call => call.AnsweredAt == null && !call.LeftMessage);
        log.ShouldContain(call => call.HoldSeconds > 0);
        log.ShouldContain(call => call.Resolved);
        log.Select(call => call.Caller).Distinct().Count().ShouldBeLessThan(log.Count, "somebody called again");
    }

    private static async Task SeatAsync(HttpClient supervisor, string user, bool isTaken)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(40), TimeProvider.System);
        while (((await SeatsAsync(supervisor))[user] != "signedOut") != isTaken)
        {
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<Dictionary<string, string>> SeatsAsync(HttpClient supervisor) =>
        (await supervisor.GetFromJsonAsync<JsonElement>("/api/agents", Ct)).GetProperty("items").EnumerateArray()
            .ToDictionary(a => a.GetProperty("user").GetString()!, a => a.GetProperty("state").GetString()!);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
