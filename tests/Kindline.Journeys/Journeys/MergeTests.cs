using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>An office manager finds that somebody is registered twice, makes one record of two, and two of one again.</summary>
[Collection(nameof(WithBrowser))]
public sealed class MergeTests : IAsyncDisposable
{
    const string File = "Chart #;Last name;First name;DOB;Cell\r\n"
        + "C-100;Delgado;Rosa;3/14/1971;(512) 555-0142\r\nC-200;Delgado;Rosa Maria;3/14/1971;(512) 555-0142\r\nC-300;Okafor;Chidi;7/2/1984;(512) 555-0143\r\n";

    readonly string home = Places.NewFolder("merge");

    [Fact]
    public async Task A_pair_is_merged_with_chosen_values_and_parted_again()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DEMO", "0"), ("KINDLINE_DATA", Path.Combine(home, "data")));
        await server.OpenPracticeAsync();
        await server.StopAsync();
        await ImportAsync(server);
        // Records settle for a minute before they are compared; the page shows what was found by itself.
        await server.StartAgainAsync();
        using var manager = await server.SignInAsync("manager");
        await using var browser = await Browser.SignInAsync(server, "manager");
        var page = browser.Page;

        await page.GotoAsync("/duplicates");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Rosa Maria Delgado" }).WaitForAsync(new LocatorWaitForOptions { Timeout = 150_000 });
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await page.GetByLabel("First name Rosa Maria").CheckAsync();
        await browser.Button("Merge").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Merge" }).ClickAsync();
        await page.GetByText("Nobody seems to be registered twice.").WaitForAsync();

        (await FoundAsync(manager)).ShouldBe(["Rosa Maria Delgado"]);
        await page.GetByText("Merged", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await browser.Button("Undo the merge").ClickAsync();
        await page.GetByText("Nothing has been merged yet.").WaitForAsync();
        (await FoundAsync(manager)).ShouldBe(["Rosa Delgado", "Rosa Maria Delgado"], ignoreOrder: true);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    async Task ImportAsync(KindlineServer server)
    {
        var file = Path.Combine(home, "people.csv");
        await System.IO.File.WriteAllTextAsync(file, File, TestContext.Current.CancellationToken);
        await server.VerbAsync("import", file, "--practice", KindlineServer.PracticeName);
    }

    static async Task<string[]> FoundAsync(ApiClient manager) =>
        [.. (await manager.PostAsync("patients/search", new { query = "Delgado" })).Items().Select(static p => p.Text("name"))];
}
