using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;

namespace Kindline.Tests.Supervision;

public sealed class LeadTests : IAsyncLifetime
{
    private FloorCentre centre = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        centre = await FloorCentre.OpenAsync();
        await centre.ReadyAsync(centre.Ana, centre.Ben);
    }

    public ValueTask DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task An_agent_is_set_away_with_a_reason_and_the_audit_says_by_whom()
    {
        var answer = await PutAsync($"agents/{centre.Ana}/state", new { state = "away", reason = "Meeting" });

        answer.GetProperty("when").GetString().ShouldBe("now");
        (await centre.OnFloorAsync(centre.Ana)).ShouldSatisfyAllConditions(
            a => a!.State.ShouldBe(AgentState.Away), a => a!.Reason.ShouldBe("Meeting"));
        (await centre.AuditAsync("agent.stateSet")).ShouldBe([centre.Ana.ToString()]);
    }

    [Fact]
    public async Task Who_is_on_a_call_is_signed_out_after_it()
    {
        await centre.SendAsync(new FloorInput.OutboundStarted(centre.Ana, new InteractionId(Guid.CreateVersion7())));

        var answer = await PutAsync($"agents/{centre.Ana}/state", new { state = "signedOut" });

        answer.GetProperty("when").GetString().ShouldBe("afterCall");
        (await centre.OnFloorAsync(centre.Ana))!.Next!.Value.State.ShouldBe(AgentState.SignedOut);
    }

    [Fact]
    public async Task Nobody_of_another_team_is_found()
    {
        using var answer = await centre.Supervisor.PutAsJsonAsync($"/api/floor/agents/{centre.Stranger}/state", new { state = "signedOut" }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task So_many_are_taken_from_a_queue_and_undo_brings_them_back()
    {
        var moved = await TakeAsync(1, heldMinutes: null);
        (await ServesAsync(moved)).ShouldBe([centre.Appointments]);

        using var undone = await centre.Supervisor.PostAsync($"/api/floor/moves/{moved.GetProperty("id").GetGuid()}/undo", null, Ct);

        undone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ServesAsync(moved)).ShouldBe([centre.NoShow, centre.Appointments]);
    }

    [Fact]
    public async Task They_return_by_themselves_once_the_level_has_held()
    {
        var moved = await TakeAsync(1, heldMinutes: 10);

        await HoldAsync(TimeSpan.FromMinutes(9));
        (await ServesAsync(moved)).ShouldBe([centre.Appointments]);
        await HoldAsync(TimeSpan.FromMinutes(1.2));

        (await ServesAsync(moved)).ShouldBe([centre.NoShow, centre.Appointments]);
        (await centre.AuditAsync("agent.movedBack")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_low_level_keeps_them()
    {
        var moved = await TakeAsync(1, heldMinutes: 10);
        await centre.CallAsync(centre.Appointments, waited: 90, answered: false);

        await HoldAsync(TimeSpan.FromMinutes(20));

        (await ServesAsync(moved)).ShouldBe([centre.Appointments]);
    }

    [Fact]
    public async Task A_move_is_in_force_after_a_restart()
    {
        var moved = await TakeAsync(1, heldMinutes: 10);
        await centre.SendAsync(new FloorInput.ProfileSet(new AgentId(First(moved)), RoutingProfile.Empty));

        await centre.Get<AgentRegister>().StartAsync(Ct);

        (await ServesAsync(moved)).ShouldBe([centre.Appointments]);
    }

    [Fact]
    public async Task A_move_to_a_profile_is_undone_to_the_one_before()
    {
        var moved = await PostAsync("moves", new { agents = new[] { centre.Ana.ToString() }, profile = centre.Billing.ToString() });
        (await ServesAsync(moved)).ShouldBeEmpty();

        using var undone = await centre.Supervisor.PostAsync($"/api/floor/moves/{moved.GetProperty("id").GetGuid()}/undo", null, Ct);

        (await ServesAsync(moved)).ShouldBe([centre.NoShow, centre.Appointments]);
    }

    [Theory]
    [InlineData("""{"count":1,"to":"00000000-0000-7000-8000-000000000000"}""", "to")]
    [InlineData("""{"count":0}""", "to")]
    [InlineData("""{"profile":"nothing"}""", "profile")]
    public async Task A_move_that_cannot_be_read_is_refused_by_the_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await centre.Supervisor.PostAsync("/api/floor/moves", content, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task An_announcement_is_at_the_desks_until_each_has_seen_it()
    {
        var sent = await PostAsync("announcements", new { text = "Phones are up again" });
        var ana = await centre.SignInAsync("ana");

        sent.GetProperty("desks").GetInt32().ShouldBe(2);
        var shown = await ana.GetFromJsonAsync<JsonElement>("/api/announcements", Ct);
        shown.GetProperty("items")[0].GetProperty("text").GetString().ShouldBe("Phones are up again");
        using var seen = await ana.PostAsync($"/api/announcements/{sent.GetProperty("id").GetGuid()}/seen", null, Ct);
        (await ana.GetFromJsonAsync<JsonElement>("/api/announcements", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
        var line = (await centre.Supervisor.GetFromJsonAsync<JsonElement>("/api/floor/announcements", Ct)).GetProperty("items")[0];
        line.GetProperty("seen").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_announcement_to_one_is_nobody_else_s()
    {
        await PostAsync("announcements", new { text = "Please call me", agent = centre.Ana.ToString() });

        var others = await (await centre.SignInAsync("ben")).GetFromJsonAsync<JsonElement>("/api/announcements", Ct);

        others.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_leads_nobody()
    {
        var ben = await centre.SignInAsync("ben");

        using var away = await ben.PutAsJsonAsync($"/api/floor/agents/{centre.Ana}/state", new { state = "away", reason = "x" }, Ct);
        using var move = await ben.PostAsJsonAsync("/api/floor/moves", new { }, Ct);
        using var announcement = await ben.PostAsJsonAsync("/api/floor/announcements", new { text = "x" }, Ct);

        new[] { away, move, announcement }.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Forbidden);
    }

    private Task<JsonElement> TakeAsync(int count, int? heldMinutes) => PostAsync(
        "moves", new { count, from = centre.NoShow.ToString(), to = centre.Appointments.ToString(), heldMinutes });

    /// <summary>Time goes by in looks of the watch, each of which is over before the next.</summary>
    private async Task HoldAsync(TimeSpan time)
    {
        for (var gone = TimeSpan.Zero; gone < time; gone += TimeSpan.FromSeconds(30))
        {
            centre.Clock.Advance(TimeSpan.FromSeconds(30));
            await centre.Watch.LookAsync(Ct);
        }
        await centre.PassAsync(TimeSpan.Zero);
    }

    private async Task<IEnumerable<QueueId>> ServesAsync(JsonElement moved) =>
        (await centre.OnFloorAsync(new AgentId(First(moved))))!.Profile.Queues.OrderBy(q => q.Level).Select(q => q.Queue);

    private static Guid First(JsonElement moved) => moved.GetProperty("agents")[0].GetProperty("id").GetGuid();

    private async Task<JsonElement> PutAsync(string path, object body) => await ReadAsync(await centre.Supervisor.PutAsJsonAsync($"/api/floor/{path}", body, Ct));

    private async Task<JsonElement> PostAsync(string path, object body) => await ReadAsync(await centre.Supervisor.PostAsJsonAsync($"/api/floor/{path}", body, Ct));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        }
    }
}
