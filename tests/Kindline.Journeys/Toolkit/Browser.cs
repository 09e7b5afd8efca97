using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Toolkit;

/// <summary>Chromium of the system, with one person signed in to the desktop.</summary>
sealed class Browser : IAsyncDisposable
{
    readonly IPlaywright playwright;
    readonly IBrowser chromium;

    Browser(IPlaywright playwright, IBrowser chromium, IPage page)
    {
        this.playwright = playwright;
        this.chromium = chromium;
        Page = page;
    }

    /// <summary>Chromium of the system.</summary>
    public const string Chromium = "/usr/bin/chromium";

    public IPage Page { get; }

    /// <summary>Opens the desktop and signs in by hand.</summary>
    public static async Task<Browser> SignInAsync(KindlineServer server, string user)
    {
        var browser = await OpenAsync(server.AddressAt("localhost"));
        await browser.SignInByHandAsync(user);
        return browser;
    }

    /// <summary>Signs in on an empty page.</summary>
    public async Task SignInByHandAsync(string user)
    {
        await Page.GotoAsync("/");
        await Page.GetByLabel("User").FillAsync(user);
        await Page.Locator("input[type=password]").FillAsync(KindlineServer.Password);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await Page.GetByRole(AriaRole.Navigation).First.WaitForAsync();
    }

    /// <summary>An empty page, relative to an address, in this program with these flags beside the usual ones. The certificate is not what is tested.</summary>
    public static async Task<Browser> OpenAsync(string address, string program = Chromium, params string[] flags)
    {
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--no-proxy-server", "--ignore-certificate-errors", .. flags],
        });

        // axe is put into the page by us: the page's own content security policy is not what it judges.
        var page = await chromium.NewPageAsync(new BrowserNewPageOptions { BaseURL = address, BypassCSP = true });
        page.SetDefaultTimeout(15_000);
        return new Browser(playwright, chromium, page);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).First;

    /// <summary>What axe-core holds to be serious or critical on the page as it is, one line each.</summary>
    public async Task<string[]> SeriousIssuesAsync()
    {
        await Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = AxeScript });
        var found = await Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, where: v.nodes.map(n => n.target.join(' ')).join('; ') }))");
        return [.. found.EnumerateArray()
            .Where(static issue => issue.Text("impact") is "serious" or "critical")
            .Select(static issue => $"{issue.Text("id")}: {issue.Text("where")}")];
    }

    /// <summary>Installed with the web's own packages.</summary>
    public static string AxeScript { get; } = Path.Combine(Places.Repository, "src/web/node_modules/axe-core/axe.min.js");

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
