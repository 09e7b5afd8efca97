using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A manager writes down what a referral partner asks for, says what came of it, and the partner's card tells it.</summary>
public sealed partial class RequestTests
{
    [Fact]
    public async Task A_request_of_a_partner_is_added_booked_and_told_on_the_partner_s_card()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "0"));
        await using var browser = await Browser.SignInAsync(server, "manager");
        var page = browser.Page;

        await page.GotoAsync("/contacts");
        await browser.Button("More of Cedar Pediatrics").ClickAsync();
        await page.GetByText("No request: 1").WaitForAsync();
        await browser.Button("Show whom Cedar Pediatrics referred").ClickAsync();
        var add = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = AddFor() });
        var name = AddFor().Match(await add.GetAttributeAsync("aria-label") ?? "").Groups[1].Value;
        await add.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Add", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Their open requests" }).ClickAsync();
        await browser.Button($"Booked: {name}").ClickAsync();
        await dialog.GetByText("Not among these").ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Note" }).FillAsync("Tuesday at ten");
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Booked", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"Booked: {name}" }).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        page.Url.ShouldNotContain(name.Split(' ')[0], Case.Insensitive);

        await page.GotoAsync("/contacts");
        await browser.Button("More of Cedar Pediatrics").ClickAsync();
        await page.GetByText("Booked: 2").WaitForAsync();
        await browser.Button("Show whom Cedar Pediatrics referred").ClickAsync();
        await page.GetByText(new Regex($"^{Regex.Escape(name)}, .+: Booked, Today")).WaitForAsync();
    }

    [GeneratedRegex("^Add a request for (.+)$")]
    private static partial Regex AddFor();
}
