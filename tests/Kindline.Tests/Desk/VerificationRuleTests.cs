using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Desk;

/// <summary>Who speaks decides what is asked, and what may be shown then.</summary>
public sealed class VerificationRuleTests
{
    private const string BornOn = "2015-05-01";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_relative_on_record_is_shown_what_their_rights_reach(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await HasProxyAsync(desk, new PatientProxy { PatientId = desk.Son, Name = "Elena Núñez-Vega", Relationship = Relationship.Sibling, MayBook = true });

        var match = await SaysAsync(desk, "relative", "nunez vega elena");

        match.ShouldBeTrue();
        var call = await desk.ReadAsync();
        call.GetProperty("verification").GetProperty("speaker").GetString().ShouldBe("relative");
        var person = call.GetProperty("person");
        Earned(person).ShouldBe("book");
        person.GetProperty("record").ValueKind.ShouldBe(JsonValueKind.Null);
        person.GetProperty("bornOn").ValueKind.ShouldBe(JsonValueKind.Null);
        person.GetProperty("timeline").GetArrayLength().ShouldBe(0);
        person.GetProperty("phones").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData(Relationship.Parent, true, true, "hear,book,change")]
    [InlineData(Relationship.PowerOfAttorney, true, true, "hear,book,change")]
    [InlineData(Relationship.Spouse, true, true, "hear,book")]
    [InlineData(Relationship.Parent, true, false, "hear")]
    [InlineData(Relationship.Caregiver, false, false, "")]
    public async Task A_representative_stands_in_the_patients_place_and_others_change_nothing(Relationship relationship, bool hears, bool books, string earned)
    {
        await using var desk = await DeskCentre.StartAsync();
        await HasProxyAsync(desk, new PatientProxy { PatientId = desk.Son, Name = "Elena Vega", Relationship = relationship, MayHear = hears, MayBook = books });

        await SaysAsync(desk, "relative", "Elena Vega");

        Earned((await desk.ReadAsync()).GetProperty("person")).ShouldBe(earned);
        using var change = await desk.Agent.PutAsJsonAsync($"/api/desk/people/{desk.Son}", new { record = new { version = 0 }, call = desk.Call.ToString() }, Ct);
        // A record without a name is refused at its fields, and that only where it may be changed at all.
        change.StatusCode.ShouldBe(earned.Contains("change", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nobody_is_let_in_by_a_name_that_is_not_on_record_or_that_has_ended()
    {
        await using var desk = await DeskCentre.StartAsync();
        var yesterday = DateOnly.FromDateTime(desk.Centre.Clock.GetUtcNow().UtcDateTime).AddDays(-2);
        await HasProxyAsync(desk, new PatientProxy { PatientId = desk.Son, Name = "Elena Vega", MayHear = true, EndsOn = yesterday });

        (await SaysAsync(desk, "relative", "Elena Vega")).ShouldBeFalse("it has ended");
        (await SaysAsync(desk, "relative", "Marta Vega")).ShouldBeFalse();

        var verification = (await desk.ReadAsync()).GetProperty("verification");
        (verification.GetProperty("state").GetString(), verification.GetProperty("failures").GetInt32()).ShouldBe(("notVerified", 2));
    }

    [Theory]
    [InlineData("patient", "hear,book,bill,change")]
    [InlineData("provider", "hear")]
    [InlineData("pharmacy", "hear")]
    [InlineData("payer", "bill")]
    [InlineData("other", "")]
    public async Task Each_who_speaks_has_rights_of_their_own(string speaker, string earned)
    {
        await using var desk = await DeskCentre.StartAsync();

        (await SaysAsync(desk, speaker, "Jamie Cole, Riverside Imaging")).ShouldBeTrue();

        Earned((await desk.ReadAsync()).GetProperty("person")).ShouldBe(earned);
    }

    [Fact]
    public async Task Whoever_else_comes_to_the_telephone_proves_anew_who_they_are()
    {
        await using var desk = await DeskCentre.StartAsync();
        await SaysAsync(desk, "other", "Jamie Cole");

        (await SaysAsync(desk, "patient", null)).ShouldBeTrue();

        Earned((await desk.ReadAsync()).GetProperty("person")).ShouldBe("hear,book,bill,change");
    }

    [Theory, BothEngines]
    public async Task Who_comes_to_the_telephone_and_fails_to_prove_who_they_are_takes_the_card_away(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        (await SaysAsync(desk, "patient", null)).ShouldBeTrue();
        Earned((await desk.ReadAsync()).GetProperty("person")).ShouldBe("hear,book,bill,change");

        (await SaysAsync(desk, "relative", "Marta Vega")).ShouldBeFalse();

        var call = await desk.ReadAsync();
        call.GetProperty("verification").GetProperty("state").GetString().ShouldBe("notVerified");
        call.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
        (await SaysAsync(desk, "patient", null)).ShouldBeTrue("the patient is still there to say it again");
    }

    [Theory, BothEngines]
    public async Task A_practice_asks_for_more_and_gives_less(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.Centre.AddUserAsync("boss", "manager", null, desk.Practice);
        using var manager = await desk.Centre.SignInAsync("boss");
        object[] rules =
        [
            new { speaker = "patient", needed = 3, counts = new[] { "name", "zip" } },
            new { speaker = "provider", needed = 2, counts = new[] { "mrn" }, earned = new { hear = false, book = true, bill = false, change = false } },
        ];

        using var saved = await manager.PutAsJsonAsync($"/api/practices/{desk.Practice}/verification", new { rules }, Ct);

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await FieldsAsync(desk, new { patientId = desk.Son, nameSaid = true, bornOn = BornOn })).ShouldBe(["nameSaid"]);
        (await FieldsAsync(desk, new { patientId = desk.Son, nameSaid = true, bornOn = BornOn, other = new { kind = "mrn", value = "DM78" } })).ShouldBe(["other.kind"]);
        (await FieldsAsync(desk, new { patientId = desk.Son, nameSaid = true, bornOn = BornOn, speaker = "provider" })).ShouldBe(["nameSaid", "speakerName"], ignoreOrder: true);
        var (_, three) = await desk.PostAsync("verify", new { patientId = desk.Son, nameSaid = true, bornOn = BornOn, other = new { kind = "zip", value = "78701" } });
        three.GetProperty("match").GetBoolean().ShouldBeTrue();
        await desk.PostAsync("verify", new { patientId = desk.Son, bornOn = BornOn, speaker = "provider", speakerName = "Cole", other = new { kind = "mrn", value = "DM78" } });
        Earned((await desk.ReadAsync()).GetProperty("person")).ShouldBe("book");
    }

    [Fact]
    public async Task A_rule_that_cannot_be_met_is_refused_at_its_field()
    {
        await using var desk = await DeskCentre.StartAsync();
        await desk.Centre.AddUserAsync("boss", "manager", null, desk.Practice);
        using var manager = await desk.Centre.SignInAsync("boss");
        object[] rules =
        [
            new { speaker = "patient", needed = 3, counts = new[] { "name" } },
            new { speaker = "patient", needed = 1, counts = new[] { "shoe" } },
        ];

        using var refused = await manager.PutAsJsonAsync($"/api/practices/{desk.Practice}/verification", new { rules }, Ct);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name)
            .ShouldBe(["rules[0].counts", "rules[1].speaker", "rules[1].needed", "rules[1].counts"], ignoreOrder: true);
    }

    private static async Task<bool> SaysAsync(DeskCentre desk, string speaker, string? speakerName)
    {
        var (_, answer) = await desk.PostAsync("verify", new { patientId = desk.Son, nameSaid = true, bornOn = BornOn, speaker, speakerName });
        return answer.GetProperty("match").GetBoolean();
    }

    private static async Task<IEnumerable<string>> FieldsAsync(DeskCentre desk, object body) =>
        (await desk.PostAsync("verify", body)).Body.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    private static string Earned(JsonElement person) =>
        string.Join(',', person.GetProperty("earned").EnumerateObject().Where(e => e.Value.GetBoolean()).Select(e => e.Name));

    private static async Task HasProxyAsync(DeskCentre desk, PatientProxy proxy)
    {
        await using var db = desk.Centre.Databases.Create();
        db.Add(proxy);
        await db.SaveChangesAsync(Ct);
    }
}
