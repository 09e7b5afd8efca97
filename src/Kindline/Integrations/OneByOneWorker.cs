using System.Threading.Channels;
using Kindline.Foundation;

namespace Kindline.Integrations;

/// <summary>
/// Does one long job after another, whoever's page is open or closed, and knows how far each is. What it does stands in the database, so that
/// a crash or a stop only cuts it: the next start begins with that.
/// </summary>
/// <typeparam name="TKey">What a job is about; there is one job at a time for each.</typeparam>
/// <typeparam name="TJob">What is to be done.</typeparam>
/// <typeparam name="TActivity">How far it is.</typeparam>
/// <param name="live">Told of every step.</param>
/// <param name="topic">By this name.</param>
internal abstract class OneByOneWorker<TKey, TJob, TActivity>(LiveChanges live, string topic) : BackgroundService
    where TKey : struct
    where TActivity : class
{
    private readonly Channel<Entry> queue = Channel.CreateUnbounded<Entry>();
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Entry> entries = [];

    /// <summary>How far each job is.</summary>
    public IReadOnlyDictionary<TKey, TActivity> Activities()
    {
        lock (gate)
        {
            return entries.ToDictionary(e => e.Key, e => e.Value.Activity);
        }
    }

    /// <summary>How far the job on one is; null where there is none.</summary>
    public TActivity? ActivityOf(TKey key)
    {
        lock (gate)
        {
            return entries.TryGetValue(key, out var entry) ? entry.Activity : null;
        }
    }

    /// <summary>Puts a job behind the others; false where one on the same is there already.</summary>
    protected bool TryBegin(TKey key, TJob job, TActivity waiting)
    {
        var entry = new Entry(key, job, waiting);
        lock (gate)
        {
            if (!entries.TryAdd(key, entry))
            {
                return false;
            }
        }
        queue.Writer.TryWrite(entry);
        live.Changed(topic);
        return true;
    }

    /// <summary>Has a job stop where it next can, or not begin; false where there is none, or it may not be stopped.</summary>
    protected bool TryStop(TKey key, Func<TJob, bool> may)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry) || !may(entry.Job))
            {
                return false;
            }
            // Whatever waits for it goes on elsewhere, and not under this lock.
            _ = entry.Stop.CancelAsync();
            return true;
        }
    }

    /// <summary>Begins with what a crash or a stop cut.</summary>
    protected abstract Task GoOnAsync(CancellationToken ct);

    /// <param name="job">What is to be done; how it ended is written down by it.</param>
    /// <param name="tell">Takes how far it is.</param>
    /// <param name="stopping">The server stops: it goes on at the next start.</param>
    /// <param name="ct">That, or somebody has stopped this job.</param>
    protected abstract Task DoAsync(TJob job, Action<TActivity> tell, CancellationToken stopping, CancellationToken ct);

    protected abstract void LogFailed(Exception failure, TJob job);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GoOnAsync(stoppingToken);
        await foreach (var entry in queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, entry.Stop.Token);
                await DoAsync(entry.Job, activity => Tell(entry, activity), stoppingToken, either.Token);
            }
#pragma warning disable CA1031 // The outer edge of the loop: the job has written down why it ended; the next one is another's.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure, entry.Job);
            }
            finally
            {
                Forget(entry);
            }
        }
    }

    private void Tell(Entry entry, TActivity activity)
    {
        lock (gate)
        {
            entry.Activity = activity;
        }
        live.Changed(topic);
    }

    private void Forget(Entry entry)
    {
        lock (gate)
        {
            entries.Remove(entry.Key);
        }
        entry.Stop.Dispose();
        live.Changed(topic);
    }

    private sealed class Entry(TKey key, TJob job, TActivity waiting)
    {
        public TKey Key { get; } = key;

        public TJob Job { get; } = job;

        public CancellationTokenSource Stop { get; } = new();

        public TActivity Activity { get; set; } = waiting;
    }
}
