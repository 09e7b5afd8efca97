using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Knowledge;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Knowledge;

public sealed class KnowledgeTests
{
    private const string Line = "+15125550100", OtherLine = "+15125550101";

    private static readonly PracticeId Practice = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task The_lines_own_cards_come_first_and_expired_ones_sink(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await AddAsync(supervisor, new { practice = Practice, title = "Parking", body = "In the garage." });
        await AddAsync(supervisor, new { practice = Practice, title = "Preparing", body = "No lenses.", line = Line });
        await AddAsync(supervisor, new { practice = Practice, title = "Billing hours", body = "Until noon.", line = OtherLine });
        await AddAsync(supervisor, new { practice = Practice, title = "Before all", body = "Old.", line = Line, expiresOn = "2026-11-15" });

        var cards = await ListAsync(supervisor, $"?practice={Practice}&line={Uri.EscapeDataString(Line)}");

        cards.Select(c => c!["title"]!.GetValue<string>()).ShouldBe(["Preparing", "Parking", "Before all"]);
        cards.Select(c => c!["expired"]!.GetValue<bool>()).ShouldBe([false, false, true]);
    }

    [Theory, BothEngines]
    public async Task Every_word_of_a_search_is_looked_for_whatever_its_case(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Practice);
        await AddAsync(supervisor, new { practice = Practice, title = "Fax number", body = "Referrals go there too.", location = "Harbor Street" });
        await AddAsync(supervisor, new { practice = Practice, title = "Parking", body = "In the garage.", location = "Harbor Street" });

