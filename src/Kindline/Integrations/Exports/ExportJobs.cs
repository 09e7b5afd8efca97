using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Makes an archive from its beginning to its end; how it ended stands in the export, in words where it went wrong.</summary>
internal sealed class ExportJobs(DbFactory databases, ExportFiles files, WriteExport write, AuditTrail trail, TimeProvider clock)
{
    /// <param name="id">Which.</param>
    /// <param name="by">Who asked for it; the system where it is made anew after a restart.</param>
    /// <param name="progress">Told after each page.</param>
    /// <param name="stopping">The server stops: it is made anew at the next start.</param>
    /// <param name="ct">That, or somebody has stopped it.</param>
    public async Task RunAsync(ExportId id, AuditActor by, Action<ExportActivity> progress, CancellationToken stopping, CancellationToken ct)
    {
        try
        {
            var export = await ReadAsync(id, ct);
            ExportFigures figures = new(0, 0, 0);
            export.Bytes = await files.WriteAsync(id, async (to, either) => figures = await write.RunAsync(export, to, progress, either), ct);
            (export.People, export.Recordings, export.Problems) = (figures.People, figures.Recordings, figures.Problems);
            // All of them were read: that is kept before anybody can have the file.
            await trail.AppendAsync(EntryOf("practice.exported", 'R', export, by), ct);
            await EndAsync(export, ExportState.Ready, null);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            var export = await ReadAsync(id, CancellationToken.None);
            files.Remove(id);
            await EndAsync(export, ExportState.Stopped, null);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested && (e is IOException or UnauthorizedAccessException or CannotStartException))
        {
            await FailAsync(id, by, "The disk of the server took no more. Ask whoever looks after it for room, then ask for the export again.");
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // Told here to whoever waits for it, and by the worker to its log.
            await FailAsync(id, by, "It failed, and the server's log says where.");
            throw;
        }
    }

    /// <summary>What the audit trail keeps of an export: the practice, how many people and recordings, and what it was for.</summary>
    public static AuditEntry EntryOf(string code, char action, PracticeExport export, AuditActor by) => new(code, action, by)
    {
        ObjectType = "Practice",
        ObjectId = export.PracticeId.ToString(),
        Fields = [$"{export.People} people", $"{export.Recordings} recordings", $"export {export.Id}"],
        Reason = export.Reason,
    };

    private async Task FailAsync(ExportId id, AuditActor by, string why)
    {
        var export = await ReadAsync(id, CancellationToken.None);
        await trail.AppendAsync(EntryOf("practice.export.failed", 'R', export, by) with { Outcome = 8 }, CancellationToken.None);
        await EndAsync(export, ExportState.Failed, why);
    }

    private async Task<PracticeExport> ReadAsync(ExportId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.PracticeExports.AsNoTracking().SingleAsync(e => e.Id == id, ct);
    }

    private async Task EndAsync(PracticeExport export, ExportState state, string? why)
    {
        (export.State, export.Why, export.EndedAt) = (state, why, clock.GetUtcNow());
        await using var db = databases.Create();
        db.Update(export);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
