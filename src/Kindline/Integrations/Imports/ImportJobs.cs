using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>Checks a file, takes it in, or takes it back; how it ended stands in the import, in words where it went wrong.</summary>
internal sealed class ImportJobs(DbFactory databases, ImportFiles files, ImportPreviews previews, AuditTrail trail, TimeProvider clock)
{
    /// <param name="job">What is to be done.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="stopping">The server stops: what is running stays so, and goes on at the next start.</param>
    /// <param name="ct">That, or somebody has stopped this job.</param>
    public async Task RunAsync(ImportJob job, Action<PatientImport> progress, CancellationToken stopping, CancellationToken ct)
    {
        try
        {
            var import = await ReadAsync(job.Import, ct);
            await (job.Task switch
            {
                ImportTask.Check => CheckAsync(import, progress, ct),
                ImportTask.Run => TakeInAsync(import, job.By, progress, ct),
                ImportTask.CheckAndRun => CheckAndTakeInAsync(import, job.By, progress, ct),
                _ => TakeBackAsync(import, job.By, ct),
            });
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await StopAsync(job, null);
        }
        catch (Exception e) when (e is SheetException or InvalidDataException or FileNotFoundException)
        {
            await StopAsync(job, e is SheetException ? e.Message : "The file that was kept here is damaged or gone.");
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // Told here to whoever waits for it, and by the worker to its log.
            await StopAsync(job, "It failed, and the server's log says where. It may go on, or be taken back.");
            throw;
        }
    }

    private async Task CheckAsync(PatientImport import, Action<PatientImport> progress, CancellationToken ct)
    {
        var preview = new ImportPreview();
        var dry = new PatientImport { Id = import.Id, PracticeId = import.PracticeId, Kind = import.Kind };
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        await new TakeIn(databases, clock) { Seen = preview.Add }.RunAsync(dry, sheet, await ReaderOfAsync(import, sheet, ct), dry: true, progress, ct);
        previews.Keep(import.Id, preview);
        (import.Rows, import.Why) = (preview.Rows, null);
        await SaveAsync(import);
    }

    private async Task CheckAndTakeInAsync(PatientImport import, AuditActor by, Action<PatientImport> progress, CancellationToken ct)
    {
        await CheckAsync(import, progress, ct);
        if (await WhyLeftAsync(import, ct) is { } why)
        {
            import.Why = why;
            await SaveAsync(import);
            return;
        }
        import.State = ImportState.Running;
        await SaveAsync(import);
        await trail.AppendAsync(new AuditEntry("patients.import", 'C', by) { ObjectType = "Import", ObjectId = import.Id.ToString(), Reason = $"practice {import.PracticeId}" }, ct);
        await TakeInAsync(import, by, progress, ct);
    }

    /// <summary>Why a person has to look first; null where nobody has to.</summary>
    private async Task<string?> WhyLeftAsync(PatientImport import, CancellationToken ct)
    {
        var rejected = previews.Of(import.Id)?.CountOf(RowKind.Rejected) ?? 0;
        if (rejected * 100L > ImportRules.MostRejectedPercent * (import.Rows ?? 0L))
        {
            return $"{rejected} of {import.Rows} rows would be rejected, more than {ImportRules.MostRejectedPercent} %. See what is wrong before it is taken in.";
        }
        await using var db = databases.Create();
        return await ImportRules.TakenInBeforeAsync(db, import, ct);
    }

    private async Task TakeInAsync(PatientImport import, AuditActor by, Action<PatientImport> progress, CancellationToken ct)
    {
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        await new TakeIn(databases, clock).RunAsync(import, sheet, await ReaderOfAsync(import, sheet, ct), dry: false, progress, ct);
        previews.Forget(import.Id);
        var figures = $"practice {import.PracticeId}: {import.Added} added, {import.Changed} changed, {import.Same} as they were, {import.Rejected} rejected";
        await trail.AppendAsync(new AuditEntry("patients.import.done", 'C', by) { ObjectType = "Import", ObjectId = import.Id.ToString(), Reason = figures }, ct);
    }

    private async Task TakeBackAsync(PatientImport import, AuditActor by, CancellationToken ct)
    {
        var taken = await new TakeBack(databases, clock).RunAsync(import, ct);
        import.Why = (taken.Kept, taken.Half) switch
        {
            (0, 0) => null,
            (var kept, 0) => Stay(kept),
            (0, var half) => $"What was changed since in {People(half)} stays so.",
            var (kept, half) => $"{Stay(kept)} What was changed since in {People(half)} stays so.",
        };
        await SaveAsync(import);
        await ForgetColumnsAsync(import, ct);
        files.Remove(import.Id);
        var figures = $"practice {import.PracticeId}: {taken.Removed} removed, {taken.Restored} as before, {taken.Kept} kept, {taken.Half} changed since";
        await trail.AppendAsync(new AuditEntry("patients.import.undone", 'D', by) { ObjectType = "Import", ObjectId = import.Id.ToString(), Reason = figures }, ct);
    }

    private static string People(int many) => many == 1 ? "1 person" : $"{many} people";

    private static string Stay(int many) =>
        $"{People(many)} {(many == 1 ? "stays" : "stay")}, as something else knows them by now: a call, a visit, a task, a later import, or a change of the record.";

    /// <summary>Whoever takes a file back may have matched its columns wrongly: the next one like it is guessed anew.</summary>
    private async Task ForgetColumnsAsync(PatientImport import, CancellationToken ct)
    {
        await using var db = databases.Create();
        await db.Set<RememberedColumns>().Where(c => c.PracticeId == import.PracticeId && c.Columns == import.Columns && c.DayFirst == import.DayFirst).ExecuteDeleteAsync(ct);
    }

    private async Task<LineReader> ReaderOfAsync(PatientImport import, SheetFile sheet, CancellationToken ct)
    {
        await using var db = databases.Create();
        return new LineReader(sheet.Header, ImportMapping.FromText(import.Columns ?? ""), import.DayFirst, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
        {
            OwnFields = await db.FieldsInUse(import.PracticeId).ToListAsync(ct),
        };
    }

    /// <summary>What the database has is what is done: the figures of a batch that was cut count nothing.</summary>
    private async Task StopAsync(ImportJob job, string? why)
    {
        var import = await ReadAsync(job.Import, CancellationToken.None);
        import.Why = why;
        if (import.State == ImportState.Running)
        {
            import.State = import.ReadTo == 0 ? ImportState.Uploaded : ImportState.Stopped;
        }
        await SaveAsync(import);
    }

    private async Task<PatientImport> ReadAsync(ImportId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Set<PatientImport>().AsNoTracking().SingleAsync(i => i.Id == id, ct);
    }

    private async Task SaveAsync(PatientImport import)
    {
        await using var db = databases.Create();
        db.Update(import);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
