using System.Threading.Channels;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>
/// Does one bulk change after another, whoever's page is open or closed. What is to be done stands in the database and nowhere else: after a crash it goes on behind the last
/// whole batch.
/// </summary>
internal sealed partial class BulkWorker(DbFactory databases, ApplyBulk apply, LiveChanges live, TimeProvider clock, ILogger<BulkWorker> logger) : BackgroundService
{
    internal const string Topic = "bulkChanges";

    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has it look for something to do; pages are told.</summary>
    public void Wake()
    {
        woken.Writer.TryWrite(true);
        live.Changed(Topic);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await FirstAsync(stoppingToken) is { } change)
                {
                    await ToItsEndAsync(change, stoppingToken);
                }
                await woken.Reader.ReadAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The outer edge of the loop: the database is away, and what was to be done still stands in it.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogAway(failure);
                await Task.Delay(AgainAfter, clock, stoppingToken);
            }
        }
    }

    private async Task<BulkChangeId?> FirstAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.BulkChanges.Where(c => c.State == BulkState.Running || c.State == BulkState.Undoing).OrderBy(c => c.BegunAt).ThenBy(c => c.Id)
            .Select(c => (BulkChangeId?)c.Id).FirstOrDefaultAsync(ct);
    }

    private async Task ToItsEndAsync(BulkChangeId id, CancellationToken ct)
    {
        try
        {
            while (await apply.NextAsync(id, ct))
            {
                live.Changed(Topic);
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && !DatabaseAway.IsAway(failure))
        {
            // Told here to whoever waits for it, or the same batch would fail for ever and keep all others waiting.
            LogFailed(failure, id);
            await StopAsync(id, ct);
        }
        live.Changed(Topic);
    }

    private async Task StopAsync(BulkChangeId id, CancellationToken ct)
    {
        await using var db = databases.Create();
        await db.BulkChanges.Where(c => c.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.State, BulkState.Stopped).SetProperty(c => c.Why, "It failed, and the server's log says where. It may go on, or be undone."), ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Bulk change {Id} failed")]
    private partial void LogFailed(Exception failure, BulkChangeId id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Bulk changes wait for the database")]
    private partial void LogAway(Exception failure);
}
