using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Integrations.Imports;
using Kindline.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>Files that are laid into a practice's folder each night, and that nobody brings.</summary>
public sealed class WatchedFolderTests
{
    private const string Good = "MRN,Last Name,First Name,DOB\n201,Salas,Ida,5/2/1980\n202,Okafor,Chidi,7/2/1984\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_file_of_known_columns_is_taken_in_by_itself_and_removed(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        await RememberAsync(office);
        await LookAsync(office);
        var file = await LayAsync(office, "tonight.csv", Good);

        await LookAsync(office);
        File.Exists(file).ShouldBeTrue("it may still be being written");
        await LookAsync(office);

        File.Exists(file).ShouldBeFalse();
        var import = await ImportAsync(office);
        (import.GetProperty("state").GetString(), import.GetProperty("fileName").GetString(), import.GetProperty("by").ValueKind, import.GetProperty("added").GetInt32())
            .ShouldBe(("done", "tonight.csv", JsonValueKind.Null, 2));
        (await office.PeopleAsync()).Count(p => p.StartsWith("20", StringComparison.Ordinal)).ShouldBe(2);
        (await office.Centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = "patients.import.done" }, Ct)).Items[0].Reason.ShouldNotBeNull()
            .ShouldContain("2 added");
    }

    [Fact]
    public async Task A_file_that_is_still_written_is_left_until_it_rests()
    {
        await using var office = await BrowserImport.OpenAsync();
        await RememberAsync(office);
        await LookAsync(office);
        var file = await LayAsync(office, "tonight.csv", Good[..40]);
        await LookAsync(office);
        await File.WriteAllTextAsync(file, Good, Ct);

        await LookAsync(office);
        var early = await AllAsync(office);
        await LookAsync(office);

        early.ShouldHaveSingleItem("only the one that was brought by hand");
        (await ImportAsync(office)).GetProperty("added").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_file_of_columns_that_nobody_matched_waits_for_a_person()
    {
        await using var office = await BrowserImport.OpenAsync();
        await LookAsync(office);
        await LayAsync(office, "tonight.csv", Good);

        await LookTwiceAsync(office);

        var import = await ImportAsync(office);
        import.GetProperty("state").GetString().ShouldBe("uploaded");
        import.GetProperty("why").GetString().ShouldNotBeNull().ShouldContain("Match them once");
        (await office.PeopleAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_which_much_would_be_rejected_waits_for_a_person()
    {
        await using var office = await BrowserImport.OpenAsync();
        await RememberAsync(office);
        await LookAsync(office);
        await LayAsync(office, "tonight.csv", Good.Replace("7/2/1984", "31/31/1984", StringComparison.Ordinal));

        await LookTwiceAsync(office);

        var import = await ImportAsync(office);
        (import.GetProperty("state").GetString(), import.GetProperty("added").GetInt32()).ShouldBe(("uploaded", 0));
        import.GetProperty("why").GetString().ShouldNotBeNull().ShouldStartWith("1 of 2 rows would be rejected");
    }

    [Fact]
    public async Task The_same_file_again_is_not_taken_in_twice()
    {
        await using var office = await BrowserImport.OpenAsync();
        await RememberAsync(office);
        await LookAsync(office);
        await LayAsync(office, "monday.csv", Good);
        await LookTwiceAsync(office);
        await ImportAsync(office, "monday.csv");
        await LayAsync(office, "tuesday.csv", Good);

        await LookTwiceAsync(office);

        (await ImportAsync(office, "tuesday.csv")).GetProperty("why").GetString().ShouldNotBeNull().ShouldStartWith("This very file was taken in");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stays_beside_a_note_and_the_next_one_is_taken()
    {
        await using var office = await BrowserImport.OpenAsync();
        await RememberAsync(office);
        await LookAsync(office);
        var broken = await LayAsync(office, "broken.xlsx", "PK\u0003\u0004 and no more");
        await LayAsync(office, "tonight.csv", Good);

        await LookTwiceAsync(office);

        File.Exists(broken + ".refused").ShouldBeTrue();
        (await File.ReadAllTextAsync(broken + ".refused.why", Ct)).ShouldNotBeEmpty();
        (await ImportAsync(office)).GetProperty("added").GetInt32().ShouldBe(2);
        await LookTwiceAsync(office);
        Directory.GetFiles(Path.GetDirectoryName(broken)!).Length.ShouldBe(2, "it is not tried again");
    }

    private static Task LookAsync(BrowserImport office) => office.Centre.Services.GetRequiredService<WatchedFolder>().LookAsync(Ct);

    private static async Task LookTwiceAsync(BrowserImport office)
    {
        await LookAsync(office);
        await LookAsync(office);
    }

    private static async Task<string> LayAsync(BrowserImport office, string name, string text)
    {
        var file = Path.Combine(office.Centre.Options.InboxFolder, "Bayview Eye", name);
        await File.WriteAllTextAsync(file, text, Ct);
        return file;
    }

    /// <summary>A manager has brought such a file once; of that one nobody is left.</summary>
    private static async Task RememberAsync(BrowserImport office)
    {
        var id = await office.BringAsync("MRN,Last Name,First Name,DOB\n1,Early,Bird,1/1/1980\n");
        await office.CheckAsync(id);
        await office.PostAsync(id, "start");
    }

    private static async Task<JsonElement> ImportAsync(BrowserImport office, string file = "tonight.csv") =>
        await office.DoneAsync((await AllAsync(office)).Single(i => i.GetProperty("fileName").GetString() == file).GetProperty("id").GetString()!);

    private static async Task<IEnumerable<JsonElement>> AllAsync(BrowserImport office) => (await office.GetAsync("/api/imports")).GetProperty("items").EnumerateArray();
}
