using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Stops the making of an archive, or removes one before its time is over.</summary>
internal sealed class EndExport(DbFactory databases, ExportFiles files, ExportWorker worker, AuditTrail trail, LiveChanges live)
{
    public async Task<PracticeExportOutcome> StopAsync(PracticeId practice, ExportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.ExportsOf(practice, user).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export)
        {
            return new PracticeExportOutcome.NotFound();
        }
        if (worker.ActivityOf(id) is null)
        {
            return new PracticeExportOutcome.Refused("It is made already, or was stopped.");
        }
        await trail.AppendAsync(ExportJobs.EntryOf("practice.export.stopped", 'U', export, user.AsActor()), ct);
        return worker.TryStop(id) ? new PracticeExportOutcome.Accepted(id) : new PracticeExportOutcome.Refused("It is made already, or was stopped.");
    }

    public async Task<PracticeExportOutcome> RemoveAsync(PracticeId practice, ExportId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.ExportsOf(practice, user).SingleOrDefaultAsync(e => e.Id == id, ct) is not { } export)
        {
            return new PracticeExportOutcome.NotFound();
        }
        if (export.State != ExportState.Ready)
        {
            return new PracticeExportOutcome.Refused("There is no file to remove.");
        }
        await trail.AppendAsync(ExportJobs.EntryOf("practice.export.removed", 'D', export, user.AsActor()), ct);
        files.Remove(id);
        export.State = ExportState.Removed;
        db.Update(export);
        await db.SaveChangesAsync(ct);
        live.Changed(ExportWorker.Topic);
        return new PracticeExportOutcome.Accepted(id);
    }
}
