using System.Threading.Channels;
using Kindline.Foundation;
using Kindline.Voice.Calls;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Telephony.Signalling;

/// <summary>
/// Writes the signalling of ended legs behind the calls' back, and forgets it after <see cref="KindlineOptions.SignallingDays"/>. It is
/// a help for engineers and no record of care: what a crash or a database that is away for very long takes with it is not missed.
/// </summary>
public sealed partial class SignallingKeeper(KindlineOptions options, DbFactory database, TimeProvider clock, ILogger<SignallingKeeper> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int AtOnce = 200;
    private static readonly TimeSpan ForgetsEvery = TimeSpan.FromHours(1);

    private readonly Channel<LegTrace> waiting = Channel.CreateBounded<LegTrace>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Takes the signalling of a leg; returns at once.</summary>
    public void Keep(LegTrace trace)
    {
        if (options.SignallingDays > 0)
        {
            waiting.Writer.TryWrite(trace);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Forgets what is older than the setting says.</summary>
    private async Task ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.SignallingDays);
        await using var db = database.Create();
        await db.Signalling.Where(l => l.StartedAt < before).ExecuteDeleteAsync(ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(WriteAllAsync(stoppingToken), ForgetAllAsync(stoppingToken));

    private async Task WriteAllAsync(CancellationToken ct)
    {
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            List<LegTrace> batch = [];
            while (batch.Count < AtOnce && waiting.Reader.TryRead(out var trace))
            {
                batch.Add(trace);
            }
            while (!await TryAsync(() => WriteAsync(batch, ct)))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }

    /// <summary>By the clock and not by the calls: what a quiet centre has kept ends as well, and so does all of it where nothing is to be kept any more.</summary>
    private async Task ForgetAllAsync(CancellationToken ct)
    {
        do
        {
            await TryAsync(() => ForgetAsync(ct));
            await Task.WhenAny(waiting.Reader.Completion, Task.Delay(ForgetsEvery, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
        while (!waiting.Reader.Completion.IsCompleted);
    }

    private async Task WriteAsync(List<LegTrace> batch, CancellationToken ct)
    {
        await using var db = database.Create();
        db.Signalling.AddRange(batch.Where(t => t.Label is not null && t.Messages.Count > 0).Select(t => SignallingText.ToRow(t, t.Label!)));
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
#pragma warning disable CA1031 // the database's every failure: it is away, and comes back
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotWritten(failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signalling of ended calls could not be written; it is tried again")]
    private partial void LogNotWritten(Exception failure);
}
