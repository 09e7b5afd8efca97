using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients.Guarded;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

/// <summary>A VIP's record is hidden from everybody until they say why, and for a call until its caller is verified.</summary>
public sealed class VipTests
{
    private const string Why = "The eye clinic asks for her old chart";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task In_a_search_there_is_the_name_and_nothing_else_until_who_asks_has_said_why_and_again_after_four_hours(DatabaseEngine engine)
    {
        await using var desk = await VipDesk.StartAsync(engine);
        using var director = await desk.SignInAsync("director");

        var hidden = await VipDesk.SearchAsync(director, "rosa");
        (await VipDesk.OpenAsync(director, desk.Rosa, Why, "treatment")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var open = await VipDesk.SearchAsync(director, "rosa");
        desk.Clock.Advance(OpenVip.Longest);
        using var later = await desk.AgainAsync("director");

        (hidden.GetProperty("name").GetString(), hidden.GetProperty("vip").GetBoolean(), hidden.GetProperty("hidden").GetBoolean()).ShouldBe(("Rosa Hinojosa", true, true));
        foreach (var fact in new[] { "DM77", "1971", "0142", "\"en\"" })
        {
            hidden.GetRawText().ShouldNotContain(fact);
        }
        (open.GetProperty("mrn").GetString(), open.GetProperty("vip").GetBoolean(), open.GetProperty("hidden").GetBoolean()).ShouldBe(("DM77", true, false));
        (await VipDesk.SearchAsync(later, "rosa")).GetProperty("hidden").GetBoolean().ShouldBeTrue();
    }

    [Theory, BothEngines]
    public async Task A_card_opens_for_a_code_and_words_that_stand_in_the_trail(DatabaseEngine engine)
    {
        await using var desk = await VipDesk.StartAsync(engine);
        using var director = await desk.SignInAsync("director");

        var card = await VipDesk.JsonAsync(await VipDesk.OpenAsync(director, desk.Rosa, $" {Why} ", "emergency"));

        (card.GetProperty("mrn").GetString(), card.GetProperty("vip").GetBoolean()).ShouldBe(("DM77", true));
        var entry = (await desk.TrailAsync("patient.vip.opened")).ShouldHaveSingleItem();
        (entry.Action, entry.PatientId, entry.Reason).ShouldBe(('E', desk.Rosa.Value, $"emergency: {Why}"));
        (await desk.TrailAsync("person.lookUp")).ShouldHaveSingleItem().Reason.ShouldBe(Why);
        var opening = (await desk.OpeningsAsync()).ShouldHaveSingleItem();
        (opening.Reason, opening.Text, opening.EndsAt - opening.OpenedAt, opening.ReviewedAt).ShouldBe((OpeningReason.Emergency, Why, TimeSpan.FromHours(4), null));
        (await VipDesk.OpenAsync(director, desk.Rosa, "Calling them back", null)).StatusCode.ShouldBe(HttpStatusCode.OK, "it is open, so that the usual reason is enough");
    }

    [Theory]
    [InlineData("agent", "Calling them back", null, "code")]
    [InlineData("supervisor", "Checking it", "treatment", "reason")]
    [InlineData("director", "Putting the record right", null, "code")]
    [InlineData("rcm", "Checking it", null, "code reason")]
    [InlineData("frontdesk", "Asked by a colleague", "call", "code")]
    public async Task Whoever_asks_is_told_what_is_missing_and_sees_nothing(string role, string reason, string? code, string missing)
    {
        await using var desk = await VipDesk.StartAsync();
        using var who = await desk.SignInAsync(role);

        using var answer = await VipDesk.OpenAsync(who, desk.Rosa, reason, code);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors");
        string.Join(' ', errors.EnumerateObject().Select(e => e.Name)).ShouldBe(missing);
        (await desk.OpeningsAsync()).ShouldBeEmpty();
        (await desk.TrailAsync("person.lookUp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_has_opened_stays_hidden_from_the_others()
    {
        await using var desk = await VipDesk.StartAsync();
        using var director = await desk.SignInAsync("director");
        using var supervisor = await desk.SignInAsync("supervisor");
        await VipDesk.OpenAsync(director, desk.Rosa, Why, "payment");

        var row = await VipDesk.SearchAsync(supervisor, "rosa");
        var read = await supervisor.GetFromJsonAsync<JsonElement>($"/api/patients/{desk.Rosa}", Ct);

        (row.GetProperty("hidden").GetBoolean(), read.GetProperty("hidden").GetBoolean(), read.GetProperty("mrn").ValueKind).ShouldBe((true, true, JsonValueKind.Null));
    }

    [Theory, BothEngines]
    public async Task On_a_call_the_word_stands_with_the_name_and_a_verified_caller_is_the_reason_until_the_call_ends(DatabaseEngine engine)
    {
        await using var desk = await VipDesk.StartAsync(engine);
        var before = await desk.Desk.ReadAsync();

        await desk.Desk.VerifyAsync(desk.Rosa, "1971-03-14");
        var after = await desk.Desk.ReadAsync();
        await desk.Desk.ReadAsync();
        var open = await VipDesk.SearchAsync(desk.Desk.Agent, "rosa");
        await desk.Desk.TellAsync(desk.Desk.Call, EventType.Ended, new EndedFact(Outcome.Handled));

        before.GetProperty("candidates").EnumerateArray().Select(c => (c.GetProperty("name").GetString(), c.GetProperty("vip").GetBoolean()))
            .ShouldBe([("Ada Hinojosa", false), ("Luis Hinojosa", false), ("Rosa Hinojosa", true)]);
        (after.GetProperty("person").GetProperty("vip").GetBoolean(), after.GetProperty("subjects")[0].GetProperty("vip").GetBoolean()).ShouldBe((true, true));
        var opening = (await desk.OpeningsAsync()).ShouldHaveSingleItem();
        (opening.Reason, opening.InteractionId, opening.Text).ShouldBe((OpeningReason.Call, desk.Desk.Call, null));
        (await desk.TrailAsync("patient.vip.opened")).ShouldHaveSingleItem().Reason.ShouldBe($"call {desk.Desk.Call}");
        open.GetProperty("hidden").GetBoolean().ShouldBeFalse();
        var page = await desk.Desk.Agent.GetFromJsonAsync<JsonElement>($"/api/interactions/{desk.Desk.Call}", Ct);
        (page.GetProperty("subjects")[0].GetProperty("vip").GetBoolean(), page.GetProperty("matches")[2].GetProperty("vip").GetBoolean()).ShouldBe((true, true));
        (await VipDesk.SearchAsync(desk.Desk.Agent, "rosa")).GetProperty("hidden").GetBoolean().ShouldBeTrue("the call is over");
    }

    [Fact]
    public async Task Who_is_a_vip_is_said_by_those_who_lead_and_only_while_the_record_is_open_to_them()
    {
        await using var desk = await VipDesk.StartAsync();
        using var director = await desk.SignInAsync("director");
        var closed = await desk.SaveAsync(director, new { version = 0, firstName = "Rosa", language = "en", vip = false }, reason: Why);
        await VipDesk.OpenAsync(director, desk.Rosa, Why, "operations");
        await desk.Desk.VerifyAsync(desk.Rosa, "1971-03-14");

        var agent = await desk.SaveAsync(desk.Desk.Agent, new { version = 0, firstName = "Rosa", lastName = "Hinojosa", bornOn = "1971-03-14", mrn = "DM77", language = "en", vip = false }, desk.Desk.Call);
        var allowed = await desk.SaveAsync(director, new { version = 0, firstName = "Rosa", lastName = "Hinojosa", bornOn = "1971-03-14", mrn = "DM77", language = "en", vip = false }, reason: Why);

        closed.Status.ShouldBe(HttpStatusCode.Conflict);
        (agent.Status, agent.Body.GetProperty("errors").EnumerateObject().Single().Name).ShouldBe((HttpStatusCode.BadRequest, "vip"));
        (allowed.Status, allowed.Body.GetProperty("vip").GetBoolean()).ShouldBe((HttpStatusCode.OK, false));
        (await desk.TrailAsync("patient.changed")).ShouldHaveSingleItem().Fields.ShouldContain("vip");
        (await VipDesk.SearchAsync(desk.Desk.Agent, "rosa")).GetProperty("vip").GetBoolean().ShouldBeFalse();
    }
}
