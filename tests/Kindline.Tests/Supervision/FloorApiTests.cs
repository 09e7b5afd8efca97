using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Engine.Routing;

namespace Kindline.Tests.Supervision;

public sealed class FloorApiTests : IAsyncLifetime
{
    private FloorCentre centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => centre = await FloorCentre.OpenAsync();

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task A_queue_shows_its_level_of_today_and_of_the_last_half_hour()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        await centre.PassAsync(TimeSpan.FromMinutes(31));
        await centre.CallAsync(centre.Appointments, waited: 40, answered: true);
        await centre.CallAsync(centre.Appointments, waited: 9, answered: false);

        var queue = await centre.QueueAsync(centre.Appointments);

        Level(queue, "today").ShouldBe((33.3, 3));
        Level(queue, "recent").ShouldBe((0, 2));
    }

    [Fact]
    public async Task Calls_of_before_a_restart_are_in_the_level_of_today()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        var again = new Kindline.Supervision.LiveFigures(
            centre.Get<Kindline.Interactions.InteractionLog>(), centre.Databases, centre.Clock);

        await again.StartAsync(Ct);

        again.OfQueue(centre.Appointments, centre.Practice, TimeSpan.FromSeconds(20)).Today.ShouldBe(new(1, 1));
        again.CallsOf(centre.Ana).ShouldBe(1);
        await again.StopAsync(Ct);
    }

    [Fact]
    public async Task The_day_begins_at_the_practice_s_own_midnight()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);

        // 15:00 UTC is 9:00 in Chicago.
        await centre.PassAsync(TimeSpan.FromHours(14.9));
        Level(await centre.QueueAsync(centre.Appointments), "today").Received.ShouldBe(1);
        await centre.PassAsync(TimeSpan.FromHours(0.2));

        Level(await centre.QueueAsync(centre.Appointments), "today").Received.ShouldBe(0);
    }

    [Fact]
    public async Task The_half_hours_of_the_day_stand_in_the_practice_s_own_time()
    {
        await centre.CallAsync(centre.Appointments, waited: 5, answered: true);
        await centre.CallAsync(centre.NoShow, waited: 9, answered: false);

        var days = (await centre.FloorAsync()).GetProperty("days");

        var line = days.EnumerateArray().Single().GetProperty("counts").EnumerateArray().Sum(c => c.GetProperty("received").GetInt32());
        line.ShouldBe(2);
    }

    [Fact]
    public async Task Long_work_and_missed_offers_are_flagged()
    {
        await centre.ReadyAsync(centre.Ana);
        await MissAsync();
        await centre.SendAsync(new FloorInput.Readied(centre.Ana));
        await MissAsync();

        (await FlagsAsync()).ShouldBe(["missedOffers"]);
    }

    [Fact]
    public async Task Another_threshold_is_in_force_at_once()
    {
        await centre.ReadyAsync(centre.Ana);
        await MissAsync();

        using var answer = await centre.Supervisor.PutAsJsonAsync($"/api/floor/thresholds/{centre.Practice}", new { missedOffers = 1 }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await FlagsAsync()).ShouldBe(["missedOffers"]);
    }

    [Fact]
    public async Task Who_waits_while_nobody_is_ready_is_an_alert()
    {
        await centre.ReadyAsync(centre.Ana);
        await centre.SendAsync(new FloorInput.Arrived(Call(), centre.Appointments, 0, null));
        await centre.SendAsync(new FloorInput.Arrived(Call(), centre.Appointments, 0, null));

        (await AlertsAsync()).ShouldBe(["nobodyReady"]);
    }

    [Fact]
    public async Task A_lost_phone_is_an_alert()
    {
        await centre.ReadyAsync(centre.Ana);
        await centre.SendAsync(new FloorInput.PhoneLost(centre.Ana));

        (await AlertsAsync()).ShouldBe(["phoneLost"]);
    }

    [Fact]
    public async Task People_of_other_practices_are_not_on_the_floor_nor_their_queues()
    {
        var seen = await centre.FloorAsync();

        seen.GetProperty("agents").EnumerateArray().Select(a => a.GetProperty("id").GetGuid()).ShouldNotContain(centre.Stranger.Value);
        seen.GetProperty("practices").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_agent_sees_colleagues_but_neither_flags_nor_alerts()
    {
        await centre.ReadyAsync(centre.Ana);
        await centre.SendAsync(new FloorInput.PhoneLost(centre.Ana));

        var seen = await centre.FloorAsync(await centre.SignInAsync("ben"));

        seen.GetProperty("agents").GetArrayLength().ShouldBe(3);
        seen.GetProperty("alerts").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_board_has_queues_and_nobody_s_name()
    {
        using var answer = await centre.Supervisor.GetAsync("/api/floor/board", Ct);

        var text = await answer.Content.ReadAsStringAsync(Ct);
        text.ShouldContain("No-show");
        text.ShouldNotContain("ana");
    }

    [Fact]
    public async Task Of_a_call_a_supervisor_reads_initials_and_the_audit_keeps_that()
    {
        var call = await centre.TalkingAsync(centre.Ana, "Maria", "Gomez");

        var seen = await centre.Supervisor.GetFromJsonAsync<JsonElement>($"/api/floor/agents/{centre.Ana}/call", Ct);

        seen.GetProperty("initials").GetString().ShouldBe("M. G.");
        (await centre.AuditAsync("floor.call")).ShouldBe([call.Id.ToString()]);
    }

    [Fact]
    public async Task An_agent_reads_nobody_s_initials()
    {
        await centre.TalkingAsync(centre.Ana, "Maria", "Gomez");

        using var answer = await (await centre.SignInAsync("ben")).GetAsync($"/api/floor/agents/{centre.Ana}/call", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_agent_sets_no_threshold()
    {
        using var answer = await (await centre.SignInAsync("ben")).PutAsJsonAsync($"/api/floor/thresholds/{centre.Practice}", new { waiting = 9 }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"percent":101}""", "percent")]
    [InlineData("""{"wrapUpSeconds":0}""", "wrapUpSeconds")]
    public async Task A_threshold_out_of_range_is_refused_by_its_name(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await centre.Supervisor.PutAsync($"/api/floor/thresholds/{centre.Practice}", content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(field);
    }

    // The floor takes its own tick before what the test asks it next.
    private async Task MissAsync()
    {
        await centre.SendAsync(new FloorInput.Arrived(Call(), centre.Appointments, 0, null));
        centre.Clock.Advance(TimeSpan.FromSeconds(13));
    }

    private static (double Percent, int Received) Level(JsonElement queue, string which) =>
        (queue.GetProperty(which).TryGetProperty("percent", out var percent) && percent.ValueKind == JsonValueKind.Number ? percent.GetDouble() : 0,
            queue.GetProperty(which).GetProperty("received").GetInt32());

    private async Task<IEnumerable<string?>> FlagsAsync() =>
        (await centre.AgentAsync(centre.Ana)).GetProperty("flags").EnumerateArray().Select(f => f.GetString());

    private async Task<IEnumerable<string?>> AlertsAsync() =>
        (await centre.FloorAsync()).GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("kind").GetString());

    private static InteractionId Call() => new(Guid.CreateVersion7());
}
