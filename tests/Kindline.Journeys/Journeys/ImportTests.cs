using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>An office manager brings the practice's own list, in a browser; the server crashes in the middle of it.</summary>
// Alone: storing 50,000 people takes both cores, and sound is measured beside it.
[Collection(nameof(ImportTests)), CollectionDefinition(nameof(ImportTests), DisableParallelization = true)]
public sealed class ImportTests : IAsyncDisposable
{
    const int Rows = 50_000;
    const int BadDates = 500;
    const int Doubles = 50;

    // Reading, storing and removing so many takes long where others use the machine too.
    static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    readonly string home = Places.NewFolder("import");

    [Fact]
    public async Task A_messy_file_is_matched_checked_taken_in_through_a_crash_and_taken_back()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DEMO", "0"), ("KINDLINE_DATA", Path.Combine(home, "data")));
        await server.OpenPracticeAsync();
        // Signed in before the import begins: it is done in seconds, and has to be met in its middle.
        using (var manager = await server.SignInAsync("manager"))
        await using (var browser = await Browser.SignInAsync(server, "manager"))
        {
            var page = browser.Page;
            await page.GotoAsync("/imports");
            await page.Locator("input[type=file]").SetInputFilesAsync(MessyFile());

            await Heading(page, "Match the columns").WaitForAsync(Long);
            await browser.Button("Check the file").ClickAsync();
            await page.GetByText("No column holds the name").WaitForAsync();
            await page.GetByLabel("Kin holds").SelectOptionAsync("Last name");
            await browser.Button("Check the file").ClickAsync();
            await Heading(page, "See what would change").WaitForAsync(Long);
            await page.GetByText($"Rejected: {BadDates + Doubles}").ClickAsync();
            await page.GetByText("DOB is no date that can be read").First.WaitForAsync();
            await browser.Button("Take it in").ClickAsync();
            var shown = page.GetByText($"of {Rows:N0} rows").First.WaitForAsync(Long);
            var begun = await Eventually.AsyncValue("a batch is in", () => ImportAsync(manager), static import => import.Number("added") > 0, 180);
            begun.Text("state").ShouldBe("running", "it is killed in the middle");
            await shown;
            await server.KillAsync();
        }

        await server.StartAgainAsync();

        await using var again = await Browser.SignInAsync(server, "manager");
        await again.Page.GotoAsync("/imports");
        await again.Button("Open messy.csv").ClickAsync();
        await Heading(again.Page, "Taken in").WaitForAsync(Long);
        await again.Page.GetByText($"{Rows - BadDates - Doubles:N0} new, 0 changed, 0 as they were, {BadDates + Doubles} rejected.").WaitForAsync();
        var download = await again.Page.RunAndWaitForDownloadAsync(() => again.Page.GetByText("with something wrong").ClickAsync());
        var rejected = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        rejected.Length.ShouldBe(BadDates + Doubles + 1);
        rejected.Count(static line => line.EndsWith("the same person stands in an earlier row of the file", StringComparison.Ordinal)).ShouldBe(Doubles);
        using var signedIn = await server.SignInAsync("manager");
        (await FoundAsync(signedIn)).ShouldBe(1);

        await again.Button("Take this import back").ClickAsync();
        await again.Button("Take it back").ClickAsync();
        await Heading(again.Page, "Taken back").WaitForAsync(Long);

        (await FoundAsync(signedIn)).ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Of each hundred rows one has a date that is none, of each thousand one stands twice, and nobody knows what the second column is.</summary>
    string MessyFile()
    {
        var text = new StringBuilder("Chart #;Kin;First;DOB;Cell\r\n");
        for (var n = 1; n <= Rows; n++)
        {
            var who = n % 1_000 == 500 ? n - 1 : n;
            var born = n % 100 == 50 ? "31/31/1980" : "3/14/1971";
            // Families share a number; a list in which all did would be another test.
            var phone = who % 100 == 7 ? $"(512) 555-01{who / 100 % 100:00}" : "";
            text.Append(CultureInfo.InvariantCulture, $"C-{who};Kin{who};Given;{born};{phone}\r\n");
        }

        var file = Path.Combine(home, "messy.csv");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    static async Task<System.Text.Json.JsonElement> ImportAsync(ApiClient manager) => (await manager.GetAsync("imports")).Items()[0];

    static async Task<double> FoundAsync(ApiClient manager) => (await manager.PostAsync("patients/search", new { query = "C-49777" })).Number("total");

    static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name });
}
