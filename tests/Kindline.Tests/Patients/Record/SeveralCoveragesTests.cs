using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices.Contacts;
using Kindline.Tests.Foundation;
using Kindline.Tests.Practices;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Patients.Record;

public sealed class SeveralCoveragesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task They_are_kept_in_their_order_say_which_ended_and_whether_each_payer_is_accepted(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var (manager, rosa) = await WorldAsync(centre);

        var (status, card) = await SaveAsync(manager, rosa, 0, [
            new { payer = "Vision One", memberId = "V-1", groupNumber = "G-7", policyHolder = "spouse", fromOn = "2026-01-01", untilOn = "2026-10-31" },
            new { payer = "Lantern", plan = "PPO" },
        ]);

        status.ShouldBe(HttpStatusCode.OK);
        var record = card.GetProperty("record");
        record.GetProperty("coverages").EnumerateArray().Select(c => (Text(c, "payer"), Text(c, "policyHolder"), c.GetProperty("ended").GetBoolean()))
            .ShouldBe([("Vision One", "spouse", true), ("Lantern", null, false)]);
        (Text(record, "groupNumber"), Text(record, "policyHolder"), record.GetProperty("coverageEnded").GetBoolean()).ShouldBe(("G-1", "self", false));
        card.GetProperty("otherCoverages").EnumerateArray().Select(c => c.GetProperty("payer") is { ValueKind: JsonValueKind.Object } payer ? Text(payer, "name") : null)
            .ShouldBe([null, "Lantern Health"]);
        var entry = (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "patient.changed" }, Ct)).Items.ShouldHaveSingleItem();
        entry.Fields.ShouldBe(["payer", "groupNumber", "policyHolder", "coverages"], ignoreOrder: true);
    }

    [Theory, BothEngines]
    public async Task What_is_named_no_more_is_gone_and_what_is_wrong_is_refused_where_it_stands(DatabaseEngine engine)
    {
        await using var centre = await TestCentre.StartAsync(engine);
        var (manager, rosa) = await WorldAsync(centre);
        await SaveAsync(manager, rosa, 0, [new { payer = "Vision One" }, new { payer = "Lantern" }]);

        var (refused, wrong) = await SaveAsync(manager, rosa, 1, [new { groupNumber = "G-1" }, new { payer = "Lantern", fromOn = "2026-02-01", untilOn = "2026-01-01" }]);
        var (late, _) = await SaveAsync(manager, rosa, 0, []);
        var (saved, card) = await SaveAsync(manager, rosa, 1, [new { payer = "Lantern" }]);

        (refused, late, saved).ShouldBe((HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.OK));
        wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["coverages[0].payer", "coverages[1].untilOn"]);
        card.GetProperty("record").GetProperty("coverages").EnumerateArray().Select(c => Text(c, "payer")).ShouldBe(["Lantern"]);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<(HttpClient Manager, PatientId Rosa)> WorldAsync(TestCentre centre)
    {
        var practice = await ContactsTests.PracticeAsync(centre);
        var rosa = new Patient { Id = new(Guid.CreateVersion7()), PracticeId = practice, FirstName = "Rosa", LastName = "Delgado" };
        var payer = new Organisation { Id = new(Guid.CreateVersion7()), PracticeId = practice, Kind = OrganisationKind.Payer, Name = "Lantern Health", Aliases = "Lantern", ChangedAt = centre.Clock.GetUtcNow() };
        await using var db = centre.Databases.Create();
        db.AddRange(rosa, payer);
        await db.SaveChangesAsync(Ct);
        return (await centre.SignInAsRoleAsync("manager", practice), rosa.Id);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SaveAsync(HttpClient who, PatientId patient, int version, object[] coverages)
    {
        var record = new
        {
            version,
            firstName = "Rosa",
            lastName = "Delgado",
            language = "en",
            status = "active",
            payer = "Harbor",
            groupNumber = "G-1",
            policyHolder = "self",
            coverages,
        };
        using var answer = await who.PutAsJsonAsync($"/api/desk/people/{patient}", new { record, reason = "Asked at the front desk" }, WireJson.Options, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }
}
