using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A director makes a list of those who were not seen for long, keeps it, takes it out as a file and puts it on paper.</summary>
public sealed partial class ListTests
{
    [Fact]
    public async Task A_saved_list_is_made_sorted_exported_and_printed()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "0"));
        await using var browser = await Browser.SignInAsync(server, "director");
        var page = browser.Page;

        await page.GotoAsync("/lists");
        await browser.Button("New list").ClickAsync();
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = false }).First.FillAsync("Overdue");
        await AddAsync(page, "Last encounter");
        await page.Locator("input[aria-label='Last encounter: how many']").FillAsync("3");
        await AddAsync(page, "Status");
        await page.Locator("input[aria-label='Status: values']").ClickAsync();
        await page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = "Active", Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        var counted = await page.GetByText(PeopleWords()).First.TextContentAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await browser.Button("Save").ClickAsync();

        await page.GetByText("Last encounter was longer ago than 3 months; and status is Active").WaitForAsync();
        var table = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "People on the list" });
        await table.WaitForAsync();
        var address = new Uri(page.Url);
        address.Query.ShouldMatch(@"^\?list=[\w-]+$", "nobody stands in the address");
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await browser.Button("Last encounter").ClickAsync();
        await page.Locator("th[aria-sort=ascending]", new PageLocatorOptions { HasText = "Last encounter" }).WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("th[aria-sort=ascending]", new PageLocatorOptions { HasText = "Last encounter" }).WaitForAsync();
        var first = await FirstNameAsync(table);

        await page.GetByLabel("Kind of file").SelectOptionAsync("csv");
        await browser.Button("Export").ClickAsync();
        await page.GetByLabel("What is the file for?").FillAsync("Recall letters of November");
        var dialog = page.GetByRole(AriaRole.Dialog);
        var download = await page.RunAndWaitForDownloadAsync(() => dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Export" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        download.SuggestedFilename.ShouldMatch(@"^Overdue \d{4}-\d\d-\d\d \d{4}Z\.csv$");
        lines[0].ShouldBe("Name,Date of birth,Phone,Last encounter,Next appointment,Last contact,Disposition,Status,Listed at");
        lines[1].ShouldStartWith($"{first},");
        counted.ShouldStartWith($"{lines.Length - 1} ");

        await browser.Button("Print").ClickAsync();
        var sheet = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "The list on paper" });
        await sheet.GetByText(SheetHead()).WaitForAsync();
        (await FirstNameAsync(sheet)).ShouldBe(first, "paper has the order of the screen");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        (await page.GetByRole(AriaRole.Navigation).First.IsVisibleAsync()).ShouldBeFalse();
        (await browser.Button("Print").IsVisibleAsync()).ShouldBeFalse();
        (await page.PdfAsync()).Length.ShouldBeGreaterThan(1_000);

        using var director = await server.SignInAsync("director");
        (await CountAsync(director, "list.export", "Recall letters of November")).ShouldBe(1);
        (await CountAsync(director, "list.exported", "Recall letters of November")).ShouldBe(lines.Length - 1);
        (await CountAsync(director, "list.printed", null)).ShouldBe(lines.Length - 1);
    }

    static async Task AddAsync(IPage page, string condition)
    {
        await page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Add a condition" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = condition, Exact = true }).ClickAsync();
    }

    static async Task<string> FirstNameAsync(ILocator table) => (await table.Locator("tbody th").First.TextContentAsync())!.Trim();

    static async Task<int> CountAsync(ApiClient director, string code, string? reason) =>
        (await director.GetAsync($"audit?code={code}&size=500")).Items().Count(row => reason is null || row.Text("reason") == reason);

    [GeneratedRegex("^[1-9][0-9,]* (person|people)$")]
    private static partial Regex PeopleWords();

    [GeneratedRegex(@"Overdue\. .* as of .* Confidential\.")]
    private static partial Regex SheetHead();
}
