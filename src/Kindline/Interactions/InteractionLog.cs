using Kindline.Engine;
using Kindline.Foundation;
using Channels = System.Threading.Channels;

namespace Kindline.Interactions;

/// <summary>
/// The one way an event gets into an interaction. Two owners in a row: one writes to the journal on disk in batches as large as
/// what arrived during the last write, the other brings the batches into the database. When the disk is full or the database is
/// away, calls go on: events wait in memory and are tried again every second, with their true times. An event that the database refuses
/// for what it says is set aside (<see cref="RefusedEntries"/>), and the others go on.
/// </summary>
public sealed partial class InteractionLog(KindlineOptions options, DbFactory database, TimeProvider clock, ILogger<InteractionLog> logger) : BackgroundService, IInteractionLog
{
    // What arrives in a fifth of a second at 10,000 a second: a batch costs a sync of the disk and a commit, and writes each row once.
    private const int BatchEntries = 2048;

    private readonly Channels.Channel<Waiting> arrived = Channels.Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Channels.Channel<IReadOnlyList<Waiting>> journalled = Channels.Channel.CreateUnbounded<IReadOnlyList<Waiting>>(new() { SingleReader = true });
    private readonly JournalApplier applier = new JournalApplier(database, Environment.MachineName);
    private readonly KindlineOptions options = options;
    private readonly TimeProvider clock = clock;
    private readonly ILogger<InteractionLog> logger = logger;
    private InteractionJournal? journal;
    private RefusedEntries? refused;
    private long takenIn;

    /// <summary>What is wrong with the journal or the database just now, or null; for /healthz.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How many events the database has refused for what they say, of this run and of those before it.</summary>
    public int Refused => refused?.Count ?? 0;

    /// <summary>Told after events are in the database, with the rows as they are now; must return at once.</summary>
    public event Action<IReadOnlyCollection<Interaction>>? TakenIn;

    /// <summary>Notes an event of a running call; never waits, never fails.</summary>
    public void Append(InteractionId id, string type, object data) => Enqueue(id, type, data, clock.GetUtcNow(), done: null);

    /// <summary>Notes an event that happened a moment ago, at its own time.</summary>
    public void Append(InteractionId id, string type, object data, DateTimeOffset at) => Enqueue(id, type, data, at, done: null);

    /// <summary>Notes an event and returns when journal and row have it.</summary>
    public Task AppendAsync(InteractionId id, string type, object data, CancellationToken ct) =>
        AppendAsync(id, type, data, clock.GetUtcNow(), ct);

    /// <summary>As the other, for an event with a time of its own.</summary>
    public async Task AppendAsync(InteractionId id, string type, object data, DateTimeOffset at, CancellationToken ct)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(id, type, data, at, done);
        await done.Task.WaitAsync(ct);
    }

    /// <summary>Replays what a crash left in the journal, before anything else starts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        takenIn = await applier.MarkAsync(cancellationToken);
        var folder = Path.Combine(options.DataFolder, "journal");
        refused = new RefusedEntries(folder);
        (journal, var entries) = InteractionJournal.Open(folder, takenIn);
        foreach (var batch in entries.Chunk(BatchEntries))
        {
            await ApplyAsync(batch, cancellationToken);
            takenIn = batch[^1].Position;
        }
        if (entries.Count > 0)
        {
            LogReplayed(entries.Count);
        }
        journal.Forget(takenIn);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes in all that arrived before it returns, unless the host's patience ends first.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        arrived.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
        journal?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(JournalAllAsync(stoppingToken), TakeInAllAsync(stoppingToken));

    private void Enqueue(InteractionId id, string type, object data, DateTimeOffset at, TaskCompletionSource? done)
    {
        var entry = new JournalEntry(0, id, at, type, FactJson.Write(data));
        if (!arrived.Writer.TryWrite(new Waiting(entry, done)))
        {
            done?.TrySetException(new InvalidOperationException("The server is stopping."));
        }
    }

    private async Task JournalAllAsync(CancellationToken ct)
    {
        while (await arrived.Reader.WaitToReadAsync(ct))
        {
            var batch = new List<Waiting>();
            while (batch.Count < BatchEntries && arrived.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }
            var position = journal!.NextPosition;
            batch = [.. batch.Select((w, i) => w with { Entry = w.Entry with { Position = position + i } })];
            await UntilDoneAsync("journal", () => { Journal(batch); return Task.CompletedTask; }, ct);
            journalled.Writer.TryWrite(batch);
        }
        journalled.Writer.Complete();
    }

    // Forgotten first: once the entries are written nothing may fail, or they would be written again.
    private void Journal(List<Waiting> batch)
    {
        journal!.Forget(Interlocked.Read(ref takenIn));
        journal.Append([.. batch.Select(w => w.Entry)]);
    }

    private async Task TakeInAllAsync(CancellationToken ct)
    {
        await foreach (var batch in journalled.Reader.ReadAllAsync(ct))
        {
            await UntilDoneAsync("database", () => TakeInAsync(batch, ct), ct);
            foreach (var waiting in batch)
            {
                waiting.Done?.TrySetResult();
            }
        }
    }

    private async Task TakeInAsync(IReadOnlyList<Waiting> batch, CancellationToken ct)
    {
        var rows = await ApplyAsync([.. batch.Select(w => w.Entry)], ct);
        Interlocked.Exchange(ref takenIn, batch[^1].Entry.Position);
        TakenIn?.Invoke(rows);
    }

    /// <summary>A batch that is refused is halved until it is known which events are.</summary>
    private async Task<IReadOnlyCollection<Interaction>> ApplyAsync(JournalEntry[] entries, CancellationToken ct)
    {
        foreach (var entry in entries.Where(refused!.Concerns))
        {
            refused.SetAside(entry);
        }
        entries = [.. entries.Where(e => !refused.Concerns(e))];
        if (entries.Length == 0)
        {
            return [];
        }
        try
        {
            return await applier.ApplyAsync(entries, ct);
        }
        catch (Exception refusal) when (RefusedEntries.IsRefusal(refusal))
        {
            if (entries.Length == 1)
            {
                refused.SetAside(entries[0]);
                LogRefused(entries[0].Type, entries[0].Position, (refusal.InnerException ?? refusal).GetType().Name);
                return [];
            }
        }
        var half = entries.Length / 2;
        var first = await ApplyAsync(entries[..half], ct);
        var second = await ApplyAsync(entries[half..], ct);
        return [.. second, .. first.ExceptBy(second.Select(r => r.Id), r => r.Id)];
    }

    private async Task UntilDoneAsync(string store, Func<Task> work, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await work();
                if (tries > 0)
                {
                    Trouble = null;
                    LogBack(store);
                }
                return;
            }
#pragma warning disable CA1031 // Whatever a disk or a database throws, the events are kept and tried again.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                if (tries == 0)
                {
                    Trouble = $"The {store} cannot be written; events wait in memory.";
                    LogAway(failure, store);
                }
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Took {Count} events from the journal that the last run left")]
    private partial void LogReplayed(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Store} cannot be written; calls go on, events are kept and tried again")]
    private partial void LogAway(Exception failure, string store);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Store} can be written again; nothing was lost")]
    private partial void LogBack(string store);

    // Without the failure's words: a database quotes what it refuses.
    [LoggerMessage(Level = LogLevel.Error, Message = "The database refuses the event {Type} at {Position} ({Failure}); it is kept in journal/refused and the others go on")]
    private partial void LogRefused(string type, long position, string failure);

    private sealed record Waiting(JournalEntry Entry, TaskCompletionSource? Done);
}
