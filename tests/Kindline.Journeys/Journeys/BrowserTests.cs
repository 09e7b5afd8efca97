using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>The desktop in a real browser, with a real call on the desk phone beside it; this browser has no sound.</summary>
public sealed class BrowserTests
{
    const string Patient = "+15125550147";

    [Fact]
    public async Task An_agent_goes_ready_sees_the_call_and_writes_its_wrap_up()
    {
        await using var server = await KindlineServer.StartAsync();
        using var supervisor = await server.SignInAsync("supervisor");
        await using var phone = await Desk.OpenAsync(server, "agent1", Sound.Tone(1000, 180), goesReady: false);
        await using var browser = await Browser.SignInAsync(server, "agent1");
        await browser.Button("Away").ClickAsync();
        await browser.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Ready" }).ClickAsync();
        await browser.Button("Ready").WaitForAsync();

        await using var caller = await SippPeer.CallAsync(server.SipPort, Sound.Tone(440, 120), Patient);
        await phone.Phone.AnswersAsync();
        await browser.Page.GetByText("Caller (512) 555-0147").WaitForAsync();
        // Who goes while the agent is still told whose call it is has talked to nobody.
        await phone.IsAsync("onCall");
        await supervisor.CallWithAsync(Patient, "answered");
        await caller.HangsUpAsync();
        await browser.Page.GetByLabel("Notes").FillAsync("Wants the letter sent again.");
        await browser.Page.Keyboard.PressAsync("Alt+1");
        await browser.Page.Keyboard.PressAsync("Control+Enter");
        await phone.IsAsync("ready");

        var call = await supervisor.CallAsync(Patient, "is closed", static call => call.Text("state") == "ended");
        call.Text("notes").ShouldBe("Wants the letter sent again.");
        call.Items("subjects")[0].Text("disposition").ShouldNotBeEmpty();
        await browser.Page.GotoAsync("/calls");
        await browser.Page.GetByText("(512) 555-0147").First.WaitForAsync();
        await browser.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Today 1 call" }).ClickAsync();
        await Row(browser.Page, "Calls Handled").GetByRole(AriaRole.Cell, new LocatorGetByRoleOptions { Name = "1", Exact = true }).WaitForAsync();

        await using var director = await Browser.SignInAsync(server, "director");
        await director.Page.GotoAsync("/today");
        await Row(director.Page, "Service Level").GetByText("Met").WaitForAsync();
        await Row(director.Page, "Calls Received").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "1", Exact = true }).ClickAsync();
        await director.Page.GetByText("(512) 555-0147").First.WaitForAsync();
    }

    [Theory]
    [InlineData("agent1", "/desk", "/calls", "/my-day")]
    [InlineData("supervisor", "/owed", "/knowledge", "/prompts", "/work-items", "/floor", "/today", "/reports", "/dispositions", "/settings")]
    [InlineData("admin", "/users", "/audit", "/signalling", "/trunks")]
    public async Task No_page_has_a_serious_barrier(string user, params string[] pages)
    {
        Assert.SkipUnless(File.Exists(Browser.AxeScript), "axe-core is not installed: npm ci in src/web brings it");
        await using var server = await KindlineServer.StartAsync();
        await using var browser = await Browser.SignInAsync(server, user);
        var issues = new List<string>();
        foreach (var page in pages)
        {
            await browser.Page.GotoAsync(page);
            await browser.Page.GetByRole(AriaRole.Heading).First.WaitForAsync();
            await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            issues.AddRange((await browser.SeriousIssuesAsync()).Select(issue => $"{page} {issue}"));
        }

        issues.ShouldBeEmpty();
    }

    static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = name, Exact = true }) });
}
