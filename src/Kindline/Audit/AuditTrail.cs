using System.Data.Common;
using System.Threading.Channels;
using Kindline.Foundation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Audit;

/// <summary>
/// The one owner of the audit store: entries are kept before the call returns. All that wait together share one transaction.
/// Where they cannot be kept the call throws and the answer does not leave (the rule of Vault's audit devices).
/// </summary>
public sealed partial class AuditTrail(KindlineOptions options, MasterKey master, TimeProvider clock, ILogger<AuditTrail> log) : IHostedService, IHealthCheck, IAsyncDisposable
{
    private const int MostInOneCommit = 500;

    private readonly AuditStore store = AuditStore.For(options);
    private readonly byte[] key = master.Derive(KeyPurpose);
    private readonly TimeProvider clock = clock;
    private readonly ILogger<AuditTrail> log = log;
    private readonly Channel<Waiting> mailbox = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private DbConnection? connection;
    private AuditHead head = AuditHead.None;
    private Task? owner;
    private volatile string? failure;
    internal const string KeyPurpose = "audit";

    /// <summary>Returns when all entries are on disk; throws when they cannot be kept, so that the answer does not leave.</summary>
    /// <exception cref="AuditUnavailableException">The store took none of them.</exception>
    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return;
        }
        var waiting = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await mailbox.Writer.WriteAsync(waiting, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new AuditUnavailableException(e);
        }
        await waiting.Kept.Task.WaitAsync(ct);
    }

    /// <inheritdoc cref="AppendAsync(IReadOnlyList{AuditEntry}, CancellationToken)"/>
    public Task AppendAsync(AuditEntry entry, CancellationToken ct) => AppendAsync([entry], ct);

    /// <summary>One page of what was kept, newest first.</summary>
    public Task<Page<AuditRow>> FindAsync(AuditFilter filter, CancellationToken ct) => store.FindAsync(filter, ct);

    /// <summary>What was kept behind one row, in order, so many rows at most.</summary>
    public Task<IReadOnlyList<AuditRow>> ReadBehindAsync(long seq, int most, CancellationToken ct) => store.ReadBehindAsync(seq, most, ct);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync();
        LogOpened(log, head);
        owner = Task.Run(OwnAsync, CancellationToken.None);
    }

    /// <summary>Keeps what still waits, then closes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        mailbox.Writer.TryComplete();
        if (owner is not null)
        {
            await owner;
            owner = null;
            LogClosed(log, head);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        await DisconnectAsync();
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(failure is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy($"{Volatile.Read(ref head).Seq} entries"));

    private async Task OwnAsync()
    {
        var batch = new List<Waiting>();
        while (await mailbox.Reader.WaitToReadAsync())
        {
            batch.Clear();
            for (var count = 0; count < MostInOneCommit && mailbox.Reader.TryRead(out var next); count += next.Entries.Count)
            {
                batch.Add(next);
            }
            await KeepAsync(batch);
        }
    }

    private async Task KeepAsync(List<Waiting> batch)
    {
        try
        {
            var open = connection ?? await ConnectAsync();
            var (rows, last) = Chain(batch.SelectMany(w => w.Entries));
            await store.WriteAsync(open, rows, last, CancellationToken.None);
            Volatile.Write(ref head, last);
            failure = null;
            batch.ForEach(w => w.Kept.SetResult());
        }
        // Whatever the store throws, those who wait must hear it, and the next batch tries anew from what is really kept.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = $"The audit store takes no entries: {e.GetType().Name}";
            LogFailed(log, e);
            await DisconnectAsync();
            batch.ForEach(w => w.Kept.SetException(new AuditUnavailableException(e)));
        }
    }

    private (List<AuditRow> Rows, AuditHead Head) Chain(IEnumerable<AuditEntry> entries)
    {
        var (seq, mac) = (head.Seq, head.LastMac);
        var now = clock.GetUtcNow();
        List<AuditRow> rows = [];
        foreach (var entry in entries)
        {
            var row = AuditRow.From(entry, ++seq, now);
            mac = row.ComputeMac(key, mac);
            rows.Add(row with { Mac = mac });
        }
        return (rows, AuditHead.Of(seq, mac, key));
    }

    private async Task<DbConnection> ConnectAsync()
    {
        var open = await store.OpenAsync(CancellationToken.None);
        try
        {
            await store.CreateTablesAsync(open, CancellationToken.None);
            var found = await store.ReadHeadAsync(open, CancellationToken.None);
            if (found is not null && !found.IsSignedBy(key))
            {
                throw new CannotStartException("The audit trail was written with another key, or its head was changed: run `kindline audit verify`.");
            }
            Volatile.Write(ref head, found ?? AuditHead.None);
            return connection = open;
        }
        catch
        {
            await open.DisposeAsync();
            throw;
        }
    }

    private async Task DisconnectAsync()
    {
        if (connection is { } open)
        {
            connection = null;
            await open.DisposeAsync();
        }
    }

    // The head in the journal is a second place: a trail that was put back to an older state does not hold it.
    [LoggerMessage(Level = LogLevel.Information, Message = "Audit trail open at {Head}")]
    private static partial void LogOpened(ILogger logger, AuditHead head);

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit trail closed at {Head}")]
    private static partial void LogClosed(ILogger logger, AuditHead head);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit store takes no entries; what must be audited is refused")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed record Waiting(IReadOnlyList<AuditEntry> Entries, TaskCompletionSource Kept);
}

/// <summary>The audit store takes nothing, so nothing that must be audited may happen.</summary>
public sealed class AuditUnavailableException(Exception inner) : Exception("The audit trail cannot be written.", inner);
