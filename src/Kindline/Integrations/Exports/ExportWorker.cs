using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Makes one archive after another. What a crash or a stop cut is made anew at the next start.</summary>
internal sealed partial class ExportWorker(DbFactory databases, ExportJobs jobs, LiveChanges live, ILogger<ExportWorker> logger)
    : OneByOneWorker<ExportId, (ExportId Export, AuditActor By), ExportActivity>(live, Topic)
{
    internal const string Topic = "exports";

    /// <summary>Puts it behind the others.</summary>
    public void Begin(ExportId export, AuditActor by) => TryBegin(export, (export, by), ExportActivity.Queued);

    /// <summary>Has it stop behind its page, or not begin; false where nothing is being made.</summary>
    public bool TryStop(ExportId export) => TryStop(export, static _ => true);

    protected override async Task GoOnAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        foreach (var cut in await db.PracticeExports.Where(e => e.State == ExportState.Running).OrderBy(e => e.AskedAt).Select(e => e.Id).ToListAsync(ct))
        {
            Begin(cut, AuditActor.System);
        }
    }

    protected override Task DoAsync((ExportId Export, AuditActor By) job, Action<ExportActivity> tell, CancellationToken stopping, CancellationToken ct) =>
        jobs.RunAsync(job.Export, job.By, tell, stopping, ct);

    protected override void LogFailed(Exception failure, (ExportId Export, AuditActor By) job) => LogFailed(failure, job.Export);

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Export} failed")]
    private partial void LogFailed(Exception failure, ExportId export);
}
