using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Lists;
using Kindline.Patients;
using Kindline.Patients.Import;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Lists;

/// <summary>Lists over HTTP: kept, shared, changed by two at once, deleted and brought back, exported and printed; and who may.</summary>
public sealed class ListsApiTests
{
    private static readonly PracticeId Bayview = new(Guid.CreateVersion7());
    private static readonly PracticeId Hillside = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_kept_found_run_changed_deleted_and_brought_back()
    {
        await using var centre = await CentreAsync();
        using var manager = await centre.SignInAsRoleAsync("manager", Bayview);

        var made = await MakeAsync(manager, "Owing", """{"conditions":[{"on":"payer","is":"known"}]}""");
        var path = $"/api/lists/{made.GetProperty("id")}";
        var page = await PostAsync(manager, $"{path}/people", new { });
        (page.GetProperty("total").GetInt32(), Names(page)).ShouldBe((2, "=Ben Cole, Ana Ortiz"));
        (await PutAsync(manager, path, made, "Insured", 0)).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(manager, path, made, "Too late", 0)).ShouldBe(HttpStatusCode.Conflict);
        (await manager.DeleteAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await manager.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(manager, $"{path}/restore", new { })).GetProperty("name").GetString().ShouldBe("Insured");
    }

    [Fact]
    public async Task A_shared_list_is_run_by_others_of_the_practice_and_a_private_one_is_not_there_for_them()
    {
        await using var centre = await CentreAsync();
        using var rcm = await centre.SignInAsRoleAsync("rcm", Bayview);
        using var director = await centre.SignInAsRoleAsync("director", Bayview);
        using var stranger = await centre.SignInAsRoleAsync("manager", Hillside);
        var alone = (await MakeAsync(rcm, "Mine", "{}")).GetProperty("id");
        var shared = await MakeAsync(rcm, "Ours", "{}", shared: true);

        Names(await director.GetFromJsonAsync<JsonElement>("/api/lists", Ct)).ShouldBe("Ours");
        (await director.PostAsJsonAsync($"/api/lists/{alone}/people", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(director, $"/api/lists/{shared.GetProperty("id")}/people", new { })).GetProperty("total").GetInt32().ShouldBe(3);
        (await stranger.PostAsJsonAsync($"/api/lists/{shared.GetProperty("id")}/people", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/lists/try", new { practice = Bayview.Value }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/lists/count", new { practice = Bayview.Value }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/lists/catalogue?practice={Bayview}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(director, $"/api/lists/{shared.GetProperty("id")}", shared, "Changed by who runs the practice", 0)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"conditions":[{"on":"shoeSize","is":"known"}]}""", "filter.conditions[0].on")]
    [InlineData("""{"conditions":[{"on":"status","is":"any","values":["active"]},{"on":"status","is":"longerAgo"}]}""", "filter.conditions[1].is")]
    [InlineData("""{"conditions":[{"on":"status","is":"any","values":["asleep"]}]}""", "filter.conditions[0].values[0]")]
    [InlineData("""{"conditions":[{"on":"status","is":"any","values":[]}]}""", "filter.conditions[0].values")]
    [InlineData("""{"conditions":[{"on":"lastEncounter","is":"longerAgo","count":12}]}""", "filter.conditions[0].count")]
    [InlineData("""{"conditions":[{"on":"age","is":"between"}]}""", "filter.conditions[0].from")]
    [InlineData("""{"conditions":[{"on":"age","is":"between","from":"70","to":"60"}]}""", "filter.conditions[0].to")]
    [InlineData("""{"conditions":[{"on":"bornOn","is":"between","from":"3/14/1971"}]}""", "filter.conditions[0].from")]
    [InlineData("""{"conditions":[{"on":"lastProvider","is":"any","values":["Dr. One"]}]}""", "filter.conditions[0].values[0]")]
    [InlineData("""{"conditions":[{"on":"phone","is":"yes","count":3,"unit":"days"}]}""", "filter.conditions[0].count")]
    [InlineData("""{"conditions":[{"on":"phone","is":"maybe"}]}""", "filter.conditions[0].is")]
    [InlineData("""{"conditions":[{"on":"phone","is":"yes","unless":"no"}]}""", "filter.conditions[0].unless")]
    [InlineData("""{"conditions":[{"anyOf":[{"on":"phone","is":"yes"},{"on":"status","is":"any","values":["asleep"]}]}]}""", "filter.conditions[0].anyOf[1].values[0]")]
    [InlineData("""{"conditions":[{"anyOf":[{"on":"phone","is":"yes"}]}]}""", "filter.conditions[0].anyOf")]
    [InlineData("""{"conditions":[{"on":"phone","is":"yes","anyOf":[{"on":"phone","is":"yes"},{"on":"email","is":"yes"}]}]}""", "filter.conditions[0].anyOf")]
    [InlineData("""{"conditions":[{"anyOf":[{"on":"phone","is":"yes"},{"anyOf":[]}]}]}""", "filter.conditions[0].anyOf[1].anyOf")]
    public async Task What_cannot_be_asked_is_refused_with_its_place(string filter, string place)
    {
        await using var centre = await CentreAsync();
        using var manager = await centre.SignInAsRoleAsync("manager", Bayview);

        using var body = new StringContent($$"""{"practice":"{{Bayview}}","name":"Wrong","filter":{{filter}}}""", Encoding.UTF8, "application/json");
        using var answer = await manager.PostAsync("/api/lists", body, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldContain(place);
    }

    [Fact]
    public async Task A_list_of_a_later_version_is_shown_and_not_run()
    {
        await using var centre = await CentreAsync();
        using var manager = await centre.SignInAsRoleAsync("manager", Bayview);
        var id = (await MakeAsync(manager, "Later", "{}")).GetProperty("id").GetGuid();
        await using (var db = centre.Databases.Create())
        {
            var later = """{"conditions":[{"on":"phone","is":"yes"},{"on":"moonPhase","is":"waxing"}]}""";
            await db.PatientLists.Where(l => l.Id == new ListId(id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.Filter, later), Ct);
        }

        var list = await manager.GetFromJsonAsync<JsonElement>($"/api/lists/{id}", Ct);
        using var run = await manager.PostAsJsonAsync($"/api/lists/{id}/people", new { }, Ct);

        list.GetProperty("why").GetString().ShouldBe("Condition 2 asks for something that this version does not know.");
        run.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Balances_are_neither_offered_nor_sent_nor_asked_for_by_who_may_not_see_them()
    {
        await using var centre = await CentreAsync();
        using var rcm = await centre.SignInAsRoleAsync("rcm", Bayview);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Bayview);
        string[] columns = ["name", "balance"];
        using var made = await rcm.PostAsJsonAsync("/api/lists", new { practice = Bayview.Value, name = "Balances", shared = true, columns, sort = "balance" }, Ct);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id");
        var owing = (await MakeAsync(rcm, "Owing", """{"conditions":[{"on":"balance","is":"between","from":"100"}]}""", shared: true)).GetProperty("id");

        (await PostAsync(rcm, $"/api/lists/{id}/people", new { })).ToString().ShouldContain("\"balance\":12500");
        var seen = await PostAsync(supervisor, $"/api/lists/{id}/people", new { });
        (seen.GetProperty("sort").GetString(), seen.GetProperty("withheld")[0].GetString()).ShouldBe(("name", "balance"));
        seen.ToString().ShouldNotContain("12500");
        (await supervisor.PostAsJsonAsync($"/api/lists/{owing}/people", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await supervisor.GetStringAsync($"/api/lists/catalogue?practice={Bayview}", Ct)).ShouldNotContain("balance");
    }

    [Theory]
    [InlineData("agent", HttpStatusCode.Forbidden)]
    [InlineData("frontdesk", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("mis", HttpStatusCode.OK)]
    public async Task Lists_are_for_those_who_work_with_many(string role, HttpStatusCode expected)
    {
        await using var centre = await CentreAsync();
        using var person = await centre.SignInAsRoleAsync(role, Bayview);

        (await person.PostAsJsonAsync("/api/lists/try", new { practice = Bayview.Value }, Ct)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Everybody_who_was_shown_is_in_the_trail_with_the_list_as_why()
    {
        await using var centre = await CentreAsync();
        using var manager = await centre.SignInAsRoleAsync("manager", Bayview);
        var id = (await MakeAsync(manager, "All", "{}")).GetProperty("id").GetString();

        await PostAsync(manager, $"/api/lists/{id}/people", new { page = 1, size = 2 });
        await PostAsync(manager, $"/api/lists/{id}/print", new { });
        await PostAsync(manager, "/api/lists/try", new { practice = Bayview.Value });

        var rows = await TrailAsync(centre);
        rows.Count(r => r.Code == "list.read" && r.ObjectId == id && r.Reason == $"list {id}").ShouldBe(2);
        rows.Count(r => r.Code == "list.printed" && r.ObjectId == id).ShouldBe(3);
        rows.Count(r => r.Code == "list.read" && r.Reason == "list, not kept").ShouldBe(3);
        rows.Where(r => r.Code.StartsWith("list.", StringComparison.Ordinal) && r.Action == 'R').ShouldAllBe(r => r.PatientId != null);
    }

    [Theory, BothEngines]
    public async Task An_export_asks_a_reason_guards_its_cells_and_tells_the_trail(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        using var director = await centre.SignInAsRoleAsync("director", Bayview);
        using var supervisor = await centre.SignInAsRoleAsync("supervisor", Bayview);
        string[] columns = ["name", "phone", "balance", "lastEncounter", "status"];
        using var made = await director.PostAsJsonAsync("/api/lists", new { practice = Bayview.Value, name = "For the mailing: house", shared = true, columns }, Ct);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString();

        (await supervisor.PostAsJsonAsync($"/api/lists/{id}/export", new { reason = "Recall letters of May", format = "csv" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await director.PostAsJsonAsync($"/api/lists/{id}/export", new { reason = "because", format = "csv" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var file = await director.PostAsJsonAsync($"/api/lists/{id}/export", new { reason = "Recall letters of May", format = "csv" }, Ct);

        var bytes = await file.Content.ReadAsByteArrayAsync(Ct);
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var now = TimeZoneInfo.ConvertTime(centre.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")).ToString("yyyy-MM-dd HH:mm", null);
        Encoding.UTF8.GetString(bytes[3..]).ReplaceLineEndings("\n").ShouldBe(
            $"""
            Name,Phone,Balance,Last encounter,Status,Listed at
            '=Ben Cole,+15125550142,,,Active,{now}
            Ana Ortiz,,125.00,,Active,{now}
            Zoë Zúñiga,,,,Inactive,{now}

            """.ReplaceLineEndings("\n"));
        file.Content.Headers.ContentDisposition!.FileNameStar.ShouldStartWith("For the mailing house 20");
        (file.Headers.CacheControl!.NoStore, file.Content.Headers.ContentType!.MediaType).ShouldBe((true, "text/csv"));
        var rows = await TrailAsync(centre);
        rows.Single(r => r.Code == "list.export").ShouldSatisfyAllConditions(r => r.Reason.ShouldBe("Recall letters of May"), r => r.Fields.ShouldContain("3 people"), r => r.ObjectId.ShouldBe(id));
        rows.Count(r => r.Code == "list.exported" && r.PatientId is not null && r.Reason == "Recall letters of May").ShouldBe(3);
    }

    [Fact]
    public async Task An_export_to_excel_holds_texts_that_nothing_runs()
    {
        await using var centre = await CentreAsync();
        using var director = await centre.SignInAsRoleAsync("director", Bayview);
        var id = (await MakeAsync(director, "All", "{}")).GetProperty("id");

        using var file = await director.PostAsJsonAsync($"/api/lists/{id}/export", new { reason = "Recall letters of May", format = "xlsx", sort = "name", descending = true }, Ct);
        await using var sheet = await SheetFile.OpenAsync(new MemoryStream(await file.Content.ReadAsByteArrayAsync(Ct)), Ct);

        List<string> names = [sheet.Header[0]];
        while (await sheet.NextAsync(Ct) is { } row)
        {
            names.Add(row.Cells[0]);
        }
        names.ShouldBe(["Name", "Zoë Zúñiga", "Ana Ortiz", "=Ben Cole"]);
    }

    [Fact]
    public async Task An_export_to_excel_has_amounts_that_can_be_summed_of_those_who_were_chosen()
    {
        await using var centre = await CentreAsync();
        using var director = await centre.SignInAsRoleAsync("director", Bayview);
        using var made = await director.PostAsJsonAsync("/api/lists", new { practice = Bayview.Value, name = "Owing", columns = new[] { "name", "balance" } }, Ct);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id");
        var all = await PostAsync(director, $"/api/lists/{id}/people", new { });
        var ana = all.GetProperty("items").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Ana Ortiz").GetProperty("id").GetString();

        using var file = await director.PostAsJsonAsync($"/api/lists/{id}/export", new { reason = "Recall letters of May", format = "xlsx", chosen = new[] { ana } }, Ct);

        await using var archive = new ZipArchive(await file.Content.ReadAsStreamAsync(Ct));
        using var sheet = new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Ct));
        var cells = await sheet.ReadToEndAsync(Ct);
        cells.ShouldContain("Ana Ortiz");
        cells.ShouldNotContain("Zoë");
        // Money, then when the list was asked for: numbers, not texts.
        Regex.Matches(cells, "<v>[0-9.]+</v>").Select(v => v.Value).ShouldSatisfyAllConditions(v => v.First().ShouldMatch("<v>125(.00)?</v>"), v => v.Count().ShouldBe(2));
        (await TrailAsync(centre)).Count(r => r.Code == "list.exported").ShouldBe(1);
    }

    private static async Task<IReadOnlyList<AuditRow>> TrailAsync(TestCentre centre) =>
        (await centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Size = 200 }, Ct)).Items;

    private static async Task<JsonElement> MakeAsync(HttpClient client, string name, string filter, bool shared = false)
    {
        using var answer = await client.PostAsJsonAsync("/api/lists", new { practice = Bayview.Value, name, shared, filter = JsonSerializer.Deserialize<JsonElement>(filter) }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient client, string path, JsonElement list, string name, int version)
    {
        using var answer = await client.PutAsJsonAsync(
            path, new { name, version, shared = list.GetProperty("shared"), filter = list.GetProperty("filter"), columns = list.GetProperty("columns") }, Ct);
        return answer.StatusCode;
    }

    private static string Names(JsonElement page) => string.Join(", ", page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("name").GetString()));

    /// <summary>Three people of one practice, one of them with a name that a spreadsheet would run, and one of another.</summary>
    private static async Task<TestCentre> CentreAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine);
        await using var db = centre.Databases.Create();
        db.AddRange(new Practice { Id = Bayview, Name = "Bayview" }, new Practice { Id = Hillside, Name = "Hillside" });
        await db.SaveChangesAsync(Ct);
        var ben = new Patient { Id = new(Guid.CreateVersion7()), PracticeId = Bayview, FirstName = "=Ben", LastName = "Cole", Payer = "Aetna" };
        ben.Phones.Add(new() { Number = "+15125550142", Type = LineType.Mobile });
        db.AddRange(
            ben, new Patient { Id = new(Guid.CreateVersion7()), PracticeId = Bayview, FirstName = "Ana", LastName = "Ortiz", Payer = "Medicare", BalanceCents = 12_500 },
            new Patient { Id = new(Guid.CreateVersion7()), PracticeId = Bayview, FirstName = "Zoë", LastName = "Zúñiga", Status = PatientStatus.Inactive },
            new Patient { Id = new(Guid.CreateVersion7()), PracticeId = Hillside, FirstName = "Eve", LastName = "Elsewhere", Payer = "Aetna" });
        await db.SaveChangesAsync(Ct);
        return centre;
    }
}
