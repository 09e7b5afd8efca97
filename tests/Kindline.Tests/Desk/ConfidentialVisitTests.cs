using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Appointments;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

/// <summary>A confidential visit is a date until somebody says why they need more, and nothing at all while anybody but the patient speaks.</summary>
public sealed class ConfidentialVisitTests
{
    private const string Why = "She asks where she has to go";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task On_the_patient_s_own_call_it_is_a_date_until_it_is_opened_for_a_reason(DatabaseEngine engine)
    {
        await using var desk = await StartAsync(engine);
        await desk.VerifyAsync(desk.Mother, "1971-03-14");

        var person = (await desk.ReadAsync()).GetProperty("person");
        var next = person.GetProperty("nextAppointment");
        var (status, opened) = await OpenAsync(desk.Agent, desk, next, Why, desk.Call);

        (next.GetProperty("confidential").GetBoolean(), next.GetProperty("visitType").ValueKind, next.GetProperty("at").GetString()).ShouldBe((true, JsonValueKind.Null, "2026-11-25T06:00:00Z"));
        person.GetRawText().ShouldNotContain("Vance");
        person.GetProperty("timeline").EnumerateArray().Select(l => (l.GetProperty("text").GetString(), l.GetProperty("confidential").GetBoolean()))
            .ShouldBe([("Confidential visit", true), ("Confidential visit", true)]);
        (status, opened.GetProperty("visitType").GetString(), opened.GetProperty("provider").GetString()).ShouldBe((HttpStatusCode.OK, "Annual exam", "Dr. Peter Vance"));
        opened.GetProperty("at").GetDateTimeOffset().ShouldBe(desk.Centre.Clock.GetUtcNow().AddDays(9));
        var entry = (await TrailAsync(desk, "appointment.confidential.opened")).ShouldHaveSingleItem();
        (entry.Action, entry.PatientId, entry.Reason, entry.ObjectId).ShouldBe(('E', desk.Mother.Value, Why, next.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  Checking it  ")]
    public async Task Too_few_words_open_nothing(string? reason)
    {
        await using var desk = await StartAsync();
        await desk.VerifyAsync(desk.Mother, "1971-03-14");
        var next = (await desk.ReadAsync()).GetProperty("person").GetProperty("nextAppointment");

        var (status, body) = await OpenAsync(desk.Agent, desk, next, reason, desk.Call);

        (status, body.GetProperty("errors").GetProperty("reason")[0].GetString()).ShouldBe((HttpStatusCode.BadRequest, "say in 15 to 500 characters what it is for"));
        (await TrailAsync(desk, "appointment.confidential.opened")).ShouldBeEmpty();
    }

    [Theory, BothEngines]
    public async Task While_a_relative_or_an_office_speaks_there_is_no_such_visit(DatabaseEngine engine)
    {
        await using var desk = await StartAsync(engine);
        await using (var db = desk.Centre.Databases.Create())
        {
            db.Add(new PatientProxy { PatientId = desk.Mother, Name = "Otto Hinojosa", Relationship = Relationship.PowerOfAttorney, MayBook = true, MayHear = true, MayBill = true });
            await db.SaveChangesAsync(Ct);
        }
        await SpeakAsync(desk, "relative", "Otto Hinojosa");

        var person = (await desk.ReadAsync()).GetProperty("person");
        var (status, _) = await OpenAsync(desk.Agent, desk, await NextOfAsync(desk), Why, desk.Call);
        await SpeakAsync(desk, "provider", "Dr. Lena Ruiz");
        var office = (await desk.ReadAsync()).GetProperty("person");

        foreach (var card in new[] { person, office })
        {
            (card.GetProperty("nextAppointment").ValueKind, card.GetProperty("lastVisit").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
            card.GetProperty("timeline").EnumerateArray().Count(l => l.GetProperty("kind").GetString() == "visit").ShouldBe(0);
        }
        (status, person.GetProperty("mrn").GetString()).ShouldBe((HttpStatusCode.Conflict, "DM77"), "the rest of the record is theirs to hear");
    }

    [Theory, BothEngines]
    public async Task The_mark_is_set_and_taken_off_from_the_card_for_a_reason(DatabaseEngine engine)
    {
        await using var desk = await StartAsync(engine);
        await desk.Centre.AddUserAsync("sue", "supervisor", null, desk.Practice);
        using var lead = await desk.Centre.SignInAsync("sue");
        var next = await NextOfAsync(desk);
        var path = $"/api/desk/people/{desk.Mother}/visits/{next.GetProperty("id")}";

        using var without = await lead.PutAsJsonAsync(path, new { confidential = false }, Ct);
        using var off = await lead.PutAsJsonAsync(path, new { confidential = false, reason = "She asked for it" }, Ct);
        using var on = await lead.PutAsJsonAsync(path, new { confidential = true, reason = "She asked for it" }, Ct);

        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await off.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("nextAppointment").GetProperty("provider").GetString().ShouldBe("Dr. Peter Vance");
        (await on.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("nextAppointment").GetProperty("confidential").GetBoolean().ShouldBeTrue();
        (await TrailAsync(desk, "appointment.confidential.set")).ShouldHaveSingleItem().Reason.ShouldBe("She asked for it");
        (await TrailAsync(desk, "appointment.confidential.takenOff")).ShouldHaveSingleItem().ObjectId.ShouldBe(next.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Another_patient_s_visit_is_not_found()
    {
        await using var desk = await StartAsync();
        await desk.VerifyAsync(desk.Son, "2015-05-01");

        var (status, _) = await OpenAsync(desk.Agent, desk, await NextOfAsync(desk), Why, desk.Call, desk.Son);

        status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothEngines]
    public async Task A_list_has_its_date_and_not_who_was_seen_and_nobody_is_found_by_that(DatabaseEngine engine)
    {
        await using var desk = await StartAsync(engine);
        await desk.Centre.AddUserAsync("dee", "director", null, desk.Practice);
        using var director = await desk.Centre.SignInAsync("dee");
        object[] seen = [new { on = "lastEncounter", @is = "known" }];
        object[] byProvider = [.. seen, new { on = "lastProvider", @is = "known" }];

        var row = (await TryAsync(director, desk, seen)).GetProperty("items")[0].GetProperty("cells");
        var found = await TryAsync(director, desk, byProvider);

        (row.TryGetProperty("lastEncounter", out _), row.TryGetProperty("lastProvider", out _)).ShouldBe((true, false));
        found.GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static async Task<JsonElement> TryAsync(HttpClient who, DeskCentre desk, object[] conditions)
    {
        using var answer = await who.PostAsJsonAsync(
            "/api/lists/try", new { practice = desk.Practice, filter = new { conditions }, columns = new[] { "lastEncounter", "lastProvider" } }, WireJson.Options, Ct);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task<DeskCentre> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var desk = await DeskCentre.StartAsync(engine);
        await using var db = desk.Centre.Databases.Create();
        await db.Appointments.ExecuteUpdateAsync(set => set.SetProperty(a => a.Confidential, true), Ct);
        return desk;
    }

    /// <summary>The mother's next visit, as it stands in the database.</summary>
    private static async Task<JsonElement> NextOfAsync(DeskCentre desk)
    {
        var now = desk.Centre.Clock.GetUtcNow();
        await using var db = desk.Centre.Databases.Create();
        var id = await db.Appointments.Where(a => a.StartsAt > now && a.State == AppointmentState.Booked).OrderBy(a => a.StartsAt).Select(a => a.Id).FirstAsync(Ct);
        return JsonSerializer.SerializeToElement(new { id = id.Value });
    }

    private static async Task SpeakAsync(DeskCentre desk, string speaker, string name)
    {
        var (status, answer) = await desk.PostAsync("verify", new { patientId = desk.Mother, nameSaid = true, bornOn = "1971-03-14", speaker, speakerName = name });
        (status, answer.GetProperty("match").GetBoolean()).ShouldBe((HttpStatusCode.OK, true));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> OpenAsync(
        HttpClient who, DeskCentre desk, JsonElement visit, string? reason, InteractionId? call, PatientId? patient = null)
    {
        using var answer = await who.PostAsJsonAsync(
            $"/api/desk/people/{patient ?? desk.Mother}/visits/{visit.GetProperty("id")}/open", new { reason, call }, WireJson.Options, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static async Task<IReadOnlyList<AuditRow>> TrailAsync(DeskCentre desk, string code) =>
        (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items;
}
