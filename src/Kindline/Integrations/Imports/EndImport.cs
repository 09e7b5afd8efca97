using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>Stops an import behind its batch, takes it back, or throws away a file of which nothing was taken in.</summary>
internal sealed class EndImport(DbFactory databases, ImportFiles files, ImportWorker worker, ImportPreviews previews, AuditTrail trail)
{
    public async Task<ImportOutcome> StopAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.FindImportAsync(id, user, ct) is null ? new ImportOutcome.NotFound()
            : worker.TryStop(id) ? new ImportOutcome.Accepted()
            : new ImportOutcome.Refused("Nothing that could be stopped is being done with this file.");
    }

    public async Task<ImportOutcome> TakeBackAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import)
        {
            return new ImportOutcome.NotFound();
        }
        if (worker.ActivityOf(id) is not null || import.State is ImportState.Uploaded or ImportState.Undone)
        {
            return new ImportOutcome.Refused("There is nothing to take back, or something is still being done with this file.");
        }
        await trail.AppendAsync(
            new AuditEntry("patients.import.undo", 'D', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString(), Reason = $"practice {import.PracticeId}" }, ct);
        (import.State, import.Why) = (ImportState.Undoing, null);
        db.Update(import);
        await db.SaveChangesAsync(ct);
        worker.TryBegin(new ImportJob(id, ImportTask.TakeBack, user.AsActor()));
        return new ImportOutcome.Accepted();
    }

    public async Task<ImportOutcome> ThrowAwayAsync(ImportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.FindImportAsync(id, user, ct) is not { } import)
        {
            return new ImportOutcome.NotFound();
        }
        if (worker.ActivityOf(id) is not null || import.State != ImportState.Uploaded)
        {
            return new ImportOutcome.Refused("Something is being done with this file, or it is taken in already.");
        }
        await trail.AppendAsync(new AuditEntry("patients.import.drop", 'D', user.AsActor()) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        await db.Set<PatientImport>().Where(i => i.Id == id).ExecuteDeleteAsync(ct);
        previews.Forget(id);
        files.Remove(id);
        return new ImportOutcome.Accepted();
    }
}
