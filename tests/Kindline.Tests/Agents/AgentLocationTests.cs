using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Agents;

public sealed class AgentLocationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Where_an_agent_sits_is_kept_and_asked_again_at_the_next_sign_in(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        using var agent = await centre.SignInAsRoleAsync("agent");

        var before = await LocationAsync(agent);
        using var put = await agent.PutAsJsonAsync("/api/agents/me/location", new { address = " 12 Juniper Lane, room 3, Austin 78701 ", state = "tx" }, Ct);
        var now = await LocationAsync(agent);
        using var elsewhere = await centre.SignInAsync("agent");
        var later = await LocationAsync(elsewhere);

        before.ShouldBe((null, null, false));
        now.ShouldBe(("12 Juniper Lane, room 3, Austin 78701", "TX", true));
        later.ShouldBe(now with { Current = false });
    }

    [Theory]
    [InlineData("", "TX", "address")]
    [InlineData("12 Juniper Lane, Austin", "Texas", "state")]
    [InlineData("12 Juniper Lane, Austin", "XX", "state")]
    public async Task A_place_nobody_could_be_sent_to_is_refused_by_field(string address, string state, string field)
    {
        await using var centre = await TestCentre.StartAsync();
        using var agent = await centre.SignInAsRoleAsync("agent");

        using var refused = await agent.PutAsJsonAsync("/api/agents/me/location", new { address, state }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
    }

    private static async Task<(string? Address, string? State, bool Current)> LocationAsync(HttpClient client)
    {
        var view = await client.GetFromJsonAsync<JsonElement>("/api/agents/me/location", Ct);
        return (view.GetProperty("address").GetString(), view.GetProperty("state").GetString(), view.GetProperty("current").GetBoolean());
    }
}
