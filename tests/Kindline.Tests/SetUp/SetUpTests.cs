using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Numbers;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.SetUp;

public class SetUpTests
{
    [Theory, BothEngines]
    public async Task An_administrator_takes_an_empty_centre_to_a_line_with_an_agent(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        using var admin = await centre.SignInAsRoleAsync("admin");

        var practice = await IdAsync(await admin.PostAsJsonAsync(
            "/api/practices", new { name = "Harbor Heart", timeZone = "America/New_York", hours = new[] { new { day = "monday", opensAt = "08:00", closesAt = "17:00" } } }, Ct));
        var queue = await IdAsync(await admin.PostAsJsonAsync("/api/queues", new { practice, name = "Appointments" }, Ct));
        var profile = await IdAsync(await admin.PostAsJsonAsync(
            "/api/profiles", new { practice, name = "Everyone", queues = new[] { new { queue, level = 1 } } }, Ct));
        using var number = await admin.PutAsJsonAsync("/api/numbers/%2B12125550100", new { practice, purpose = "Appointments", queue, shownOutbound = true }, Ct);
        using var trunk = await admin.PutAsJsonAsync("/api/trunks/carrier", new { from = "203.0.113.7, 198.51.100.0/24", outbound = "203.0.113.7:5060", user = "u", password = "secret-of-the-trunk" }, Ct);
        var agent = await centre.AddUserAsync("maria", "agent", null, new Kindline.Foundation.PracticeId(Guid.Parse(practice)));
        using var given = await admin.PutAsJsonAsync($"/api/agents/{agent}/profile", new { profile }, Ct);

        number.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trunk.Content.ReadAsStringAsync(Ct)).ShouldNotContain("secret-of-the-trunk");
        given.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var maria = await centre.SignInAsync("maria");
        var me = await maria.GetFromJsonAsync<JsonElement>("/api/agents/me", Ct);
        me.GetProperty("profile").GetProperty("queues")[0].GetProperty("name").GetString().ShouldBe("Appointments");
    }

    [Theory, BothEngines]
    public async Task What_there_is_of_a_centre_is_told_step_by_step(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        using var admin = await centre.SignInAsRoleAsync("admin");
        (await SetUpAsync(admin)).GetProperty("practices").GetArrayLength().ShouldBe(0);

        var practice = await IdAsync(await admin.PostAsJsonAsync("/api/practices", new { name = "Harbor Heart" }, Ct));
        var queue = await IdAsync(await admin.PostAsJsonAsync("/api/queues", new { practice, name = "Appointments" }, Ct));
        var profile = await IdAsync(await admin.PostAsJsonAsync("/api/profiles", new { practice, name = "Everyone", queues = new[] { new { queue, level = 1 } } }, Ct));
        var agent = await centre.AddUserAsync("maria", "agent", null, new Kindline.Foundation.PracticeId(Guid.Parse(practice)));
        await centre.AddUserAsync("desk", "frontdesk", null, new Kindline.Foundation.PracticeId(Guid.Parse(practice)));
        using var given = await admin.PutAsJsonAsync($"/api/agents/{agent}/profile", new { profile }, Ct);
        using var trunk = await admin.PutAsJsonAsync("/api/trunks/carrier", new { from = "203.0.113.7" }, Ct);
        var unknown = centre.Services.GetRequiredService<UnknownNumbers>();
        unknown.Saw("12125550100", "carrier", centre.Clock.GetUtcNow());
        unknown.Saw("2125550101", "carrier", centre.Clock.GetUtcNow());
        using var number = await admin.PutAsJsonAsync("/api/numbers/%2B12125550100", new { practice, purpose = "Appointments", queue }, Ct);

        var now = await SetUpAsync(admin);
        var one = now.GetProperty("practices")[0];
        one.GetProperty("queues")[0].GetProperty("name").GetString().ShouldBe("Appointments");
        one.GetProperty("profile").GetString().ShouldBe(profile);
        one.GetProperty("numbers")[0].GetProperty("e164").GetString().ShouldBe("+12125550100");
        (one.GetProperty("people").GetInt32(), one.GetProperty("agents").GetInt32(), one.GetProperty("ready").GetInt32()).ShouldBe((2, 1, 0));
        one.GetProperty("lastCall").ValueKind.ShouldBe(JsonValueKind.Null);
        now.GetProperty("trunks")[0].GetString().ShouldBe("carrier");
        now.GetProperty("unknown").EnumerateArray().ShouldHaveSingleItem().GetProperty("e164").GetString().ShouldBe("+12125550101");
    }

    [Fact]
    public async Task A_demo_centre_refuses_a_real_trunk()
    {
        await using var centre = await TestCentre.StartAsync(options: o => o with { Demo = true, DemoPassword = TestCentre.Password });
        using var admin = await centre.SignInAsync("admin");

        using var refused = await admin.PutAsJsonAsync("/api/trunks/carrier", new { from = "203.0.113.7" }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("KINDLINE_DEMO=0");
    }

    [Theory]
    [InlineData("/api/trunks/carrier", "{\"from\":\"not an address\"}")]
    [InlineData("/api/trunks/carrier", "{\"outbound\":\"203.0.113.7\"}")]
    [InlineData("/api/numbers/12", "{}")]
    public async Task What_cannot_be_is_refused_by_field(string path, string body)
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var refused = await admin.PutAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<JsonElement> SetUpAsync(HttpClient admin) => admin.GetFromJsonAsync<JsonElement>("/api/set-up", Ct);

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
        }
    }
}
