using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>What a file of the EMR says of a chart.</summary>
public sealed class ChartImportTests
{
    private const string Sheet = """
        MRN,Last Name,First Name,DOB,Medications,Chart notes
        100,Hinojosa,Rosa,3/14/1971,Latanoprost; Metformin,Drops in the evening
        101,Marlow,Luis,5/1/1980,,

        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task It_is_kept_with_its_age_shown_as_a_change_and_taken_back(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        await KnowRosaAsync(office);

        var id = await office.BringAsync(Sheet);
        await office.CheckAsync(id);
        var preview = await office.GetAsync($"/api/imports/{id}/preview?kind=changed");
        await office.PostAsync(id, "start");

        preview.GetProperty("rows")[0].GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()).ShouldBe(["bornOn", "medications", "chartNotes"], ignoreOrder: true);
        (await ChartsAsync(office)).ShouldBe(["100: Latanoprost\nMetformin, Drops in the evening, True", "101: , , False"]);

        await office.PostAsync(id, "undo");

        (await ChartsAsync(office)).ShouldBe(["100: Timolol, , False"]);
    }

    [Fact]
    public async Task Of_a_vip_whose_record_is_not_open_the_preview_has_what_the_file_says_and_not_what_was_known()
    {
        await using var office = await BrowserImport.OpenAsync();
        await KnowRosaAsync(office);
        await using (var db = office.Centre.Databases.Create())
        {
            await db.Set<Patient>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Vip, true), Ct);
        }

        var id = await office.BringAsync(Sheet);
        await office.CheckAsync(id);
        var changes = (await office.GetAsync($"/api/imports/{id}/preview?kind=changed")).GetProperty("rows")[0].GetProperty("changes").EnumerateArray();

        changes.Select(c => (c.GetProperty("before").GetString(), c.GetProperty("after").GetString()))
            .ShouldBe([(null, "1971-03-14"), (null, "Latanoprost\nMetformin"), (null, "Drops in the evening")], ignoreOrder: true);
    }

    private static async Task KnowRosaAsync(BrowserImport office)
    {
        await using var db = office.Centre.Databases.Create();
        await db.Set<Patient>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Medications, "Timolol"), Ct);
    }

    private static async Task<List<string>> ChartsAsync(BrowserImport office)
    {
        await using var db = office.Centre.Databases.Create();
        return (await db.Set<Patient>().OrderBy(p => p.Mrn).ToListAsync(Ct)).ConvertAll(p => $"{p.Mrn}: {p.Medications}, {p.ChartNotes}, {p.ChartAsOf is not null}");
    }
}
