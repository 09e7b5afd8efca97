using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Scripts;

/// <summary>Scripts over HTTP, and what an agent reads of them on a call.</summary>
public sealed class ScriptsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task On_a_call_the_practice_s_words_are_filled_with_what_the_caller_has_earned(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await OwnFieldAsync(desk, "soft");
        using var supervisor = await desk.Centre.SignInAsRoleAsync("supervisor", desk.Practice);
        await SaveAsync(supervisor, desk, "All calls", "{agent} of {practice}");
        var made = await SaveAsync(supervisor, desk, "Calls in", "This is {agent}. {first name}, do you wear {Lens type} lenses?", direction: "inbound");

        var before = (await desk.ReadAsync()).GetProperty("script").GetString();
        await desk.PostAsync("person", new { patientId = desk.Mother });
        await desk.VerifyAsync(desk.Mother, "1971-03-14");
        var after = (await desk.ReadAsync()).GetProperty("script").GetString();

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        before.ShouldBe("This is ana. …, do you wear … lenses?");
        after.ShouldBe("This is ana. Rosa, do you wear soft lenses?");
        (await supervisor.GetFromJsonAsync<JsonElement>("/api/scripts", Ct)).GetProperty("items")[1].GetProperty("text").GetString().ShouldBe("This is {agent}. {first name}, do you wear {Lens type} lenses?");
    }

    [Fact]
    public async Task One_that_is_out_of_use_or_of_calls_out_is_not_said()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var supervisor = await desk.Centre.SignInAsRoleAsync("supervisor", desk.Practice);
        await SaveAsync(supervisor, desk, "Calls out", "We call you back.", direction: "outbound");
        await SaveAsync(supervisor, desk, "Old", "Old words.", retired: true);

        (await desk.ReadAsync()).GetProperty("script").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_agents_change_nothing()
    {
        await using var desk = await DeskCentre.StartAsync();
        using var supervisor = await desk.Centre.SignInAsRoleAsync("supervisor", desk.Practice);

        var wrong = await SaveAsync(supervisor, desk, "", "Hello {who}", queue: Guid.CreateVersion7().ToString());

        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["name", "queue", "text"], ignoreOrder: true);
        (await SaveAsync(desk.Agent, desk, "Mine", "Hello")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SaveAsync(supervisor, desk, "Long", new string('x', 4_001))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothEngines]
    public async Task More_fields_than_can_be_kept_are_refused_where_they_stand(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await OwnFieldAsync(desk, "soft");
        using var supervisor = await desk.Centre.SignInAsRoleAsync("supervisor", desk.Practice);

        var wrong = await SaveAsync(supervisor, desk, "Long", string.Concat(Enumerable.Repeat("{Lens type}", 300)));

        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync(Ct)).ShouldContain("has more fields of the practice");
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient who, DeskCentre desk, string name, string text, string? direction = null, string? queue = null, bool retired = false) =>
        who.PostAsJsonAsync("/api/scripts", new { practice = desk.Practice.Value, name, text, direction, queue, retired }, Ct);

    private static async Task OwnFieldAsync(DeskCentre desk, string value)
    {
        var field = new PatientField { Id = new(Guid.CreateVersion7()), PracticeId = desk.Practice, Label = "Lens type" };
        await using var db = desk.Centre.Databases.Create();
        db.Add(field);
        await db.SaveChangesAsync(Ct);
        db.Add(new PatientFieldValue { PatientId = desk.Mother, FieldId = field.Id, Value = value });
        await db.SaveChangesAsync(Ct);
    }
}
