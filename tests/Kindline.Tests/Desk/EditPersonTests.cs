using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

public sealed class EditPersonTests
{
    private const string Reason = "Putting the record right";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Who_was_verified_on_the_call_has_the_record_changed_and_the_fields_are_in_the_trail(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        var record = await VerifiedRecordAsync(desk);
        record["phones"] = new JsonArray(Phone("+15125550142", "landline", true), Phone("(737) 555-0119", "mobile", false));
        record["wishes"] = new JsonObject { ["neverAtWork"] = true, ["noTexts"] = true, ["note"] = "Only after six" };
        record["remarks"] = "Walks with a cane.\nNeeds a ground floor room.";
        record["payer"] = "  Lantern  ";

        var (status, card) = await SaveAsync(desk.Agent, desk.Mother, record, desk.Call);

        status.ShouldBe(HttpStatusCode.OK);
        var saved = card.GetProperty("record");
        saved.GetProperty("phones").EnumerateArray().Select(p => (p.GetProperty("number").GetString(), p.GetProperty("type").GetString(), p.GetProperty("work").GetBoolean()))
            .ShouldBe([("+15125550142", "landline", true), ("+17375550119", "mobile", false)]);
        saved.GetProperty("phones")[0].GetProperty("whyNoCall").GetString().ShouldBe(ContactRules.NeverAtWork);
        (saved.GetProperty("payer").GetString(), saved.GetProperty("version").GetInt32(), saved.GetProperty("asOfSource").GetString()).ShouldBe(("Lantern", 1, "ana"));
        saved.GetProperty("releasesHeldUntil").GetDateTimeOffset().ShouldBe(desk.Centre.Clock.GetUtcNow() + TimeSpan.FromHours(72));
        (await AuditedAsync(desk, "patient.changed")).ShouldBe([("payer,remarks,wishes,phones", $"call {desk.Call}")]);
        (await AuditedAsync(desk, "patient.read")).ShouldContain(("card", $"call {desk.Call}"), "the answer is a reading too");
        (await FoundAsync(desk, "0119")).ShouldBe(1, "the new number is found by its end");
    }

    [Theory, BothEngines]
    public async Task Proxies_are_added_changed_and_taken_out(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        var record = await VerifiedRecordAsync(desk, desk.Son, "2015-05-01");
        record["proxies"] = new JsonArray(
            new JsonObject { ["name"] = "Rosa Hinojosa", ["relationship"] = "parent", ["phone"] = "512-555-0142", ["mayBook"] = true, ["mayHear"] = true, ["endsAtMajority"] = true },
            new JsonObject { ["name"] = "Otto Vega", ["relationship"] = "caregiver", ["endsOn"] = "2020-01-01" });

        var first = (await SaveAsync(desk.Agent, desk.Son, record, desk.Call)).Card.GetProperty("record");
        var proxies = first.GetProperty("proxies");
        (proxies[0].GetProperty("lastOn").GetString(), proxies[0].GetProperty("ended").GetBoolean()).ShouldBe(("2033-04-30", false));
        (proxies[1].GetProperty("lastOn").GetString(), proxies[1].GetProperty("ended").GetBoolean()).ShouldBe(("2020-01-01", true));

        var again = Input(first);
        again["proxies"]!.AsArray().RemoveAt(1);
        again["proxies"]![0]!["mayBill"] = true;
        var second = (await SaveAsync(desk.Agent, desk.Son, again, desk.Call)).Card.GetProperty("record").GetProperty("proxies");

        second.GetArrayLength().ShouldBe(1);
        (second[0].GetProperty("id").GetInt64(), second[0].GetProperty("mayBill").GetBoolean(), second[0].GetProperty("mayBook").GetBoolean())
            .ShouldBe((proxies[0].GetProperty("id").GetInt64(), true, true));
    }

    [Fact]
    public async Task Before_the_caller_is_verified_nothing_is_changed()
    {
        await using var desk = await DeskCentre.StartAsync();
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);
        await desk.PostAsync("bind", new { patientId = desk.Mother });
        record["plan"] = "Another plan";

        var (status, body) = await SaveAsync(desk.Agent, desk.Mother, record, desk.Call);

