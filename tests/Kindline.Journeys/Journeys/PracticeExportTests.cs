using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;

namespace Kindline.Journeys.Journeys;

/// <summary>A director takes everything that the practice owns out of the centre, in a browser.</summary>
public sealed class PracticeExportTests
{
    const string Reason = "The practice leaves the centre";

    // All of the demo practice is read at half a core, where others use the machine too.
    static readonly LocatorWaitForOptions Long = new() { Timeout = 180_000 };

    [Fact]
    public async Task Everything_of_the_practice_comes_as_one_file_that_says_what_it_holds()
    {
        await using var server = await KindlineServer.StartAsync(("KINDLINE_TOWN", "0"));
        await using var browser = await Browser.SignInAsync(server, "director");
        var page = browser.Page;
        await page.GotoAsync("/practices");
        var section = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Everything this practice owns" });
        await section.GetByText("Nothing was exported yet.").WaitForAsync();

        await section.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Export everything" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What is it for?").FillAsync(Reason);
        await dialog.GetByText("With recordings and voicemails as sound").ClickAsync();
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Export everything" }).ClickAsync();
        var link = section.GetByText("Download,");
        await link.WaitForAsync(Long);
        (await browser.SeriousIssuesAsync()).ShouldBeEmpty();
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());

        download.SuggestedFilename.ShouldMatch(@"^[\w -]+ \d{4}-\d\d-\d\d\.zip$");
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var manifest = JsonDocument.Parse(Bytes(zip, "manifest.json")).RootElement;
        var files = manifest.GetProperty("files").EnumerateArray().ToDictionary(static f => f.Text("path")!);
        foreach (var (path, file) in files)
        {
            Convert.ToHexStringLower(SHA256.HashData(Bytes(zip, path))).ShouldBe(file.Text("sha256"), path);
        }

        using var director = await server.SignInAsync("director");
        var practice = (await director.GetAsync("practices")).Items()[0].Text("id");
        (await director.GetAsync($"interactions?practice={practice}&size=1")).Number("total").ShouldBe(files["interactions.csv"].Number("rows"));
        var people = (await director.PostAsync("lists/count", new { practice })).Number("total");
        people.ShouldBe(files["patients.csv"].Number("rows"));
        (await director.GetAsync($"practices/{practice}/exports")).Items()[0].Number("people").ShouldBe(people);
        foreach (var code in new[] { "practice.export", "practice.exported", "practice.export.download" })
        {
            (await director.GetAsync($"audit?code={code}")).Items().ShouldHaveSingleItem(code).Text("reason").ShouldBe(Reason);
        }
    }

    static byte[] Bytes(ZipArchive zip, string path)
    {
        using var content = new MemoryStream();
        using var from = zip.GetEntry(path)!.Open();
        from.CopyTo(content);
        return content.ToArray();
    }
}
