using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A director changes people of a list at once: looked at before, seen on a person after, and undone.</summary>
[Collection(nameof(WithBrowser))]
public sealed partial class BulkChangeTests
{
    const string Why = "Letters go out in Polish";

    [Fact]
    public async Task Who_is_chosen_is_changed_and_changed_back_and_then_everybody_is()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "0"));
        await using var browser = await Browser.SignInAsync(server, "director");
        using var director = await server.SignInAsync("director");
        var page = browser.Page;
        var list = await MakeListAsync(browser);
        var name = (await page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "People on the list" }).Locator("tbody th").First.TextContentAsync())!.Trim();

        await page.GetByLabel($"Choose {name}").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("1 person chosen.").WaitForAsync();
        await StartAsync(browser, "Language", () => ChooseAsync(page, "To what", "Polish"));
        await page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Changed" }).GetByText("Polish").WaitForAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        var changed = new Uri(page.Url);
        await SeesAsync(page, list, name, "Polish", 1);
        (await CountAsync(director, Why)).ShouldBe(1);

        await page.GotoAsync(changed.PathAndQuery);
        await browser.Button("Undo").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Undo it" }).ClickAsync();
        await page.GetByText("Undone", new PageGetByTextOptions { Exact = true }).First.WaitForAsync();
        await SeesAsync(page, list, name, "Polish", 0);

        await page.GotoAsync(list);
        var all = await page.GetByText(PeopleWords()).First.TextContentAsync();
        await StartAsync(browser, "Source", () => page.GetByLabel("To what").First.FillAsync("Letter of November"));
        var done = (await director.GetAsync("bulk-changes")).Items().First();
        $"{done.GetProperty("people").GetInt32():N0} people".ShouldBe(all);
        (done.GetProperty("changed").GetInt32() + done.GetProperty("same").GetInt32() + done.GetProperty("leftOut").GetInt32()).ShouldBe(done.GetProperty("people").GetInt32());
    }

    /// <summary>A list of everybody; its address.</summary>
    static async Task<string> MakeListAsync(Browser browser)
    {
        var page = browser.Page;
        await page.GotoAsync("/lists");
        await browser.Button("New list").ClickAsync();
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = false }).First.FillAsync("Letters");
        await browser.Button("Save").ClickAsync();
        await page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "People on the list" }).WaitForAsync();
        return new Uri(page.Url).PathAndQuery;
    }

    /// <summary>From the list over the preview to the result.</summary>
    static async Task StartAsync(Browser browser, string field, Func<Task> says)
    {
        var page = browser.Page;
        await browser.Button("Change people").ClickAsync();
        await ChooseAsync(page, "What is changed", field);
        await says();
        await browser.Button("Preview").ClickAsync();
        await page.GetByText(WillChange()).WaitForAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await page.GetByLabel("Why").FillAsync(Why);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = ChangeThem() }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Done", new LocatorGetByTextOptions { Exact = true }).WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
    }

    static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = label }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = option, Exact = true }).ClickAsync();
    }

    /// <summary>Opens the person from the list, with a reason, and looks what is on file.</summary>
    static async Task SeesAsync(IPage page, string list, string name, string text, int times)
    {
        await page.GotoAsync(list);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Putting the record right" }).ClickAsync();
        var file = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "On file" });
        await file.WaitForAsync();
        (await file.GetByText(text).CountAsync()).ShouldBe(times);
    }

    static async Task<int> CountAsync(ApiClient director, string reason) =>
        (await director.GetAsync("audit?code=patient.changed&size=500")).Items().Count(row => row.Text("reason").EndsWith(reason, StringComparison.Ordinal));

    [GeneratedRegex("^[1-9][0-9,]* (person|people)$")]
    private static partial Regex PeopleWords();

    [GeneratedRegex("^[1-9][0-9,]* (person|people) will change")]
    private static partial Regex WillChange();

    [GeneratedRegex("^Change [1-9][0-9,]* (person|people)$")]
    private static partial Regex ChangeThem();
}
