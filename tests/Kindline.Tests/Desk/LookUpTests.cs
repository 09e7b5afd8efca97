using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Routing;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

public sealed class LookUpTests
{
    private const string Reason = "Calling them back";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Without_a_call_a_card_opens_for_a_reason_and_the_reason_is_kept(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        var colleague = await ColleagueAsync(desk, "cleo", "agent");

        var card = await (await LookUpAsync(colleague, desk.Mother, $"  {Reason} ")).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);

        (card.GetProperty("name").GetString(), card.GetProperty("mrn").GetString(), card.GetProperty("balance").ValueKind)
            .ShouldBe(("Rosa Hinojosa", "DM77", JsonValueKind.Null));
        (await AuditedAsync(desk)).ShouldBe([(desk.Mother.Value, Reason)]);
    }

    [Theory]
    [InlineData("agent", "Latanoprost")]
    [InlineData("nurse", "Latanoprost")]
    [InlineData("rcm", null)]
    public async Task The_chart_is_for_whom_the_care_needs_not_for_whom_the_money_does(string role, string? medicine)
    {
        await using var desk = await DeskCentre.StartAsync();
        var colleague = await ColleagueAsync(desk, "cleo", role);
        await using (var db = desk.Centre.Databases.Create())
        {
            await db.Set<Patient>().Where(p => p.Id == desk.Mother).ExecuteUpdateAsync(set => set.SetProperty(p => p.Medications, "Latanoprost"), Ct);
        }

        var card = await (await LookUpAsync(colleague, desk.Mother, Reason)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);

        var chart = card.GetProperty("record").GetProperty("chart");
        (chart.ValueKind is JsonValueKind.Object ? chart.GetProperty("medications")[0].GetString() : null).ShouldBe(medicine);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   because   ")]
    public async Task Without_a_reason_it_stays_shut(string? reason)
    {
        await using var desk = await DeskCentre.StartAsync();
        var colleague = await ColleagueAsync(desk, "cleo", "agent");

        var answer = await LookUpAsync(colleague, desk.Mother, reason);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("say in 10 to 500 characters");
        (await AuditedAsync(desk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_practice_s_person_is_not_found_and_whoever_sees_people_masked_finds_none()
    {
        await using var desk = await DeskCentre.StartAsync();
        var colleague = await ColleagueAsync(desk, "cleo", "agent");
        var mis = await ColleagueAsync(desk, "mia", "mis");

        (await LookUpAsync(colleague, desk.Stranger, Reason)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LookUpAsync(mis, desk.Mother, Reason)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await AuditedAsync(desk)).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_a_call_at_hand_an_agent_has_to_verify_who_speaks()
    {
        await using var desk = await DeskCentre.StartAsync();
        foreach (var input in new FloorInput[] { new FloorInput.SignedIn(desk.AgentId), new FloorInput.PhoneFound(desk.AgentId), new FloorInput.OutboundStarted(desk.AgentId, desk.Call) })
        {
            await desk.Get<FloorHost>().SendAsync(input, Ct);
        }

        var answer = await LookUpAsync(desk.Agent, desk.Mother, Reason);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("pick the person for it");
    }

    [Fact]
    public async Task Who_works_with_balances_sees_them_here_too()
    {
        await using var desk = await DeskCentre.StartAsync();
        var rcm = await ColleagueAsync(desk, "remy", "rcm");

        var card = await (await LookUpAsync(rcm, desk.Mother, Reason)).Content.ReadFromJsonAsync<JsonElement>(Ct);

        card.GetProperty("balance").GetInt32().ShouldBe(2_500);
    }

    private static async Task<HttpClient> ColleagueAsync(DeskCentre desk, string user, string role)
    {
        await desk.Centre.AddUserAsync(user, role, null, desk.Practice);
        return await desk.Centre.SignInAsync(user);
    }

    private static Task<HttpResponseMessage> LookUpAsync(HttpClient who, PatientId person, string? reason) =>
        who.PostAsJsonAsync($"/api/desk/people/{person}/look-up", new { reason }, Ct);

    private static async Task<IReadOnlyList<(Guid? Patient, string? Reason)>> AuditedAsync(DeskCentre desk) =>
        [.. (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "person.lookUp" }, Ct)).Items.Select(e => (e.PatientId, e.Reason))];
}
