using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Identity;

public sealed class UsersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task An_administrator_makes_and_changes_accounts(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await AddPracticeAsync(centre);
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var made = await admin.PostAsJsonAsync("/api/users",
            new { user = "dana", name = "Dana Reyes", role = "agent", password = "a long enough sentence", practices = new[] { practice.Value } }, Ct);
        var dana = await made.Content.ReadFromJsonAsync<JsonNode>(Ct);
        using var changed = await admin.PutAsJsonAsync($"/api/users/{dana!["id"]}", new { role = "lead" }, Ct);
        using var client = await centre.SignInAsync("dana", "a long enough sentence");
        var me = await client.GetFromJsonAsync<JsonNode>("/api/session", Ct);
        var listed = await admin.GetFromJsonAsync<JsonNode>("/api/users", Ct);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        me!["role"]!["key"]!.GetValue<string>().ShouldBe("lead");
        me["practices"]![0]!["name"]!.GetValue<string>().ShouldBe("Cedar Family Medicine");
        listed!["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_changed_role_counts_from_the_next_request()
    {
        await using var centre = await TestCentre.StartAsync();
        var dana = await centre.AddUserAsync("dana", "agent");
        using var client = await centre.SignInAsync("dana");
        using var admin = await centre.SignInAsRoleAsync("admin");
        (await client.GetAsync("/api/settings", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await admin.PutAsJsonAsync($"/api/users/{dana}", new { role = "supervisor" }, Ct);

        (await client.GetAsync("/api/settings", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("dana", "Dana", "agent", "short", "password")]
    [InlineData("dana", "Dana", "agent", "aaaaaaaaaaaaaaaa", "password")]
    [InlineData("dana", "Dana", "agent", "password password", "password")]
    [InlineData("dana", "Dana", "agent", "it is dana again", "password")]
    [InlineData("dana", "Dana", "king", "a long enough sentence", "role")]
    [InlineData("dana", " ", "agent", "a long enough sentence", "name")]
    [InlineData("da na", "Dana", "agent", "a long enough sentence", "user")]
    [InlineData("ADMIN", "Dana", "agent", "a long enough sentence", "user")]
    public async Task An_account_that_cannot_be_is_refused_at_its_field(string user, string name, string role, string password, string field)
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");

        using var answer = await admin.PostAsJsonAsync("/api/users", new { user, name, role, password }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights()
    {
        await using var centre = await TestCentre.StartAsync();
        var id = await centre.AddUserAsync("root-admin", "admin");
        using var admin = await centre.SignInAsync("root-admin");

        (await admin.PutAsJsonAsync($"/api/users/{id}", new { role = "director" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.PutAsJsonAsync($"/api/users/{id}", new { active = false }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_locked_account_is_unlocked_by_hand()
    {
        await using var centre = await TestCentre.StartAsync();
        var dana = await centre.AddUserAsync("dana", "agent");
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var nobody = centre.Client();
        for (var i = 0; i < 7; i++)
        {
            await nobody.PostAsJsonAsync("/api/session", new { user = "dana", password = "wrong" }, Ct);
        }

        using var unlocked = await admin.PostAsync($"/api/users/{dana}/unlock", null, Ct);

        (await unlocked.Content.ReadFromJsonAsync<JsonNode>(Ct))!["lockedUntil"].ShouldBeNull();
        (await centre.TokenAsync("dana")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_exist_is_not_found()
    {
        await using var centre = await TestCentre.StartAsync();
        using var admin = await centre.SignInAsRoleAsync("admin");

        (await admin.PutAsJsonAsync($"/api/users/{Guid.CreateVersion7()}", new { name = "x" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_person_sees_their_own_practices_and_an_administrator_all()
    {
        await using var centre = await TestCentre.StartAsync();
        var own = await AddPracticeAsync(centre);
        await AddPracticeAsync(centre);
        using var agent = await centre.SignInAsRoleAsync("agent", own);
        using var admin = await centre.SignInAsRoleAsync("admin");

        (await agent.GetFromJsonAsync<JsonNode>("/api/practices", Ct))!["total"]!.GetValue<int>().ShouldBe(1);
        (await admin.GetFromJsonAsync<JsonNode>("/api/practices", Ct))!["total"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_supervisor_reads_what_the_team_did_and_an_administrator_all_without_patients()
    {
        await using var centre = await TestCentre.StartAsync();
        var team = new Team { Id = new TeamId(Guid.CreateVersion7()), PracticeId = await AddPracticeAsync(centre), Name = "Front line" };
        await using (var db = centre.Databases.Create())
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync(Ct);
        }
        await centre.AddUserAsync("dana", "agent", team.Id);
        await centre.AddUserAsync("stranger", "agent");
        await centre.AddUserAsync("boss", "supervisor", team.Id);
        await centre.TokenAsync("dana");
        await centre.TokenAsync("stranger");
        using var supervisor = await centre.SignInAsync("boss");
        using var admin = await centre.SignInAsRoleAsync("admin");

        var teams = await supervisor.GetFromJsonAsync<JsonNode>("/api/audit?code=session.opened", Ct);
        var all = await admin.GetFromJsonAsync<JsonNode>("/api/audit?code=session.opened", Ct);
        using var ofPatient = await admin.GetAsync($"/api/audit?patient={Guid.CreateVersion7()}", Ct);

        teams!["items"]!.AsArray().Select(i => i!["actor"]!.GetValue<string>()).ShouldBe(["boss", "dana"]);
        all!["total"]!.GetValue<int>().ShouldBe(4);
        ofPatient.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<PracticeId> AddPracticeAsync(TestCentre centre)
    {
        await using var db = centre.Databases.Create();
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Cedar Family Medicine" };
        db.Practices.Add(practice);
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }
}
