using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Tests.Foundation;
using Kindline.Tests.Lists.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Lists;

/// <summary>Of a VIP a list has the name: on screen until the record is open, on paper and in files always; and a bulk change shows no values of theirs.</summary>
public sealed class VipListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_row_on_screen_is_the_name_until_the_record_is_open(DatabaseEngine engine)
    {
        await using var desk = await WithVipAsync(engine);

        var hidden = await RowAsync(desk, "people");
        await desk.Director.PostAsJsonAsync($"/api/desk/people/{hidden.GetProperty("id")}/look-up", new { reason = "The clinic asks for the chart", code = "treatment" }, Ct);
        var open = await RowAsync(desk, "people");

        (hidden.GetProperty("name").GetString(), hidden.GetProperty("hidden").GetBoolean(), hidden.GetProperty("cells").GetRawText()).ShouldBe(("Dee Roe", true, """{"vip":"VIP"}"""));
        (open.GetProperty("hidden").GetBoolean(), open.GetProperty("vip").GetBoolean(), open.GetProperty("cells").GetProperty("source").GetString()).ShouldBe((false, true, "Radio"));
        (await RowAsync(desk, "print")).GetProperty("cells").GetRawText().ShouldBe("""{"vip":"VIP"}""", "paper outlives the opening");
    }

    [Theory, BothEngines]
    public async Task A_file_has_the_name_and_the_word(DatabaseEngine engine)
    {
        await using var desk = await WithVipAsync(engine);

        using var answer = await desk.Director.PostAsJsonAsync($"/api/lists/{desk.List}/export", new { reason = "Letters of May", format = "csv" }, Ct);
        var lines = (await answer.Content.ReadAsStringAsync(Ct)).Split("\r\n");

        lines[0].ShouldEndWith("Name,VIP,Language,Source,Listed at");
        lines[1].ShouldStartWith("Ana Roe,,en,,");
        lines[4].ShouldStartWith("\"Dee Roe, VIP\",VIP,,,");
    }

    [Theory, BothEngines]
    public async Task A_bulk_change_shows_no_values_of_a_vip_before_it_starts_or_after(DatabaseEngine engine)
    {
        await using var desk = await WithVipAsync(engine);

        var preview = (await desk.PreviewAsync("source", "Letter")).GetProperty("first").EnumerateArray().Single(p => p.GetProperty("vip").GetBoolean());
        var id = (await desk.DoAsync("source", "Letter")).GetProperty("id").GetString();
        using var after = await desk.Director.PostAsJsonAsync($"/api/bulk-changes/{id}/people", new { outcome = "changed" }, Ct);

        var shown = (await after.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("vip").GetBoolean());
        foreach (var person in new[] { preview, shown })
        {
            (person.GetProperty("name").GetString(), person.GetProperty("before").ValueKind, person.GetProperty("after").ValueKind).ShouldBe(("Dee Roe", JsonValueKind.Null, JsonValueKind.Null));
        }
    }

    [Theory, BothEngines]
    public async Task The_history_shows_no_values_of_a_record_that_became_a_vip_s_by_a_merge(DatabaseEngine engine)
    {
        await using var desk = await WithVipAsync(engine);
        var id = (await desk.DoAsync("source", "Letter")).GetProperty("id").GetString();
        await using (var db = desk.Centre.Databases.Create())
        {
            var dee = await db.Patients.Where(p => p.FirstName == "Dee").Select(p => p.Id).SingleAsync(Ct);
            await db.Patients.Where(p => p.FirstName == "Ana").ExecuteUpdateAsync(set => set.SetProperty(p => p.MergedIntoId, dee), Ct);
        }

        using var after = await desk.Director.PostAsJsonAsync($"/api/bulk-changes/{id}/people", new { outcome = "changed" }, Ct);
        var ana = (await after.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Ana Roe");

        (ana.GetProperty("vip").GetBoolean(), ana.GetProperty("after").ValueKind).ShouldBe((true, JsonValueKind.Null));
    }

    private static async Task<BulkDesk> WithVipAsync(DatabaseEngine engine)
    {
        var desk = await BulkDesk.OpenAsync(engine);
        await using var db = desk.Centre.Databases.Create();
        await db.Patients.Where(p => p.FirstName == "Dee").ExecuteUpdateAsync(set => set.SetProperty(p => p.Vip, true), Ct);
        List<string> columns = ["name", "vip", "language", "source"];
        await db.Set<Kindline.Lists.PatientList>().ExecuteUpdateAsync(set => set.SetProperty(l => l.Columns, columns), Ct);
        return desk;
    }

    private static async Task<JsonElement> RowAsync(BulkDesk desk, string how)
    {
        using var answer = await desk.Director.PostAsJsonAsync($"/api/lists/{desk.List}/{how}", new { }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("items")[3];
    }
}
