using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Practices;

public sealed class ContactsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_manager_writes_whom_the_practice_works_with_and_agents_find_them_by_any_word_or_digits(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        using var agent = await centre.SignInAsRoleAsync("agent", practice);

        await AddAsync(manager, new { practice, kind = "pharmacy", name = "Walnut Pharmacy", phone = "512-555-0177", fax = "+15125550178" });
        await AddAsync(manager, new { practice, kind = "payer", name = "Lantern Health", aliases = "Lantern, LHP", portalLink = "https://portal.lantern.example/e?npi={npi}", people = new[] { new { name = "Noor Haddad", role = "Provider relations", decides = true } } });
        await AddAsync(manager, new { practice, kind = "vendor", name = "Acme Lenses", retired = true });

        (await NamesAsync(agent, "")).ShouldBe(["Lantern Health", "Walnut Pharmacy"]);
        (await NamesAsync(agent, "?query=HADDAD")).ShouldBe(["Lantern Health"]);
        (await NamesAsync(agent, "?query=555-0177")).ShouldBe(["Walnut Pharmacy"]);
        (await NamesAsync(agent, "?query=lhp%20relations")).ShouldBe(["Lantern Health"]);
        (await NamesAsync(agent, "?retired=true&query=lenses")).ShouldBe(["Acme Lenses"]);
        (await agent.PostAsJsonAsync("/api/organisations", new { practice, kind = "vendor", name = "x" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothEngines]
    public async Task A_liaison_keeps_partners_their_people_meetings_and_issues_and_nobody_else(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var liaison = await centre.SignInAsRoleAsync("liaison", practice);

        var (_, added) = await AddAsync(liaison, new { practice, kind = "referralPartner", name = "Cedar Pediatrics", people = new[] { new { name = "Dr. Ruiz", decides = true }, new { name = "Ann", decides = false } } });
        var partner = Id(added);
        await SendAsync(liaison, HttpMethod.Post, $"organisations/{partner}/meetings", new { on = "2026-11-10", with = "Dr. Ruiz", agreed = "Screens go by fax", nextStep = "Send the form", nextOn = "2026-11-20" });
        await SendAsync(liaison, HttpMethod.Post, $"organisations/{partner}/issues", new { text = "Faxes get lost", since = "2026-11-02" });
        var (_, told) = await SendAsync(liaison, HttpMethod.Post, $"organisations/{partner}/issues", new { text = "No slots" });
        var issue = told.GetProperty("issues").EnumerateArray().Single(i => i.GetProperty("text").GetString() == "Faxes get lost").GetProperty("id").GetString();
        var (_, closed) = await SendAsync(liaison, HttpMethod.Put, $"organisations/{partner}/issues/{issue}", new { text = "Faxes get lost", since = "2026-11-02", closedOn = "2026-11-15" });

        closed.GetProperty("meetings")[0].GetProperty("by").GetString().ShouldBe("liaison");
        closed.GetProperty("issues").EnumerateArray().Select(i => i.GetProperty("text").GetString()).ShouldBe(["No slots", "Faxes get lost"]);
        closed.GetProperty("organisation").GetProperty("openIssues").GetInt32().ShouldBe(1);
        Wrong((await AddAsync(liaison, new { practice, kind = "payer", name = "Lantern" })).Body).ShouldBe(["kind"]);
        (await CodesAsync(centre)).ShouldBe(["contact.issue", "contact.issue", "contact.issue", "contact.meeting", "contact.added"]);
    }

    [Theory, BothEngines]
    public async Task Of_two_who_change_one_at_once_the_second_is_told_and_who_is_named_no_more_is_gone(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);
        var (_, added) = await AddAsync(manager, new { practice, kind = "other", name = "County school", people = new[] { new { name = "One" }, new { name = "Two" } } });
        var organisation = added.GetProperty("organisation");
        var seen = organisation.GetProperty("changedAt").GetString();
        centre.Clock.Advance(TimeSpan.FromSeconds(1));

        var (first, body) = await SendAsync(manager, HttpMethod.Put, $"organisations/{Id(added)}", new
        {
            kind = "other",
            name = "County schools",
            people = new[] { new { id = organisation.GetProperty("people")[1].GetProperty("id").GetInt64(), name = "Two", role = "Nurse" } },
            changedAt = seen,
        });
        var (second, _) = await SendAsync(manager, HttpMethod.Put, $"organisations/{Id(added)}", new { kind = "other", name = "x", changedAt = seen });

        (first, second).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Conflict));
        body.GetProperty("organisation").GetProperty("people").EnumerateArray().Select(p => p.GetProperty("role").GetString()).ShouldBe(["Nurse"]);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_its_field_and_nothing_is_kept()
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = await PracticeAsync(centre);
        using var manager = await centre.SignInAsRoleAsync("manager", practice);

        var (_, body) = await AddAsync(manager, new { practice, kind = "vendor", name = " ", phone = "nobody", email = "x", webLink = "javascript:alert(1)", portalLink = "https://a.example", aliases = "x", people = new[] { new { name = "" } } });
        var (_, elsewhere) = await AddAsync(manager, new { practice = Guid.CreateVersion7(), kind = "vendor", name = "x" });

        Wrong(body).ShouldBe(["name", "phone", "email", "webLink", "portalLink", "aliases", "people[0].name"], ignoreOrder: true);
        Wrong(elsewhere).ShouldBe(["practice"]);
        (await NamesAsync(manager, "?retired=true")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://portal.example/e?npi={npi}", true)]
    [InlineData("https://portal.example/e?member={memberId}", false)]
    [InlineData("https://portal.example/e?member={member", false)]
    [InlineData("http://portal.example", false)]
    [InlineData("https://user:word@portal.example", false)]
    [InlineData("javascript:alert(1)", false)]
    public void A_portal_is_reached_encrypted_and_told_of_nobody(string link, bool right) => (PortalLink.WhyNot(link) is null).ShouldBe(right);

    internal static async Task<PracticeId> PracticeAsync(TestCentre centre)
    {
        var practice = new Practice { Id = new(Guid.CreateVersion7()), Name = "Bayview Eye", TimeZone = "America/Chicago" };
        await using var db = centre.Databases.Create();
        db.Add(practice);
        await db.SaveChangesAsync(Ct);
        return practice.Id;
    }

    internal static Task<(HttpStatusCode Status, JsonElement Body)> AddAsync(HttpClient who, object body) => SendAsync(who, HttpMethod.Post, "organisations", body);

    internal static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient who, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = JsonContent.Create(body, options: WireJson.Options) };
        using var answer = await who.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    internal static string Id(JsonElement detail) => detail.GetProperty("organisation").GetProperty("id").GetString()!;

    private static async Task<IReadOnlyList<string?>> NamesAsync(HttpClient who, string query)
    {
        var list = await who.GetFromJsonAsync<JsonElement>($"/api/organisations{query}", Ct);
        return [.. list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString())];
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(TestCentre centre) =>
        [.. (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter(), Ct)).Items.Select(e => e.Code).Where(c => c.StartsWith("contact.", StringComparison.Ordinal))];

    private static IReadOnlyList<string> Wrong(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}
