using Kindline.Patients;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>Columns that hold the coverage behind the first.</summary>
public sealed class SecondCoverageImportTests
{
    private const string Sheet = """
        MRN,Last Name,First Name,DOB,Phone,Secondary Insurance,Secondary Plan,Secondary Member ID
        100,Hinojosa,Rosa,3/14/1971,,Vision One,Gold,V-77
        101,Marlow,Luis,5/1/1980,,Harbor,,H-2
        102,Salas,Ida,5/2/1980,,,,

        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task It_is_guessed_kept_shown_as_a_change_and_taken_back(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        await using (var db = office.Centre.Databases.Create())
        {
            var rosa = await db.Patients.SingleAsync(Ct);
            rosa.Coverages.Add(new PatientCoverage { Position = 1, Payer = "Lantern", GroupNumber = "G-7" });
            await db.SaveChangesAsync(Ct);
        }

        var id = await office.BringAsync(Sheet);
        await office.CheckAsync(id);
        var preview = await office.GetAsync($"/api/imports/{id}/preview?kind=changed");
        await office.PostAsync(id, "start");

        preview.GetProperty("rows")[0].GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("field")}: {c.GetProperty("before")} > {c.GetProperty("after")}")
            .ShouldContain("secondaryPayer: Lantern > Vision One");
        (await SecondAsync(office)).ShouldBe(["100 Vision One Gold V-77 ", "101 Harbor  H-2 "], "another payer is another coverage");

        var undone = await office.PostAsync(id, "undo");

        undone.GetProperty("why").GetString().ShouldBeNull("nothing of it stays");
        (await SecondAsync(office)).ShouldBe(["100 Lantern   G-7"]);
    }

    private static async Task<IReadOnlyList<string>> SecondAsync(BrowserImport office)
    {
        await using var db = office.Centre.Databases.Create();
        var people = await db.Patients.AsNoTracking().Include(p => p.Coverages).OrderBy(p => p.Mrn).ToListAsync(Ct);
        return [.. people.SelectMany(p => p.Coverages, (p, c) => $"{p.Mrn} {c.Payer} {c.Plan} {c.MemberId} {c.GroupNumber}")];
    }
}
