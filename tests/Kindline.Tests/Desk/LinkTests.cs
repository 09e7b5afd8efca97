using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices.Links;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

public sealed class LinkTests
{
    private const string Reason = "Checking a visit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://emr.example/chart?mrn={mrn}&name={lastName}", null)]
    [InlineData("https://emr.example", null)]
    [InlineData("http://emr.example/{mrn}", "must begin with https://")]
    [InlineData("https://{mrn}.example/", "must name the other system itself: nothing in braces before the first /")]
    [InlineData("https://emr.example:{mrn}", "must name the other system itself: nothing in braces before the first /")]
    [InlineData("https://emr.example/{ssn}", "knows no {ssn}: there are {mrn}, {firstName}, {lastName}, {bornOn}, {memberId}, {phone}, {payer}")]
    [InlineData("https://emr.example/{mrn", "has a brace too many")]
    [InlineData("https://emr.example\\@else.example/{mrn}", "must be an address of the web, such as https://emr.example/chart?mrn={mrn}")]
    [InlineData("https://user:secret@emr.example/{mrn}", "must be an address of the web, such as https://emr.example/chart?mrn={mrn}")]
    public void An_address_is_https_with_a_host_of_its_own_and_known_placeholders(string template, string? why) => LinkTemplate.WhyNot(template).ShouldBe(why);

    [Fact]
    public void What_is_filled_in_is_encoded_and_dots_alone_count_as_nothing()
    {
        var values = new Dictionary<string, string?> { ["mrn"] = "A/1&x=2", ["lastName"] = "O'Neil Núñez", ["payer"] = ".." };

        LinkTemplate.Fill("https://emr.example/{mrn}?name={lastName}", values).ShouldBe("https://emr.example/A%2F1%26x%3D2?name=O%27Neil%20N%C3%BA%C3%B1ez");
        LinkTemplate.MissingIn("https://emr.example/{payer}", values).ShouldBe("payer");
        LinkTemplate.MissingIn("https://emr.example/{mrn}", values).ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task A_manager_keeps_links_a_card_offers_them_and_one_opens_for_a_reason_without_its_address_in_the_trail(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        using var manager = await desk.Centre.SignInAsRoleAsync("manager", desk.Practice);
        var chart = await AddAsync(desk, manager, "Chart", "https://emr.example/chart?mrn={mrn}");
        await AddAsync(desk, manager, "Coverage", "https://payer.example/?m={memberId}");

        var card = await LookUpAsync(manager, desk.Mother);
        using var opened = await OpenAsync(manager, desk.Mother, chart, new { reason = Reason });

        card.GetProperty("links").EnumerateArray().Select(l => (l.GetProperty("name").GetString(), l.GetProperty("whyNot").GetString()))
            .ShouldBe([("Chart", null), ("Coverage", "No member number is known.")]);
        (await opened.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("url").GetString().ShouldBe("https://emr.example/chart?mrn=DM77");
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var entry = (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "link.opened" }, Ct)).Items.ShouldHaveSingleItem();
        (entry.ObjectId, entry.PatientId, entry.Reason).ShouldBe((chart.ToString(), desk.Mother.Value, Reason));
        JsonSerializer.Serialize(entry).ShouldNotContain("emr.example");
    }

    [Fact]
    public async Task Of_a_vip_whose_record_is_not_open_none_opens()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var manager = await desk.Centre.SignInAsRoleAsync("manager", desk.Practice);
        var chart = await AddAsync(desk, manager, "Chart", "https://emr.example/chart?mrn={mrn}");
        await using (var db = desk.Centre.Databases.Create())
        {
            await db.Set<Patient>().Where(p => p.Id == desk.Mother).ExecuteUpdateAsync(set => set.SetProperty(p => p.Vip, true), Ct);
        }

        using var answer = await OpenAsync(manager, desk.Mother, chart, new { reason = Reason });

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("VIP whose record is not open to you");
    }

    [Theory, BothEngines]
    public async Task In_a_call_it_opens_only_once_who_speaks_is_verified(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        using var manager = await desk.Centre.SignInAsRoleAsync("manager", desk.Practice);
        var chart = await AddAsync(desk, manager, "Chart", "https://emr.example/chart?mrn={mrn}");
        await desk.PostAsync("bind", new { patientId = desk.Mother });

        using var before = await OpenAsync(desk.Agent, desk.Mother, chart, new { call = desk.Call });
        await desk.VerifyAsync(desk.Mother, "1971-03-14");
        using var after = await OpenAsync(desk.Agent, desk.Mother, chart, new { call = desk.Call });
        using var other = await OpenAsync(desk.Agent, desk.Son, chart, new { call = desk.Call });

        (before.StatusCode, after.StatusCode, other.StatusCode).ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_is_missing_retired_without_a_reason_or_of_another_practice_does_not_open()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var manager = await desk.Centre.SignInAsRoleAsync("manager", desk.Practice);
        var coverage = await AddAsync(desk, manager, "Coverage", "https://payer.example/?m={memberId}");
        var chart = await AddAsync(desk, manager, "Chart", "https://emr.example/chart?mrn={mrn}");

        using var missing = await OpenAsync(manager, desk.Mother, coverage, new { reason = Reason });
        using var unsaid = await OpenAsync(manager, desk.Mother, chart, new { });
        using var strange = await OpenAsync(manager, desk.Stranger, chart, new { reason = Reason });
        await manager.PutAsJsonAsync($"/api/practices/{desk.Practice}/links/{chart}", new { name = "Chart", kind = "emr", template = "https://emr.example", retired = true }, WireJson.Options, Ct);
        using var retired = await OpenAsync(manager, desk.Mother, chart, new { reason = Reason });

        (missing.StatusCode, unsaid.StatusCode, strange.StatusCode, retired.StatusCode)
            .ShouldBe((HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (await LookUpAsync(manager, desk.Mother)).GetProperty("links").GetArrayLength().ShouldBe(1);
    }

    private static async Task<LinkId> AddAsync(DeskCentre desk, HttpClient manager, string name, string template)
    {
        using var answer = await manager.PostAsJsonAsync($"/api/practices/{desk.Practice}/links", new { name, kind = "emr", template }, WireJson.Options, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = desk.Centre.Databases.Create();
        return await db.RecordLinks.Where(l => l.Name == name).Select(l => l.Id).SingleAsync(Ct);
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient who, PatientId patient, LinkId link, object ground) =>
        who.PostAsJsonAsync($"/api/patients/{patient}/links/{link}", ground, WireJson.Options, Ct);

    private static async Task<JsonElement> LookUpAsync(HttpClient who, PatientId patient)
    {
        using var answer = await who.PostAsJsonAsync($"/api/desk/people/{patient}/look-up", new { reason = Reason }, Ct);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