        (status, body.GetProperty("title").GetString()).ShouldBe((HttpStatusCode.Conflict, "Verify who speaks before the record is changed."));
        (await ReadAsSupervisorAsync(desk, desk.Mother))["plan"]!.GetValue<string>().ShouldBe("Mesa Employers PPO");
    }

    [Fact]
    public async Task Another_practice_s_person_is_not_found()
    {
        await using var desk = await DeskCentre.StartAsync();
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);

        (await SaveAsync(desk.Agent, desk.Stranger, record, desk.Call)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SaveAsync(desk.Agent, desk.Stranger, record, reason: Reason)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await DieAsync(desk.Agent, desk.Stranger, "reported", reason: Reason)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothEngines]
    public async Task Of_two_who_change_it_at_once_the_second_is_told_and_loses_nothing_of_the_first(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        using var lead = await SupervisorAsync(desk);
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);
        var (mine, theirs) = (record.DeepClone().AsObject(), record.DeepClone().AsObject());
        mine["payer"] = "Bluestem";
        theirs["plan"] = "Star";

        (await SaveAsync(lead, desk.Mother, mine, reason: Reason)).Status.ShouldBe(HttpStatusCode.OK);
        var (status, body) = await SaveAsync(lead, desk.Mother, theirs, reason: Reason);

        status.ShouldBe(HttpStatusCode.Conflict);
        body.GetProperty("title").GetString()!.ShouldContain("nothing was saved");
        var now = await ReadAsSupervisorAsync(desk, desk.Mother);
        (now["payer"]!.GetValue<string>(), now["plan"]!.GetValue<string>()).ShouldBe(("Bluestem", "Mesa Employers PPO"));
    }

    [Fact]
    public async Task What_callers_are_known_by_is_changed_by_those_who_lead_and_not_by_agents()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var lead = await SupervisorAsync(desk);
        var record = await VerifiedRecordAsync(desk);
        (record["bornOn"], record["mrn"]) = ("1971-03-15", "DM700");

        var (status, body) = await SaveAsync(desk.Agent, desk.Mother, record, desk.Call);
        var (allowed, card) = await SaveAsync(lead, desk.Mother, record, reason: Reason);

        (status, string.Join(' ', Wrong(body))).ShouldBe((HttpStatusCode.BadRequest, "mrn bornOn"));
        (allowed, card.GetProperty("bornOn").GetString(), card.GetProperty("mrn").GetString()).ShouldBe((HttpStatusCode.OK, "1971-03-15", "DM700"));
    }

    [Fact]
    public async Task Wrong_input_is_told_field_by_field_and_nothing_is_saved()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var lead = await SupervisorAsync(desk);
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);
        (record["firstName"], record["lastName"], record["state"], record["email"], record["zip"]) = ("", " ", "Texas", "rosa@", new string('9', 11));
        (record["bornOn"], record["mrn"], record["status"], record["plan"]) = ("1850-01-01", "DM78", "deceased", "A plan");
        record["phones"] = new JsonArray(Phone("555", "mobile", false), Phone("+15125550142", "mobile", false), Phone("512 555 0142", "mobile", false));
        record["proxies"] = new JsonArray(new JsonObject { ["name"] = "", ["phone"] = "nobody" });
        record["fields"] = new JsonArray(new JsonObject { ["id"] = Guid.CreateVersion7().ToString(), ["value"] = "x" });

        var (status, body) = await SaveAsync(lead, desk.Mother, record, reason: Reason);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Wrong(body).ShouldBe(
        [
            "bornOn", "email", "fields[0].id", "firstName", "mrn", "phones[0].number", "phones[2].number", "proxies[0].name", "proxies[0].phone",
            "proxies[0].relationship", "state", "status", "zip",
        ], ignoreOrder: true);
        (await ReadAsSupervisorAsync(desk, desk.Mother))["plan"]!.GetValue<string>().ShouldBe("Mesa Employers PPO");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("because")]
    public async Task Without_a_call_there_is_a_reason(string? reason)
    {
        await using var desk = await DeskCentre.StartAsync();
        using var lead = await SupervisorAsync(desk);
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);

        var (status, body) = await SaveAsync(lead, desk.Mother, record, reason: reason);

        (status, string.Join(' ', Wrong(body))).ShouldBe((HttpStatusCode.BadRequest, "reason"));
    }

    [Theory, BothEngines]
    public async Task A_death_that_a_relative_reports_stops_calls_at_once_and_can_be_taken_back(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.PostAsync("bind", new { patientId = desk.Mother });

        var (status, card) = await DieAsync(desk.Agent, desk.Mother, "reported", desk.Call);
        var refused = await CallAsync(desk.Agent, DeskCentre.Number, desk.Mother);

        (status, card.ValueKind).ShouldBe((HttpStatusCode.NoContent, JsonValueKind.Undefined), "nobody was verified, so nothing of the record leaves");
        (await ReadAsSupervisorAsync(desk, desk.Mother))["status"]!.GetValue<string>().ShouldBe("deceased");
        refused.ShouldBe((HttpStatusCode.UnprocessableEntity, ContactRules.Deceased));
        (await DieAsync(desk.Agent, desk.Mother, "confirmed", desk.Call)).Status.ShouldBe(HttpStatusCode.Conflict, "whoever takes calls does not confirm");
        (await DieAsync(desk.Agent, desk.Mother, "withdrawn", desk.Call)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ReadAsSupervisorAsync(desk, desk.Mother))["status"]!.GetValue<string>().ShouldBe("active");
        (await CallAsync(desk.Agent, DeskCentre.Number, desk.Mother)).Title.ShouldNotBe(ContactRules.Deceased);
        (await AuditedAsync(desk, "patient.deathReported")).ShouldBe([("status", $"call {desk.Call}")]);
    }

    [Fact]
    public async Task Those_who_lead_confirm_a_death_once()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var lead = await SupervisorAsync(desk);

        await DieAsync(lead, desk.Mother, "confirmed", reason: Reason);

        (await ReadAsSupervisorAsync(desk, desk.Mother))["death"]!["confirmedAt"]!.GetValue<DateTimeOffset>().ShouldBe(desk.Centre.Clock.GetUtcNow());
        (await DieAsync(lead, desk.Mother, "confirmed", reason: Reason)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Wishes_block_calls_by_hand_but_not_those_to_the_rest_of_the_family()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var lead = await SupervisorAsync(desk);
        var record = await ReadAsSupervisorAsync(desk, desk.Mother);
        record["doNotCall"] = true;
        await SaveAsync(lead, desk.Mother, record, reason: Reason);

        (await CallAsync(desk.Agent, DeskCentre.Number, desk.Mother)).ShouldBe((HttpStatusCode.UnprocessableEntity, ContactRules.DoNotCall));
        (await CallAsync(desk.Agent, DeskCentre.Number, desk.Son)).Title.ShouldNotBe(ContactRules.DoNotCall);
        (await CallAsync(desk.Agent, DeskCentre.Number, null)).Title.ShouldNotBe(ContactRules.DoNotCall, "her children have this number too");
    }

    private static async Task<JsonObject> VerifiedRecordAsync(DeskCentre desk, PatientId? who = null, string bornOn = "1971-03-14")
    {
        await desk.VerifyAsync(who ?? desk.Mother, bornOn);
        return Input((await desk.ReadAsync()).GetProperty("person").GetProperty("record"), (await desk.ReadAsync()).GetProperty("person"));
    }

    private static async Task<JsonObject> ReadAsSupervisorAsync(DeskCentre desk, PatientId who)
    {
        using var lead = await SupervisorAsync(desk);
        using var answer = await lead.PostAsJsonAsync($"/api/desk/people/{who}/look-up", new { reason = Reason }, Ct);
        var card = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return Input(card.GetProperty("record"), card);
    }

    /// <summary>What a page sends back of what it got.</summary>
    private static JsonObject Input(JsonElement record, JsonElement? card = null)
    {
        var input = JsonNode.Parse(record.GetRawText())!.AsObject();
        input["doNotCall"] = record.GetProperty("doNotCallSince").ValueKind is not JsonValueKind.Null;
        (input["bornOn"], input["mrn"], input["language"]) = card is { } whole
            ? (whole.GetProperty("bornOn").GetString(), whole.GetProperty("mrn").GetString(), whole.GetProperty("language").GetString())
            : ("2015-05-01", "DM78", "en");
        return input;
    }

    private static JsonObject Phone(string number, string type, bool work) => new() { ["number"] = number, ["type"] = type, ["work"] = work };

    private static async Task<HttpClient> SupervisorAsync(DeskCentre desk)
    {
        await using var db = desk.Centre.Databases.Create();
        if (!await db.Users.AnyAsync(u => u.UserName == "sue", Ct))
        {
            await desk.Centre.AddUserAsync("sue", "supervisor", null, desk.Practice);
        }
        return await desk.Centre.SignInAsync("sue");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Card)> SaveAsync(HttpClient who, PatientId person, JsonObject record, InteractionId? call = null, string? reason = null)
    {
        using var answer = await who.PutAsJsonAsync($"/api/desk/people/{person}", new { record, call = call?.ToString(), reason }, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Card)> DieAsync(HttpClient who, PatientId person, string step, InteractionId? call = null, string? reason = null)
    {
        using var answer = await who.PostAsJsonAsync($"/api/desk/people/{person}/death", new { step, call = call?.ToString(), reason }, Ct);
        return (answer.StatusCode, answer.StatusCode is HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static async Task<(HttpStatusCode Status, string? Title)> CallAsync(HttpClient who, string to, PatientId? person)
    {
        using var answer = await who.PostAsJsonAsync("/api/calls", new { to, patientId = person?.ToString() }, Ct);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString());
    }

    private static async Task<int> FoundAsync(DeskCentre desk, string query)
    {
        using var answer = await desk.Agent.PostAsJsonAsync("/api/patients/search", new { query }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("total").GetInt32();
    }

    private static IReadOnlyList<string> Wrong(JsonElement problem) => [.. problem.GetProperty("errors").EnumerateObject().Select(e => e.Name)];

    private static async Task<IReadOnlyList<(string Fields, string? Reason)>> AuditedAsync(DeskCentre desk, string code) =>
        [.. (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items.Select(e => (string.Join(',', e.Fields), e.Reason))];
}
