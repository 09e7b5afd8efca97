using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients.Import;
using Kindline.Telephony;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>Files that a manager brings in the browser.</summary>
public sealed class ImportsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_file_is_matched_checked_taken_in_and_taken_back(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        var before = await office.PeopleAsync();

        var id = await office.BringAsync(BrowserImport.Sheet);
        var columns = await office.GetAsync($"/api/imports/{id}/columns");
        var checkedFile = await office.CheckAsync(id);
        var untouched = await office.PeopleAsync();
        var preview = await office.GetAsync($"/api/imports/{id}/preview?kind=changed");
        var done = await office.PostAsync(id, "start");

        columns.GetProperty("columns")[3].GetRawText().ShouldBe("{\"name\":\"DOB\",\"field\":\"bornOn\",\"own\":null,\"samples\":[\"3/14/1971\",\"5/1/1980\",\"31/31/1980\",\"5/1/1980\"]}");
        (checkedFile.GetProperty("state").GetString(), checkedFile.GetProperty("rows").GetInt32()).ShouldBe(("uploaded", 5));
        untouched.ShouldBe(before);
        Figures(preview).ShouldBe((2, 1, 0, 2));
        preview.GetProperty("withLeftOut").GetInt32().ShouldBe(1);
        preview.GetProperty("rows")[0].GetProperty("changes")[0].GetRawText().ShouldBe("{\"field\":\"bornOn\",\"before\":null,\"after\":\"1971-03-14\"}");
        (done.GetProperty("state").GetString(), done.GetProperty("practice").GetString(), done.GetProperty("by").GetString(), done.GetProperty("fileName").GetString())
            .ShouldBe(("done", "Bayview Eye", "manager", "patients march.csv"));
        Figures(done).ShouldBe((2, 1, 0, 2));
        (await office.PeopleAsync()).ShouldBe(["100 Rosa Hinojosa +15125550199 +15125550142", "101 Luis Marlow +15125550143", "104 Ida Salas"]);
        (await office.Manager.GetStringAsync($"/api/imports/{id}/rejected", Ct)).Split('\n').Length.ShouldBe(5, "the header, two that were rejected, and one that lost a value");
        (await office.GetAsync($"/api/imports/{id}")).GetProperty("leftOut").GetInt32().ShouldBe(1);

        var undone = await office.PostAsync(id, "undo");

        undone.GetProperty("state").GetString().ShouldBe("undone");
        (await office.PeopleAsync()).ShouldBe(before);
        (await AuditedAsync(office)).ShouldBe(
            [
                "patients.import.undone", "patients.import.undo", "patients.import.rejected", "patients.import.done", "patients.import", "patients.import.preview",
                "patients.import.check", "patients.import.columns", "patients.import.columns", "patients.import.upload",
            ]);
        var again = await office.GetAsync($"/api/imports/{await office.BringAsync(BrowserImport.Sheet)}/columns");
        again.GetProperty("remembered").GetBoolean().ShouldBeFalse("what was taken back may have been matched wrongly");
    }

    [Theory, BothEngines]
    public async Task Columns_are_remembered_for_the_practice_and_the_same_file_is_taken_once(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        const string Odd = "Nr,Sippe,Rufname,Geburt\n7,Salas,Ida,5/2/1980\n";
        var odd = new { columns = new[] { new { column = 0, field = "mrn" }, new { column = 1, field = "lastName" }, new { column = 2, field = "firstName" } }, dayFirst = true };

        var first = await office.BringAsync(Odd);
        await office.PostAsync(first, "check", odd);
        await office.PostAsync(first, "start");
        var second = await office.BringAsync(Odd.Replace("7,", "8,", StringComparison.Ordinal));
        var columns = await office.GetAsync($"/api/imports/{second}/columns");
        var again = await office.BringAsync(Odd);
        await office.PostAsync(again, "check", odd);
        using var refused = await office.Manager.PostAsJsonAsync($"/api/imports/{again}/start", new { }, Ct);

        columns.GetProperty("remembered").GetBoolean().ShouldBeTrue();
        columns.GetProperty("dayFirst").GetBoolean().ShouldBeTrue();
        columns.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("field").GetString()).ShouldBe(["mrn", "lastName", "firstName", null]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("This very file was taken in on 2026-11-16");
    }

    [Theory, BothEngines]
    public async Task What_a_stop_of_the_server_cut_goes_on_at_the_next_start(DatabaseEngine engine)
    {
        await using var office = await BrowserImport.OpenAsync(engine);
        var id = await office.BringAsync(BrowserImport.Sheet);
        await office.CheckAsync(id);
        await using (var db = office.Centre.Databases.Create())
        {
            // As a crash leaves it behind the batch of the first two rows.
            await db.Set<PatientImport>().ExecuteUpdateAsync(i => i.SetProperty(x => x.State, ImportState.Running).SetProperty(x => x.ReadTo, 3), Ct);
        }
        (await office.GetAsync($"/api/imports/{id}")).GetProperty("state").GetString().ShouldBe("stopped");

        var worker = ActivatorUtilities.CreateInstance<Kindline.Integrations.Imports.ImportWorker>(office.Centre.Services);
        await worker.StartAsync(Ct);
        using var patience = new CancellationTokenSource(BrowserImport.Patience);
        while (worker.ActivityOf(new ImportId(Guid.Parse(id))) is not null || (await office.GetAsync($"/api/imports/{id}")).GetProperty("state").GetString() == "stopped")
        {
            patience.Token.ThrowIfCancellationRequested();
        }
        await worker.StopAsync(Ct);

        var done = await office.GetAsync($"/api/imports/{id}");
        (done.GetProperty("state").GetString(), Figures(done)).ShouldBe(("done", (2, 0, 0, 1)));
    }

    [Fact]
    public async Task An_import_that_is_stopped_keeps_whole_batches_and_goes_on()
    {
        await using var office = await BrowserImport.OpenAsync();
        var id = await office.BringAsync("MRN,Last Name,First Name,DOB\n" + string.Concat(Enumerable.Range(1, 60_000).Select(n => $"{100_000 + n},Family{n},Given,1/2/1980\n")));
        await office.CheckAsync(id);
        using var started = await office.Manager.PostAsJsonAsync($"/api/imports/{id}/start", new { }, Ct);
        using var patience = new CancellationTokenSource(BrowserImport.Patience);
        while ((await office.GetAsync($"/api/imports/{id}")).GetProperty("added").GetInt32() == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        var stopped = await office.PostAsync(id, "stop");
        var kept = (await office.PeopleAsync()).Count - 1;
        var done = await office.PostAsync(id, "start");

        stopped.GetProperty("state").GetString().ShouldBe("stopped");
        kept.ShouldBe(stopped.GetProperty("added").GetInt32());
        kept.ShouldBeInRange(5_000, 55_000);
        Figures(done).ShouldBe((60_000, 0, 0, 0));
        (await office.PeopleAsync()).Count.ShouldBe(60_001);
    }

    [Fact]
    public async Task A_file_lies_sealed_in_the_data_folder_and_goes_with_the_import()
    {
        await using var office = await BrowserImport.OpenAsync();
        var folder = Path.Combine(office.Centre.Options.DataFolder, "imports");

        var id = await office.BringAsync(BrowserImport.Sheet);
        var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder).ShouldHaveSingleItem(), Ct);
        using var dropped = await office.Manager.DeleteAsync($"/api/imports/{id}", Ct);

        Encoding.UTF8.GetString(bytes).ShouldNotContain("Hinojosa");
        dropped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Directory.GetFiles(folder).ShouldBeEmpty();
        (await office.GetAsync("/api/imports")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Files_that_nobody_began_are_forgotten_after_a_week()
    {
        await using var office = await BrowserImport.OpenAsync();
        var id = await office.BringAsync(BrowserImport.Sheet);

        // A clock of its own: a week of the server's would fire all of its timers.
        var later = new ManualClock(office.Centre.Clock.GetUtcNow() + TimeSpan.FromDays(7.5));
        await ActivatorUtilities.CreateInstance<Kindline.Integrations.Imports.ForgetFiles>(office.Centre.Services, later).RunAsync(Ct);

        Directory.GetFiles(Path.Combine(office.Centre.Options.DataFolder, "imports")).ShouldBeEmpty();
        await using var db = office.Centre.Databases.Create();
        (await db.Set<PatientImport>().CountAsync(i => i.Id == new ImportId(Guid.Parse(id)), Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Another_practices_imports_are_not_found_and_no_file_is_brought_there()
    {
        await using var office = await BrowserImport.OpenAsync();
        var id = await office.BringAsync(BrowserImport.Sheet);
        using var stranger = await office.Centre.SignInAsRoleAsync("director", office.Other);

        using var elsewhere = await office.SendAsync(BrowserImport.Sheet, office.Other);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, ""), (HttpMethod.Get, "/columns"), (HttpMethod.Get, "/preview"), (HttpMethod.Get, "/rejected"), (HttpMethod.Post, "/check"), (HttpMethod.Post, "/start"),
            (HttpMethod.Post, "/stop"), (HttpMethod.Post, "/undo"), (HttpMethod.Delete, ""),
        })
        {
            using var request = new HttpRequestMessage(method, $"/api/imports/{id}{path}") { Content = path == "/check" ? JsonContent.Create(new { columns = Array.Empty<object>() }) : null };
            using var answer = await stranger.SendAsync(request, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await stranger.GetFromJsonAsync<JsonElement>("/api/imports", Ct)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("MRN,Last Name\n\"never closed", null)]
    public async Task What_cannot_be_read_is_refused_in_words_and_leaves_nothing(string text, string? why)
    {
        await using var office = await BrowserImport.OpenAsync();

        using var answer = await office.SendAsync(text);

        if (why is not null)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(why);
            Directory.GetFiles(Path.Combine(office.Centre.Options.DataFolder, "imports")).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("[{\"column\":0,\"field\":\"mrn\"}]", "No column holds the name")]
    [InlineData("[{\"column\":0,\"field\":\"mrn\"},{\"column\":1,\"field\":\"mrn\"}]", "MRN and Last Name cannot both hold the same")]
    [InlineData("[{\"column\":99,\"field\":\"mrn\"}]", "names a column that the file does not have")]
    public async Task Columns_that_tell_nobody_apart_are_refused(string columns, string why)
    {
        await using var office = await BrowserImport.OpenAsync();
        var id = await office.BringAsync(BrowserImport.Sheet);
        using var input = new StringContent($"{{\"columns\":{columns}}}", Encoding.UTF8, "application/json");

        using var answer = await office.Manager.PostAsync($"/api/imports/{id}/check", input, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(why);
    }

    [Fact]
    public async Task Nothing_is_taken_in_that_was_not_checked_and_nothing_larger_than_200_megabytes_is_received()
    {
        await using var office = await BrowserImport.OpenAsync();
        var id = await office.BringAsync(BrowserImport.Sheet);
        using var unchecked_ = await office.Manager.PostAsJsonAsync($"/api/imports/{id}/start", new { }, Ct);
        using var large = new HttpRequestMessage(HttpMethod.Post, $"/api/imports?practice={office.Practice}") { Content = new ByteArrayContent([]) };
        large.Headers.Add("X-File-Name", "large.csv");
        large.Content.Headers.ContentLength = (200 << 20) + 2;
        large.Headers.ExpectContinue = true;

        using var tooLarge = await office.Manager.SendAsync(large, Ct);

        (await unchecked_.Content.ReadAsStringAsync(Ct)).ShouldContain("Check the file first.");
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await tooLarge.Content.ReadAsStringAsync(Ct)).ShouldContain("larger than 200 MB");
    }

    [Fact]
    public async Task A_demo_centre_says_why_it_takes_no_files()
    {
        await using var office = await BrowserImport.OpenAsync();
        await using (var db = office.Centre.Databases.Create())
        {
            db.Add(new TrunkLine { Name = TrunkLine.DemoName });
            await db.SaveChangesAsync(Ct);
        }

        using var answer = await office.SendAsync(BrowserImport.Sheet);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("This is a demo centre, whose people are invented");
        (await office.GetAsync("/api/imports")).GetProperty("refused").GetString().ShouldStartWith("This is a demo centre");
    }

    private static (int Added, int Changed, int Same, int Rejected) Figures(JsonElement import) =>
        (import.GetProperty("added").GetInt32(), import.GetProperty("changed").GetInt32(), import.GetProperty("same").GetInt32(), import.GetProperty("rejected").GetInt32());

    private static async Task<IEnumerable<string>> AuditedAsync(BrowserImport office)
    {
        var rows = await office.Centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter(), Ct);
        return rows.Items.Select(r => r.Code).Where(c => c.StartsWith("patients.import", StringComparison.Ordinal));
    }
}
