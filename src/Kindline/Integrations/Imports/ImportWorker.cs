using System.Threading.Channels;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Patients.Import;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Imports;

/// <summary>
/// Does one job after another, whoever's page is open or closed: two imports at once would only wait for each other in the database. What a
/// crash or a stop cut goes on at the next start.
/// </summary>
internal sealed partial class ImportWorker(DbFactory databases, ImportJobs jobs, ImportFiles files, LiveChanges live, ILogger<ImportWorker> logger) : BackgroundService
{
    internal const string Topic = "imports";

    private readonly Channel<Entry> queue = Channel.CreateUnbounded<Entry>();
    private readonly Lock gate = new();
    private readonly Dictionary<ImportId, Entry> entries = [];

    /// <summary>Puts a job behind the others; false where one on the same file is there already.</summary>
    public bool TryBegin(ImportJob job)
    {
        var entry = new Entry(job);
        lock (gate)
        {
            if (!entries.TryAdd(job.Import, entry))
            {
                return false;
            }
        }
        queue.Writer.TryWrite(entry);
        live.Changed(Topic);
        return true;
    }

    /// <summary>Has the job on a file stop behind its batch, or not begin; false where there is none. A file is taken back to its end.</summary>
    public bool TryStop(ImportId import)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(import, out var entry) || entry.Job.Task == ImportTask.TakeBack)
            {
                return false;
            }
            // Whatever waits for it goes on elsewhere, and not under this lock.
            _ = entry.Stop.CancelAsync();
            return true;
        }
    }

    /// <summary>What is being done with which file.</summary>
    public IReadOnlyDictionary<ImportId, ImportActivity> Activities()
    {
        lock (gate)
        {
            return entries.ToDictionary(e => e.Key, e => e.Value.Activity);
        }
    }

    /// <summary>What is being done with a file; null where nothing is.</summary>
    public ImportActivity? ActivityOf(ImportId import)
    {
        lock (gate)
        {
            return entries.TryGetValue(import, out var entry) ? entry.Activity : null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GoOnAsync(stoppingToken);
        await foreach (var entry in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, entry.Stop.Token);
                Tell(entry, entry.Activity with { Waiting = false });
                await jobs.RunAsync(entry.Job, seen => Tell(entry, Of(entry.Job.Task, seen)), stoppingToken, either.Token);
            }
#pragma warning disable CA1031 // The outer edge of the loop: the job has written down why it stopped; the next one is another's.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, entry.Job.Task, entry.Job.Import);
            }
            finally
            {
                Forget(entry);
            }
        }
    }

    /// <summary>What was running goes on; of the command at the console only the taking back, as its file is elsewhere.</summary>
    private async Task GoOnAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var cut = await db.Set<PatientImport>().AsNoTracking().Where(i => i.State == ImportState.Running || i.State == ImportState.Undoing).OrderBy(i => i.BegunAt).ToListAsync(ct);
        foreach (var import in cut.Where(i => i.State == ImportState.Undoing || files.Has(i.Id)))
        {
            TryBegin(new ImportJob(import.Id, import.State == ImportState.Undoing ? ImportTask.TakeBack : ImportTask.Run, AuditActor.System));
        }
    }

    private void Tell(Entry entry, ImportActivity activity)
    {
        lock (gate)
        {
            entry.Activity = activity;
        }
        live.Changed(Topic);
    }

    private void Forget(Entry entry)
    {
        lock (gate)
        {
            entries.Remove(entry.Job.Import);
        }
        entry.Stop.Dispose();
        live.Changed(Topic);
    }

    private static ImportActivity Of(ImportTask task, PatientImport seen) => new(task, Waiting: false, seen.Added, seen.Changed, seen.Same, seen.Rejected);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Task} of import {Import} failed")]
    private partial void LogFailed(Exception failure, ImportTask task, ImportId import);

    private sealed class Entry(ImportJob job)
    {
        public ImportJob Job { get; } = job;

        public CancellationTokenSource Stop { get; } = new();

        public ImportActivity Activity { get; set; } = new(job.Task, Waiting: true, 0, 0, 0, 0);
    }
}
