using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>Works on one file after another: two imports at once would only wait for each other in the database.</summary>
internal sealed partial class ImportWorker(DbFactory databases, ImportJobs jobs, ImportFiles files, LiveChanges live, ILogger<ImportWorker> logger)
    : OneByOneWorker<ImportId, ImportJob, ImportActivity>(live, Topic)
{
    internal const string Topic = "imports";

    /// <summary>Puts a job behind the others; false where one on the same file is there already.</summary>
    public bool TryBegin(ImportJob job) => TryBegin(job.Import, job, new ImportActivity(job.Task, Waiting: true, 0, 0, 0, 0));

    /// <summary>Has the job on a file stop behind its batch, or not begin; false where there is none. A file is taken back to its end.</summary>
    public bool TryStop(ImportId import) => TryStop(import, static job => job.Task != ImportTask.TakeBack);

    /// <summary>What was running goes on; of the command at the console only the taking back, as its file is elsewhere.</summary>
    protected override async Task GoOnAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var cut = await db.Set<PatientImport>().AsNoTracking().Where(i => i.State == ImportState.Running || i.State == ImportState.Undoing).OrderBy(i => i.BegunAt).ToListAsync(ct);
        foreach (var import in cut.Where(i => i.State == ImportState.Undoing || files.Has(i.Id)))
        {
            TryBegin(new ImportJob(import.Id, import.State == ImportState.Undoing ? ImportTask.TakeBack : ImportTask.Run, AuditActor.System));
        }
    }

    protected override Task DoAsync(ImportJob job, Action<ImportActivity> tell, CancellationToken stopping, CancellationToken ct)
    {
        tell(new ImportActivity(job.Task, Waiting: false, 0, 0, 0, 0));
        return jobs.RunAsync(job, seen => tell(new ImportActivity(job.Task, Waiting: false, seen.Added, seen.Changed, seen.Same, seen.Rejected)), stopping, ct);
    }

    protected override void LogFailed(Exception failure, ImportJob job) => LogFailed(failure, job.Task, job.Import);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Task} of import {Import} failed")]
    private partial void LogFailed(Exception failure, ImportTask task, ImportId import);
}
