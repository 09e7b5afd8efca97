using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A supervisor finds a VIP, is asked why, and sees the record; the director reviews it.</summary>
public sealed class VipTests
{
    const string Why = "The retina clinic asks for her chart";

    [Fact]
    public async Task A_vip_is_found_by_name_opened_for_a_reason_and_the_opening_is_reviewed()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "0"));
        using var director = await server.SignInAsync("director");
        var name = await NameAsync(director);
        await using (var supervisor = await Browser.SignInAsync(server, "supervisor"))
        {
            await OpensAsync(supervisor, name);
        }
        await using var browser = await Browser.SignInAsync(server, "director");
        var page = browser.Page;

        await page.GotoAsync("/openings");
        var table = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Openings" });
        await table.GetByText(Why).WaitForAsync();
        (await table.InnerTextAsync()).ShouldContain(name);
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await browser.Button($"Review {name}").ClickAsync();
        await page.GetByLabel("Note").FillAsync("Asked for by fax");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Reviewed" }).ClickAsync();
        await page.GetByText("Nothing waits for a review.").WaitForAsync();
        await page.GetByText("All", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await page.GetByText("Asked for by fax").WaitForAsync();
    }

    static async Task OpensAsync(Browser browser, string name)
    {
        var page = browser.Page;
        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Search for a person" }).FillAsync(name);
        await page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { Name = $"{name}, VIP" }).ClickAsync();
        var form = page.GetByRole(AriaRole.Form, new PageGetByRoleOptions { Name = "Why you open a VIP's record" });
        await form.GetByLabel("What for").SelectOptionAsync("treatment");
        await form.GetByLabel("Why", new LocatorGetByLabelOptions { Exact = false }).Last.FillAsync(Why);
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Open the record" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "On file" }).WaitForAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
    }

    /// <summary>The one VIP of the demo; a list names them and no more.</summary>
    static async Task<string> NameAsync(ApiClient director)
    {
        var practice = (await director.GetAsync("session")).Items("practices")[0].Text("id");
        var page = await director.PostAsync("lists/try", new { practice, filter = new { conditions = new[] { new { on = "vip", @is = "yes" } } }, columns = new[] { "mrn", "bornOn" } });
        var vip = page.Items().ShouldHaveSingleItem();
        vip.GetProperty("cells").GetRawText().ShouldBe("{}");
        return vip.Text("name");
    }
}
