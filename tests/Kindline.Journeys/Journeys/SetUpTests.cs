using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>An administrator opens an empty centre in a browser, step by step, until its first patient is answered.</summary>
[Collection(nameof(WithBrowser))]
public sealed class SetUpTests : IAsyncDisposable
{
    const string Line = "+15125550190";
    const string Patient = "+15125550142";

    readonly string home = Places.NewFolder("set-up");

    [Fact]
    public async Task An_empty_centre_takes_its_first_call_by_what_its_pages_ask_for()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_DEMO", "0"), ("KINDLINE_DATA", Path.Combine(home, "data")));
        await using var browser = await Browser.OpenAsync(server.AddressAt("localhost"));

        await BecomesAdministratorAsync(browser, KindlineServer.PrintedCode().Match(server.Log).Groups[1].Value);
        await OpensThePracticeAsync(browser);
        await browser.Button("Save the queues").ClickAsync();
        var password = await AddsAgentAsync(browser.Page);
        await browser.Button("Next").ClickAsync();
        await browser.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Number" }).FillAsync("(512) 555-0190");
        await browser.Button("Save the number").ClickAsync();
        await AddsTrunkAsync(browser);
        await browser.Button("Next").ClickAsync();
        await browser.Page.GetByText("Nobody is ready yet.").WaitForAsync();

        await using var desk = await Desk.OpenAsync(server, "maria.ortiz", Sound.Tone(1000, 180), password: password);
        await browser.Page.GetByText("1 ready now.").WaitForAsync();
        await using var patient = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 180), Patient, dialled: Line);
        await desk.Phone.AnswersAsync();
        await browser.Page.GetByText("The centre is open").WaitForAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await patient.HangsUpAsync();

        await browser.Page.GotoAsync("/");
        await browser.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).WaitForAsync();
        (await browser.Page.TitleAsync()).ShouldNotStartWith("Set-up", Case.Sensitive, "an open centre asks for nothing more");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    static async Task BecomesAdministratorAsync(Browser browser, string code)
    {
        var page = browser.Page;
        await page.GotoAsync("/");
        await page.GetByLabel("Code").FillAsync(code);
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await page.GetByLabel("Your name").FillAsync("Avery Stone");
        await page.Locator("input[type=password]").FillAsync(KindlineServer.Password);
        await browser.Button("Begin").ClickAsync();
    }

    /// <summary>Open at every hour, whenever this journey is made.</summary>
    static async Task OpensThePracticeAsync(Browser browser)
    {
        var page = browser.Page;
        await page.GetByLabel("Name of the practice").FillAsync("Cedar Family Medicine");
        await page.GetByLabel("Saturday").CheckAsync();
        await page.GetByLabel("Sunday").CheckAsync();
        await page.GetByLabel("From").FillAsync("00:00");
        await page.GetByLabel("To", new PageGetByLabelOptions { Exact = false }).Last.FillAsync("00:00");
        await browser.Button("Save the practice").ClickAsync();
    }

    /// <summary>The password that the page shows once.</summary>
    static async Task<string> AddsAgentAsync(IPage page)
    {
        await page.GetByLabel("Name").FillAsync("Maria Ortiz");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add", Exact = true }).ClickAsync();
        return await page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "First passwords" }).GetByRole(AriaRole.Cell).Nth(2).InnerTextAsync();
    }

    static async Task AddsTrunkAsync(Browser browser)
    {
        await browser.Button("Add a trunk").ClickAsync();
        var form = browser.Page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Name").FillAsync("carrier");
        await form.GetByLabel("Calls come from").FillAsync("127.0.0.1");
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
    }
}
