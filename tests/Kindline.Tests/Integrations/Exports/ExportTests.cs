using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Integrations.Exports;
using Kindline.Integrations.Exports.Tables;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Integrations.Exports;

/// <summary>A director takes everything that a practice owns out of the centre.</summary>
public sealed class ExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Everything_of_the_practice_is_in_the_archive_and_nothing_of_another(DatabaseEngine engine)
    {
        await using var office = await ExportingOffice.OpenAsync(engine);
        await RememberAsync(office, "patient.read", office.Id);
        await RememberAsync(office, "patient.read", office.Other);

        var export = await office.ExportAsync();
        var files = await office.DownloadAsync(export);

        export.GetProperty("state").GetString().ShouldBe("ready", export.GetRawText());
        foreach (var table in AllTables.Exported.Where(t => !OneOfEach.OfTheCentre.Contains(t.Entity) && t.Name is not ("users" or "exports")))
        {
            ExportingOffice.Rows(files[table.Path]).Count.ShouldBe(1, table.Path);
        }
        ExportingOffice.Rows(files["users.csv"]).Select(u => u["userName"]).ShouldBe([ExportingOffice.Word, "director"], ignoreOrder: true);
        ExportingOffice.Rows(files["exports.csv"]).Count.ShouldBe(2);
        ExportingOffice.Rows(files[ExportAudit.Path]).Select(a => (a["code"], a["patientId"])).ShouldBe([("patient.read", office.Id.ToString()), ("practice.export", "")]);
        foreach (var (path, content) in files)
        {
            var text = Encoding.UTF8.GetString(content);
            text.ShouldNotContain(ExportingOffice.OtherWord, Case.Insensitive, path);
            text.ShouldNotContain(office.Other.ToString(), Case.Insensitive, path);
        }
    }

    [Fact]
    public async Task The_manifest_names_each_file_with_its_rows_its_length_and_its_sum()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var voicemail = await office.RecordAsync();

        var export = await office.ExportAsync(withRecordings: true);
        var files = await office.DownloadAsync(export);

        var manifest = JsonDocument.Parse(files[ExportReadme.ManifestPath]).RootElement;
        var named = manifest.GetProperty("files").EnumerateArray().ToList();
        named.Select(f => f.GetProperty("path").GetString()).ShouldBe(files.Keys.Except([ExportReadme.ManifestPath]), ignoreOrder: true);
        named.ShouldAllBe(f => f.GetProperty("sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(files[f.GetProperty("path").GetString()!])));
        named.ShouldAllBe(f => f.GetProperty("bytes").GetInt64() == files[f.GetProperty("path").GetString()!].Length);
        named.Where(f => f.GetProperty("path").GetString()!.EndsWith(".csv", StringComparison.Ordinal))
            .ShouldAllBe(f => f.GetProperty("rows").GetInt64() == ExportingOffice.Rows(files[f.GetProperty("path").GetString()!]).Count);
        files.Keys.ShouldContain($"voicemails/2026-11/{voicemail}.wav");
        (manifest.GetProperty("by").GetString(), manifest.GetProperty("reason").GetString(), manifest.GetProperty("version").GetInt32()).ShouldBe(("director", ExportingOffice.Reason, 1));
    }

    [Fact]
    public async Task Sound_is_in_it_as_a_player_takes_it_and_a_damaged_recording_is_told()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var (voicemail, altered) = (await office.RecordAsync(), await office.RecordAsync());
        var file = Directory.GetFiles(office.Centre.Options.DataFolder, $"{altered}.recording", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^200] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);

        var export = await office.ExportAsync(withRecordings: true);
        var files = await office.DownloadAsync(export);

        (export.GetProperty("recordings").GetInt32(), export.GetProperty("problems").GetInt32()).ShouldBe((1, 2), "the third has no file at all");
        Encoding.ASCII.GetString(files[$"voicemails/2026-11/{voicemail}.wav"][..4]).ShouldBe("RIFF");
        var rows = ExportingOffice.Rows(files["recordings.csv"]).ToDictionary(r => r["id"]);
        rows[voicemail]["file"].ShouldBe($"voicemails/2026-11/{voicemail}.wav");
        (rows[altered]["file"], rows[altered]["problem"]).ShouldBe(("", "its file was altered after it was made"));
        rows[office.Id.ToString()]["problem"].ShouldBe("its file is gone, or cannot be opened");
        files.Keys.ShouldNotContain(k => k.Contains(altered));
        ExportingOffice.Text(files[ExportReadme.Path]).ShouldContain($"voicemails/2026-11/{altered}.wav: its file was altered");
        files[$"prompts/emergency-{ExportingOffice.Word}-1.wav"].ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Values_stand_as_the_read_me_says()
    {
        await using var office = await ExportingOffice.OpenAsync();
        await using (var db = office.Centre.Databases.Create())
        {
            await db.Patients.IgnoreQueryFilters().Where(p => p.PracticeId == new PracticeId(office.Id))
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Remarks, "=cmd|' /c calc'!A0").SetProperty(x => x.FirstName, "Zoë, \"Zo\"\nb").SetProperty(x => x.BalanceCents, -1250), Ct);
        }

        var files = await office.DownloadAsync(await office.ExportAsync());

        var person = ExportingOffice.Rows(files["patients.csv"]).ShouldHaveSingleItem();
        (person["firstName"], person["remarks"], person["balanceCents"], person["bornOn"]).ShouldBe(("Zoë, \"Zo\"\nb", "'=cmd|' /c calc'!A0", "-1250", "2026-11-01"));
        (person["doNotCallSince"], person["noTexts"], person["status"], person["mergedIntoId"]).ShouldBe(("2026-11-01T12:00:01Z", "true", "active", office.Id.ToString()));
        ExportingOffice.Text(files["patients.csv"]).Split("\r\n")[0].ShouldStartWith("id,practiceId,kind,mrn,firstName");
        var readme = ExportingOffice.Text(files[ExportReadme.Path]);
        readme.ShouldContain("patients.csv (1 rows)");
        readme.ShouldContain("balanceCents: owed to the practice, in cents of a US dollar");
        readme.ShouldContain("Asked for by director, for: The practice leaves the centre");
    }

    [Theory, BothEngines]
    public async Task Who_asked_what_for_and_each_download_stand_in_the_audit_trail(DatabaseEngine engine)
    {
        await using var office = await ExportingOffice.OpenAsync(engine);

        var export = await office.ExportAsync();
        await office.DownloadAsync(export);
        using var removed = await office.Director.DeleteAsync($"{office.Path}/{export.GetProperty("id").GetString()}", Ct);
        using var gone = await office.Director.GetAsync($"{office.Path}/{export.GetProperty("id").GetString()}/file", Ct);

        var rows = (await office.Centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Size = 500 }, Ct)).Items
            .Where(r => r.Code.StartsWith("practice.export", StringComparison.Ordinal)).ToList();
        rows.Select(r => r.Code).ShouldBe(["practice.export.removed", "practice.export.download", "practice.exported", "practice.export"]);
        rows.ShouldAllBe(r => r.Reason == ExportingOffice.Reason && r.ObjectId == office.Id.ToString() && r.ActorRole == "director");
        rows[2].Fields.ShouldContain("1 people");
        (removed.StatusCode, gone.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NotFound));
        (await office.ReadAsync(export.GetProperty("id").GetString()!)).GetProperty("state").GetString().ShouldBe("removed");
    }

    [Fact]
    public async Task An_archive_lies_sealed_and_goes_after_a_week()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var export = await office.ExportAsync();
        var folder = Path.Combine(office.Centre.Options.DataFolder, "exports");
        var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder).ShouldHaveSingleItem(), Ct);
        var forget = office.Centre.Services.GetRequiredService<ForgetExports>();

        await forget.RunAsync(Ct);
        var kept = Directory.GetFiles(folder).Length;
        var id = new ExportId(Guid.Parse(export.GetProperty("id").GetString()!));
        await using var db = office.Centre.Databases.Create();
        var weekAgo = office.Centre.Clock.GetUtcNow() - ForgetExports.KeptFor;
        await db.PracticeExports.Where(e => e.Id == id).ExecuteUpdateAsync(e => e.SetProperty(x => x.EndedAt, weekAgo), Ct);
        await forget.RunAsync(Ct);

        Encoding.Latin1.GetString(bytes).ShouldNotContain("patients.csv");
        export.GetProperty("bytes").GetInt64().ShouldBeLessThan(bytes.Length);
        kept.ShouldBe(1);
        Directory.GetFiles(folder).ShouldBeEmpty();
        (await db.PracticeExports.SingleAsync(e => e.Id == id, Ct)).State.ShouldBe(ExportState.Removed);
    }

    [Theory, BothEngines]
    public async Task What_a_crash_cut_is_made_anew_at_the_next_start_and_half_of_it_is_never_offered(DatabaseEngine engine)
    {
        await using var office = await ExportingOffice.OpenAsync(engine);
        var id = (await office.ExportAsync()).GetProperty("id").GetString()!;
        var file = Directory.GetFiles(Path.Combine(office.Centre.Options.DataFolder, "exports")).ShouldHaveSingleItem();
        await using (var db = office.Centre.Databases.Create())
        {
            // As a crash leaves it in the middle: half a file, under the name of half a file.
            await db.PracticeExports.Where(e => e.Id == new ExportId(Guid.Parse(id))).ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Running), Ct);
            File.Move(file, Path.ChangeExtension(file, ".part"));
        }
        using var half = await office.Director.GetAsync($"{office.Path}/{id}/file", Ct);

        var worker = ActivatorUtilities.CreateInstance<ExportWorker>(office.Centre.Services);
        await worker.StartAsync(Ct);
        var done = await office.DoneAsync(id);
        await worker.StopAsync(Ct);

        half.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        done.GetProperty("state").GetString().ShouldBe("ready");
        ExportingOffice.Rows((await office.DownloadAsync(done))["patients.csv"]).Count.ShouldBe(1);
        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBe([file]);
    }

    [Fact]
    public async Task One_that_is_stopped_leaves_nothing()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var id = await office.AskedAsync();
        using var stop = new CancellationTokenSource();
        List<ExportActivity> seen = [];
        void StopAtThePhones(ExportActivity at)
        {
            seen.Add(at);
            if (at.Part == "patient-phones")
            {
                stop.Cancel();
            }
        }

        await office.Centre.Services.GetRequiredService<ExportJobs>().RunAsync(id, AuditActor.System, StopAtThePhones, CancellationToken.None, stop.Token);
        using var nothingRuns = await office.Director.PostAsync($"{office.Path}/{id}/stop", null, Ct);

        (await office.ReadAsync(id.ToString())).GetProperty("state").GetString().ShouldBe("stopped");
        seen.ShouldContain(new ExportActivity(Waiting: false, "patients", 1, 1, 1, AllTables.Exported.Count + 3));
        seen.ShouldNotContain(at => at.Part == "patient-alerts");
        Directory.GetFiles(Path.Combine(office.Centre.Options.DataFolder, "exports")).ShouldBeEmpty();
        nothingRuns.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_stop_of_the_server_leaves_it_to_be_made_anew_and_a_second_one_has_to_wait()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var id = await office.AskedAsync();
        using var stopping = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => office.Centre.Services.GetRequiredService<ExportJobs>()
            .RunAsync(id, AuditActor.System, _ => stopping.Cancel(), stopping.Token, stopping.Token));
        using var second = await office.Director.PostAsJsonAsync(office.Path, new { reason = ExportingOffice.Reason }, Ct);

        (await office.ReadAsync(id.ToString())).GetProperty("state").GetString().ShouldBe("running");
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Directory.GetFiles(Path.Combine(office.Centre.Options.DataFolder, "exports")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_is_told_and_the_next_one_works()
    {
        await using var office = await ExportingOffice.OpenAsync();
        var folder = Path.Combine(office.Centre.Options.DataFolder, "exports");
        await File.WriteAllTextAsync(folder, "in the way", Ct);

        var failed = await office.ExportAsync();
        File.Delete(folder);
        var done = await office.ExportAsync();

        failed.GetProperty("state").GetString().ShouldBe("failed");
        failed.GetProperty("why").GetString()!.ShouldContain("disk of the server");
        done.GetProperty("state").GetString().ShouldBe("ready");
    }

    [Fact]
    public async Task A_reason_is_needed_and_others_may_not()
    {
        await using var office = await ExportingOffice.OpenAsync();
        using var manager = await office.Centre.SignInAsRoleAsync("manager", new PracticeId(office.Id));
        using var admin = await office.Centre.SignInAsRoleAsync("admin", new PracticeId(office.Id));

        using var without = await office.Director.PostAsJsonAsync(office.Path, new { reason = "because" }, Ct);
        using var elsewhere = await office.Director.PostAsJsonAsync($"/api/practices/{office.Other}/exports", new { reason = ExportingOffice.Reason }, Ct);

        without.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await without.Content.ReadAsStringAsync(Ct)).ShouldContain("say in 10 to 500 characters what it is for");
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.GetAsync(office.Path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.GetAsync(office.Path, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task RememberAsync(ExportingOffice office, string code, Guid patient) =>
        office.Centre.Services.GetRequiredService<AuditTrail>().AppendAsync(new AuditEntry(code, 'R', AuditActor.System) { PatientId = new PatientId(patient) }, Ct);
}
