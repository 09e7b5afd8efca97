using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Practices;

public sealed class StaffTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Agents_read_extensions_teams_and_who_reports_to_whom_also_of_those_without_an_account(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await ContactsTests.PracticeAsync(centre);
        var (team, place) = (new TeamId(Guid.CreateVersion7()), new LocationId(Guid.CreateVersion7()));
        await using (var db = centre.Databases.Create())
        {
            db.AddRange(new Team { Id = team, PracticeId = practice, Name = "Front line" }, new Location { Id = place, PracticeId = practice, Name = "Riverside" });
            await db.SaveChangesAsync(Ct);
        }
        var account = await centre.AddUserAsync("dana", "agent", team, practice);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        using var agent = await centre.SignInAsync("dana");

        var head = Find((await SaveAsync(manager, practice, null, new { name = "Rae Holm", title = "Office manager", extension = "201", directNumber = "512-555-0191", steeringRole = "Chair", location = place })).Body, "Rae Holm");
        await SaveAsync(manager, practice, null, new { name = "Dana Brooks", user = account, reportsTo = head.GetProperty("id").GetString() });

        var seen = await agent.GetFromJsonAsync<JsonElement>($"/api/practices/{practice}/staff", Ct);
        var (rae, dana) = (Find(seen, "Rae Holm"), Find(seen, "Dana Brooks"));
        (rae.GetProperty("extension").GetString(), rae.GetProperty("directNumber").GetString(), rae.GetProperty("reports").GetInt32(), rae.GetProperty("steeringRole").GetString())
            .ShouldBe(("201", "+15125550191", 1, "Chair"));
        (dana.GetProperty("team").GetString(), dana.GetProperty("reportsTo").GetString()).ShouldBe(("Front line", head.GetProperty("id").GetString()));
        (seen.GetProperty("mostReports").GetInt32(), seen.GetProperty("accounts").GetArrayLength()).ShouldBe((10, 0));
        (await agent.PostAsJsonAsync($"/api/practices/{practice}/staff", new { name = "x" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_reports_to_themselves_by_any_way_and_what_is_wrong_is_told_by_its_field()
    {
        await using var centre = await TestCentre.StartAsync();
        var (practice, elsewhere) = (await ContactsTests.PracticeAsync(centre), await ContactsTests.PracticeAsync(centre));
        using var manager = await centre.SignInAsRoleAsync("manager", practice, elsewhere);
        var head = Find((await SaveAsync(manager, practice, null, new { name = "Head" })).Body, "Head").GetProperty("id").GetString();
        var hand = Find((await SaveAsync(manager, practice, null, new { name = "Hand", reportsTo = head })).Body, "Hand").GetProperty("id").GetString();

        Wrong((await SaveAsync(manager, practice, head, new { name = "Head", reportsTo = hand })).Body).ShouldBe(["reportsTo"]);
        Wrong((await SaveAsync(manager, practice, head, new { name = "Head", reportsTo = head })).Body).ShouldBe(["reportsTo"]);
        Wrong((await SaveAsync(manager, elsewhere, null, new { name = " ", extension = "2a", directNumber = "nobody", location = Guid.CreateVersion7(), user = Guid.CreateVersion7(), reportsTo = head })).Body)
            .ShouldBe(["name", "extension", "directNumber", "location", "user", "reportsTo"], ignoreOrder: true);
        (await SaveAsync(manager, elsewhere, head, new { name = "Head" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothEngines]
    public async Task How_many_may_report_to_one_is_the_practices_to_say(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await ContactsTests.PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);

        (await manager.PutAsJsonAsync($"/api/practices/{practice}", new { mostReports = 0 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await manager.PutAsJsonAsync($"/api/practices/{practice}", new { mostReports = 8 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await manager.GetFromJsonAsync<JsonElement>($"/api/practices/{practice}/staff", Ct)).GetProperty("mostReports").GetInt32().ShouldBe(8);
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> SaveAsync(HttpClient who, PracticeId practice, string? one, object body) =>
        ContactsTests.SendAsync(who, one is null ? HttpMethod.Post : HttpMethod.Put, $"practices/{practice}/staff{(one is null ? "" : $"/{one}")}", body);

    private static JsonElement Find(JsonElement staff, string name) => staff.GetProperty("items").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);

    private static IReadOnlyList<string> Wrong(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}
