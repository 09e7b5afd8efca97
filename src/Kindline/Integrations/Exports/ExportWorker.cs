using System.Threading.Channels;
using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Makes one archive after another, whoever's page is open or closed. What a crash or a stop cut is made anew at the next start.</summary>
internal sealed partial class ExportWorker(DbFactory databases, ExportJobs jobs, LiveChanges live, ILogger<ExportWorker> logger) : BackgroundService
{
    internal const string Topic = "exports";

    private readonly Channel<Entry> queue = Channel.CreateUnbounded<Entry>();
    private readonly Lock gate = new();
    private readonly Dictionary<ExportId, Entry> entries = [];

    /// <summary>Puts it behind the others.</summary>
    public void Begin(ExportId export, AuditActor by)
    {
        var entry = new Entry(export, by);
        lock (gate)
        {
            if (!entries.TryAdd(export, entry))
            {
                return;
            }
        }
        queue.Writer.TryWrite(entry);
        live.Changed(Topic);
    }

    /// <summary>Has it stop behind its page, or not begin; false where nothing is being made.</summary>
    public bool TryStop(ExportId export)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(export, out var entry))
            {
                return false;
            }
            // Whatever waits for it goes on elsewhere, and not under this lock.
            _ = entry.Stop.CancelAsync();
            return true;
        }
    }

    /// <summary>How far each is that is being made.</summary>
    public IReadOnlyDictionary<ExportId, ExportActivity> Activities()
    {
        lock (gate)
        {
            return entries.ToDictionary(e => e.Key, e => e.Value.Activity);
        }
    }

    /// <summary>How far it is; null where nothing is being made.</summary>
    public ExportActivity? ActivityOf(ExportId export)
    {
        lock (gate)
        {
            return entries.TryGetValue(export, out var entry) ? entry.Activity : null;
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
                await jobs.RunAsync(entry.Export, entry.By, activity => Tell(entry, activity), stoppingToken, either.Token);
            }
#pragma warning disable CA1031 // The outer edge of the loop: the job has written down why it ended; the next one is another's.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, entry.Export);
            }
            finally
            {
                Forget(entry);
            }
        }
    }

    private async Task GoOnAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        foreach (var cut in await db.PracticeExports.Where(e => e.State == ExportState.Running).OrderBy(e => e.AskedAt).Select(e => e.Id).ToListAsync(ct))
        {
            Begin(cut, AuditActor.System);
        }
    }

    private void Tell(Entry entry, ExportActivity activity)
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
            entries.Remove(entry.Export);
        }
        entry.Stop.Dispose();
        live.Changed(Topic);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Export} failed")]
    private partial void LogFailed(Exception failure, ExportId export);

    private sealed class Entry(ExportId export, AuditActor by)
    {
        public ExportId Export { get; } = export;

        public AuditActor By { get; } = by;

        public CancellationTokenSource Stop { get; } = new();

        public ExportActivity Activity { get; set; } = ExportActivity.Queued;
    }
}
