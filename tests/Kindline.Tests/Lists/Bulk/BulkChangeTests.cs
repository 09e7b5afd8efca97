using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Lists;
using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Lists.Bulk;

/// <summary>Many people changed at once over HTTP: looked at, done, told, undone; and who may.</summary>
public sealed class BulkChangeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_list_is_changed_as_it_was_previewed_and_undone_where_nobody_changed_it_since(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);

        var preview = await desk.PreviewAsync("language", "es");
        Figures(preview, "total", "change", "same", "leftOut").ShouldBe("4 2 1 1");
        preview.GetProperty("why").ToString().ShouldBe("""[{"why":"deceased","count":1}]""");
        (await desk.TellAsync(p => p.Language)).ShouldBe("Ana en, Ben es, Cid en, Dee en", "nothing is written by looking");
        var done = await desk.DoAsync("language", "es");
        Figures(done, "people", "planned", "changed", "same", "leftOut").ShouldBe("4 2 2 1 1");
        (await desk.TellAsync(p => $"{p.Language} {p.Version}{p.AsOf}")).ShouldBe("Ana es 1, Ben es 0, Cid en 0, Dee es 1");
        await desk.EditAsync("Dee", p => p.Language = "fr");
        var id = done.GetProperty("id").GetString()!;
        await desk.AskAsync(desk.Director, id, "undo");
        var undone = await desk.DoneAsync(id);

        Figures(undone, "state", "restored", "kept", "undoneBy").ShouldBe("undone 1 1 director");
        (await desk.TellAsync(p => p.Language)).ShouldBe("Ana en, Ben es, Cid en, Dee fr");
        (await desk.PeopleAsync(id, "kept")).ShouldBe("Dee changedSince");
        (await desk.PeopleAsync(id, "leftOut")).ShouldBe("Cid deceased");
    }

    [Fact]
    public async Task The_preview_shows_before_and_after_and_each_change_is_in_the_trail_with_why()
    {
        await using var desk = await BulkDesk.OpenAsync();

        var first = (await desk.PreviewAsync("source", "Letter")).GetProperty("first").EnumerateArray().Select(p => $"{p.GetProperty("name")}: {p.GetProperty("before")} > {p.GetProperty("after")}");
        var id = (await desk.DoAsync("source", "Letter")).GetProperty("id").GetString();

        first.ShouldBe(["Ana Roe:  > Letter", "Ben Roe:  > Letter", "Dee Roe: Radio > Letter"]);
        var changed = await desk.TrailAsync("patient.changed");
        changed.Count.ShouldBe(3);
        changed.ShouldAllBe(e => e.Reason == $"bulk change {id}: {BulkDesk.Why}" && e.Fields.Single() == "source" && e.ActorId == desk.DirectorId && e.PatientId != null);
        (await desk.PreviewAsync("status", "inactive")).GetProperty("firstLeftOut")[0].GetProperty("before").GetString().ShouldBe("deceased");
        (await desk.TrailAsync("patients.bulk.preview")).Count.ShouldBe(12, "each of the four was shown three times");
        (await desk.TrailAsync("patients.bulk")).Single().Reason.ShouldBe(BulkDesk.Why);
    }

    [Theory, BothEngines]
    public async Task Accounts_are_assigned_to_an_agent_who_keeps_the_day_and_taken_back(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);
        var agent = await desk.AgentAsync();
        var first = desk.Centre.Clock.GetUtcNow();
        await desk.EditAsync("Ben", p => (p.AssignedTo, p.AssignedAt) = (new(Guid.Parse(agent)), first.AddDays(-3)));

        var done = await desk.DoAsync("assignedTo", agent);

        Figures(done, "field", "value", "changed", "same", "leftOut").ShouldBe("assignedTo agent 2 1 1");
        (await desk.TellAsync(p => $"{p.AssignedTo} {(p.AssignedAt - first)?.Days}")).ShouldBe($"Ana {agent} 0, Ben {agent} -3, Cid, Dee {agent} 0");
        (await desk.PreviewAsync("assignedTo", null)).GetProperty("first")[0].GetProperty("before").GetString().ShouldBe("agent");
        await desk.AskAsync(desk.Director, done.GetProperty("id").GetString()!, "undo");
        await desk.DoneAsync(done.GetProperty("id").GetString()!);
        (await desk.TellAsync(p => $"{p.AssignedTo}")).ShouldBe($"Ana, Ben {agent}, Cid, Dee");
    }

    [Fact]
    public async Task An_account_is_assigned_to_nobody_who_does_not_work_for_the_practice()
    {
        await using var desk = await BulkDesk.OpenAsync();

        using var answer = await desk.TryStartAsync("assignedTo", Guid.CreateVersion7().ToString(), "");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("is nobody who works for the practice");
    }

    [Theory, BothEngines]
    public async Task Do_not_call_is_added_and_taken_off_again_only_by_a_second_person(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);
        await desk.EditAsync("Ben", p => p.DoNotCallSince = desk.Centre.Clock.GetUtcNow().AddYears(-1));

        var id = (await desk.DoAsync("doNotCall", "yes")).GetProperty("id").GetString()!;
        (await desk.TellAsync(p => p.DoNotCallSince?.Year)).ShouldBe("Ana 2026, Ben 2025, Cid, Dee 2026");
        var refused = await desk.AskAsync(desk.Director, id, "undo", HttpStatusCode.Conflict);
        await desk.AskAsync(desk.Supervisor, id, "undo");
        await desk.DoneAsync(id);

        refused.GetProperty("title").GetString().ShouldStartWith("Undoing this takes do not call off, which wants two persons");
        (await desk.TellAsync(p => p.DoNotCallSince?.Year)).ShouldBe("Ana, Ben 2025, Cid, Dee");
    }

    [Theory, BothEngines]
    public async Task A_field_of_the_practice_s_own_is_set_and_emptied_and_both_are_undone(DatabaseEngine engine)
    {
        await using var desk = await BulkDesk.OpenAsync(engine);
        string Values(Patient p) => string.Join('|', p.FieldValues.Select(v => v.Value));

        var set = (await desk.DoAsync($"field:{desk.Class}", "A")).GetProperty("id").GetString()!;
        (await desk.TellAsync(Values)).ShouldBe("Ana A, Ben A, Cid, Dee A");
        var emptied = (await desk.DoAsync($"field:{desk.Class}", null)).GetProperty("id").GetString()!;
        (await desk.TellAsync(Values)).ShouldBe("Ana, Ben, Cid, Dee");
        await desk.AskAsync(desk.Supervisor, emptied, "undo");
        await desk.DoneAsync(emptied);
        (await desk.TellAsync(Values)).ShouldBe("Ana A, Ben A, Cid, Dee A");
        await desk.AskAsync(desk.Supervisor, set, "undo");
        await desk.DoneAsync(set);

        (await desk.TellAsync(Values)).ShouldBe("Ana, Ben B, Cid, Dee");
    }

    [Fact]
    public async Task Who_was_chosen_is_changed_and_who_left_the_list_is_told()
    {
        await using var desk = await BulkDesk.OpenAsync();
        var (ana, dee) = (await desk.IdAsync("Ana"), await desk.IdAsync("Dee"));
        await using (var db = desk.Centre.Databases.Create())
        {
            var list = await db.PatientLists.SingleAsync(l => l.Id == desk.List, Ct);
            list.Filter = """{"conditions":[{"on":"source","is":"known"}]}""";
            await db.SaveChangesAsync(Ct);
        }

        var done = await desk.DoAsync("status", "inactive", ana, dee);

        Figures(done, "people", "changed", "leftOut").ShouldBe("2 1 1");
        (await desk.PeopleAsync(done.GetProperty("id").GetString()!, "leftOut")).ShouldBe("Ana notOnList");
        (await desk.TellAsync(p => p.Status)).ShouldBe("Ana Active, Ben Active, Cid Deceased, Dee Inactive");
    }

    [Fact]
    public async Task Nothing_begins_where_the_people_are_others_than_in_the_preview()
    {
        await using var desk = await BulkDesk.OpenAsync();
        var seen = (await desk.PreviewAsync("language", "es")).GetProperty("seen").GetString();
        await desk.EditAsync("Ana", p => p.Language = "fr");

        using var answer = await desk.TryStartAsync("language", "es", seen);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await desk.Director.GetFromJsonAsync<JsonElement>("/api/bulk-changes", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("status", "deceased", BulkDesk.Why, "value")]
    [InlineData("doNotCall", null, BulkDesk.Why, "value")]
    [InlineData("language", "Spanish", BulkDesk.Why, "value")]
    [InlineData("kind", "prospect", BulkDesk.Why, "field")]
    [InlineData("language", "es", "why not", "reason")]
    public async Task What_cannot_be_set_is_refused_with_its_place(string field, string? value, string reason, string place)
    {
        await using var desk = await BulkDesk.OpenAsync();

        using var answer = await desk.TryStartAsync(field, value, null, reason);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([place]);
    }

    [Fact]
    public async Task Only_who_leads_may_and_another_practice_s_list_is_not_there()
    {
        await using var desk = await BulkDesk.OpenAsync();
        using var manager = await desk.Centre.SignInAsRoleAsync("manager", desk.Practice);
        await desk.Centre.AddUserAsync("stranger", "director");
        using var stranger = await desk.Centre.SignInAsync("stranger");
        var input = new { list = desk.List.Value, field = "language", value = "es" };

        (await manager.PostAsJsonAsync("/api/bulk-changes/preview", input, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.PostAsJsonAsync("/api/bulk-changes/preview", input, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/bulk-changes", input, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/bulk-changes/fields?practice={desk.Practice}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.Supervisor.GetFromJsonAsync<JsonElement>($"/api/bulk-changes/fields?practice={desk.Practice}", Ct)).GetProperty("items").EnumerateArray()
            .Select(f => f.GetProperty("label").GetString()).ShouldBe(["Status", "Asked not to be called", "Language", "Source", "Assigned to", "Class"]);
    }

    private static string Figures(JsonElement of, params string[] names) => string.Join(' ', names.Select(n => of.GetProperty(n).ToString()));
}