        (await ListAsync(supervisor, "?query=HARBOR%20referrals")).ShouldHaveSingleItem()!["title"]!.GetValue<string>().ShouldBe("Fax number");
        (await ListAsync(supervisor, "?query=harbor")).Count.ShouldBe(2);
    }

    [Theory, BothEngines]
    public async Task A_card_reported_wrong_is_its_owners_work_until_it_is_settled(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        var owner = await centre.AddUserAsync("owner", "supervisor", null, Practice);
        using var supervisor = await centre.SignInAsync("owner");
        using var agent = await centre.SignInAsRoleAsync("agent", Practice);
        var card = await AddAsync(supervisor, new { practice = Practice, title = "Fax number", body = "(512) 555-0199" });

        using var reported = await agent.PostAsJsonAsync($"/api/knowledge/{card}/wrong", new { note = "The number is out of service." }, Ct);

        (await reported.Content.ReadFromJsonAsync<JsonNode>(Ct))!["wrong"]!.GetValue<int>().ShouldBe(1);
        var item = (await ItemsAsync(centre)).ShouldHaveSingleItem();
        (item.Kind, item.Title, item.AssigneeId).ShouldBe((WorkItemKind.Knowledge, "Reported wrong: Fax number", owner));
        var reports = await supervisor.GetFromJsonAsync<JsonNode>($"/api/knowledge/{card}/reports", Ct);
        reports!["items"]![0]!["note"]!.GetValue<string>().ShouldBe("The number is out of service.");
        await supervisor.PostAsJsonAsync($"/api/knowledge/{card}/settle", new { }, Ct);
        (await ListAsync(agent, "")).ShouldHaveSingleItem()!["wrong"]!.GetValue<int>().ShouldBe(0);
        (await ItemsAsync(centre))[0].State.ShouldBe(WorkItemState.Done);
    }

    [Theory, BothEngines]
    public async Task A_deleted_card_is_gone_until_it_is_undone(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var director = await centre.SignInAsRoleAsync("director", Practice);
        var card = await AddAsync(director, new { practice = Practice, title = "Parking", body = "In the garage." });

        (await director.DeleteAsync($"/api/knowledge/{card}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ListAsync(director, "")).ShouldBeEmpty();
        (await director.PostAsJsonAsync($"/api/knowledge/{card}/undelete", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ListAsync(director, "")).Count.ShouldBe(1);
        var codes = (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter(), Ct)).Items.Select(e => e.Code);
        codes.Where(c => c.StartsWith("knowledge.", StringComparison.Ordinal)).ShouldBe(["knowledge.undeleted", "knowledge.deleted", "knowledge.created"]);
    }

    [Theory, BothEngines]
    public async Task The_owner_has_a_work_item_on_the_last_day_and_only_one(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine, LookingOnlyWhenAsked);
        using var lead = await centre.SignInAsRoleAsync("lead", Practice);
        await AddAsync(lead, new { practice = Practice, title = "Flu shots", body = "Walk in.", expiresOn = "2026-11-17" });
        var expiring = centre.Services.GetRequiredService<ExpiringCards>();
        await expiring.RunAsync(Ct);
        (await ItemsAsync(centre)).ShouldBeEmpty();

        // Six in the morning UTC is midnight in Chicago.
        centre.Clock.Advance(TimeSpan.FromHours(15));
        await expiring.RunAsync(Ct);
        await expiring.RunAsync(Ct);

        (await ItemsAsync(centre)).ShouldHaveSingleItem().Title.ShouldBe("Last day of a knowledge card: Flu shots");
    }

    [Fact]
    public async Task A_card_that_somebody_else_has_changed_is_not_overwritten()
    {
        await using var centre = await CentreAsync();
        using var lead = await centre.SignInAsRoleAsync("lead", Practice);
        var card = await AddAsync(lead, new { practice = Practice, title = "Parking", body = "In the garage." });
        var seen = (await ListAsync(lead, ""))[0]!["changedAt"]!.GetValue<string>();
        centre.Clock.Advance(TimeSpan.FromSeconds(1));

        using var first = await lead.PutAsJsonAsync($"/api/knowledge/{card}", new { title = "Parking", body = "On the street.", changedAt = seen }, Ct);
        using var second = await lead.PutAsJsonAsync($"/api/knowledge/{card}", new { title = "Parking", body = "Nowhere.", changedAt = seen }, Ct);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_cannot_be_a_card_is_refused_by_field()
    {
        await using var centre = await CentreAsync();
        var stranger = await centre.AddUserAsync("stranger", "supervisor");
        using var lead = await centre.SignInAsRoleAsync("lead", Practice);

        using var answer = await lead.PostAsJsonAsync("/api/knowledge", new { practice = Practice, title = " ", body = "", line = "+15125559999", owner = stranger }, WireJson.Options, Ct);

        var errors = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["errors"]!.AsObject();
        errors.Select(e => e.Key).ShouldBe(["title", "body", "line", "owner"], ignoreOrder: true);
    }

    [Fact]
    public async Task Agents_read_and_report_but_do_not_edit_and_other_practices_see_nothing()
    {
        await using var centre = await CentreAsync();
        using var lead = await centre.SignInAsRoleAsync("lead", Practice);
        using var agent = await centre.SignInAsRoleAsync("agent", Practice);
        using var stranger = await centre.SignInAsRoleAsync("liaison");
        var card = await AddAsync(lead, new { practice = Practice, title = "Parking", body = "In the garage." });

        (await agent.PutAsJsonAsync($"/api/knowledge/{card}", new { title = "Mine", body = "Mine" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ListAsync(agent, "")).Count.ShouldBe(1);
        (await ListAsync(stranger, "")).ShouldBeEmpty();
        (await stranger.PostAsJsonAsync($"/api/knowledge/{card}/wrong", new { note = "No." }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static void LookingOnlyWhenAsked(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ImplementationType == typeof(ExpiringCards)));
        services.AddSingleton<ExpiringCards>();
    }

    private static async Task<TestCentre> CentreAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, Action<IServiceCollection>? replace = null)
    {
        var centre = await TestCentre.StartAsync(engine, replace);
        await using var db = centre.Databases.Create();
        db.Add(new Practice { Id = Practice, Name = "Bayview Eye", TimeZone = "America/Chicago" });
        db.AddRange(new[] { Line, OtherLine }.Select(number => new Number { E164 = number, PracticeId = Practice, Purpose = "Line", QueueId = new QueueId(Guid.CreateVersion7()) }));
        await db.SaveChangesAsync(Ct);
        return centre;
    }

    private static async Task<string> AddAsync(HttpClient client, object card)
    {
        using var answer = await client.PostAsJsonAsync("/api/knowledge", card, WireJson.Options, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["id"]!.GetValue<string>();
    }

    private static async Task<JsonArray> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonNode>($"/api/knowledge{query}", Ct))!["items"]!.AsArray();

    private static async Task<List<WorkItem>> ItemsAsync(TestCentre centre)
    {
        await using var db = centre.Databases.Create();
        return await db.WorkItems.ToListAsync(Ct);
    }
}
