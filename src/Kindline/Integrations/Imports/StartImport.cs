using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>Takes a checked file in, or lets one that was stopped go on; from now on its columns are remembered.</summary>
internal sealed class StartImport(DbFactory databases, ImportFiles files, ImportWorker worker, AuditTrail trail, TimeProvider clock)
{
    public async Task<ImportOutcome> RunAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import)
        {
            return new ImportOutcome.NotFound();
        }
        if (await WhyNotAsync(db, import, ct) is { } why)
        {
            return new ImportOutcome.Refused(why);
        }
        await RememberAsync(db, import, ct);
        import.BegunAt = import.State == ImportState.Uploaded ? clock.GetUtcNow() : import.BegunAt;
        (import.State, import.Why) = (ImportState.Running, null);
        db.Update(import);
        await trail.AppendAsync(
            new AuditEntry("patients.import", 'C', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString(), Reason = $"practice {import.PracticeId}" }, ct);
        await db.SaveChangesAsync(ct);
        worker.TryBegin(new ImportJob(id, ImportTask.Run, user.AsActor()));
        return new ImportOutcome.Accepted();
    }

    private async Task<string?> WhyNotAsync(Db db, PatientImport import, CancellationToken ct)
    {
        if (await ImportRules.WhyNotAsync(db, ct) is { } why)
        {
            return why;
        }
        var same = await ImportRules.TakenInBeforeAsync(db, import, ct);
        return worker.ActivityOf(import.Id) is not null ? "Something is being done with this file already."
            : import is { State: ImportState.Uploaded, Rows: null } ? "Check the file first."
            : import.State is not (ImportState.Uploaded or ImportState.Stopped or ImportState.Running) ? "This file is taken in already, or taken back."
            : same is not null ? same
            : !files.Has(import.Id) ? "The file is no longer kept here; bring it again."
            : null;
    }

    private async Task RememberAsync(Db db, PatientImport import, CancellationToken ct)
    {
        await using var sheet = await SheetFile.OpenAsync(files.Open(import.Id), ct);
        var hash = ImportMapping.HashOf(sheet.Header);
        var remembered = await db.Set<RememberedColumns>().SingleOrDefaultAsync(c => c.PracticeId == import.PracticeId && c.HeaderHash == hash, ct);
        if (remembered is null)
        {
            remembered = new RememberedColumns { PracticeId = import.PracticeId, HeaderHash = hash };
            db.Add(remembered);
        }
        (remembered.Columns, remembered.DayFirst, remembered.UsedAt) = (import.Columns ?? "", import.DayFirst, clock.GetUtcNow());
    }
}
