using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Patients;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Patients.Record;

public sealed class PatientFieldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_field_is_made_shown_filled_and_retired_without_losing_what_was_typed(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.Centre.AddUserAsync("sue", "supervisor", null, desk.Practice);
        using var lead = await desk.Centre.SignInAsync("sue");

        var (made, field) = await SendAsync(lead, HttpMethod.Post, "", new { practice = desk.Practice.ToString(), label = " Lens ", kind = "choice", choices = new[] { "soft", "hard" } });
        made.ShouldBe(HttpStatusCode.OK);
        var id = field.GetProperty("id").GetString()!;
        await using (var db = desk.Centre.Databases.Create())
        {
            db.Add(new PatientFieldValue { PatientId = desk.Mother, FieldId = new(Guid.Parse(id)), Value = "soft" });
            await db.SaveChangesAsync(Ct);
        }

        await desk.VerifyAsync(desk.Mother, "1971-03-14");
        Shown(await desk.ReadAsync()).ShouldBe([("Lens", "choice", "soft")]);
        var (_, retired) = await SendAsync(lead, HttpMethod.Put, $"/{id}", new { label = "Lens type", choices = new[] { "soft" }, retired = true });
        (retired.GetProperty("retired").GetBoolean(), retired.GetProperty("inUse").GetInt32()).ShouldBe((true, 1));
        Shown(await desk.ReadAsync()).ShouldBe([("Lens type", "choice", "soft")]);
    }

    [Fact]
    public async Task Of_another_practice_s_fields_nothing_is_seen_made_or_changed()
    {
        await using var desk = await DeskCentre.StartAsync();
        await desk.Centre.AddUserAsync("sue", "supervisor", null, desk.Practice);
        using var lead = await desk.Centre.SignInAsync("sue");
        await using var db = desk.Centre.Databases.Create();
        var elsewhere = (await db.Patients.FindAsync([desk.Stranger], Ct))!.PracticeId;
        var theirs = new PatientField { Id = new(Guid.CreateVersion7()), PracticeId = elsewhere, Label = "Theirs" };
        db.Add(theirs);
        await db.SaveChangesAsync(Ct);

        var (made, why) = await SendAsync(lead, HttpMethod.Post, "", new { practice = elsewhere.ToString(), label = "Ours", kind = "text" });

        (made, why.GetProperty("errors").GetProperty("practice")[0].GetString()).ShouldBe((HttpStatusCode.BadRequest, "must be one of your practices"));
        (await SendAsync(lead, HttpMethod.Put, $"/{theirs.Id}", new { label = "Ours" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lead.GetFromJsonAsync<JsonElement>("/api/patient-fields", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("number", "12.50", "12.50")]
    [InlineData("number", "a dozen", null)]
    [InlineData("date", "2027-02-28", "2027-02-28")]
    [InlineData("date", "2027-02-30", null)]
    [InlineData("yesNo", "yes", "yes")]
    [InlineData("yesNo", "maybe", null)]
    [InlineData("choice", "soft", "soft")]
    [InlineData("choice", "hard", null)]
    [InlineData("text", "line\none", null)]
    public void A_value_fits_its_kind_or_is_refused(string kind, string typed, string? kept)
    {
        var field = new PatientField { Kind = Enum.Parse<FieldKind>(kind, ignoreCase: true), Choices = ["soft"] };

        field.Plain(typed).ShouldBe(kept);
    }

    private static IReadOnlyList<(string?, string?, string?)> Shown(JsonElement call) =>
        [.. call.GetProperty("person").GetProperty("record").GetProperty("fields").EnumerateArray()
            .Select(f => (f.GetProperty("label").GetString(), f.GetProperty("kind").GetString(), f.GetProperty("value").GetString()))];

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient who, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"/api/patient-fields{path}") { Content = JsonContent.Create(body) };
        using var answer = await who.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return (answer.StatusCode, text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
