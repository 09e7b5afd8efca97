using Kindline.Audit;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports;

/// <summary>Removes archives a week after they were made, and files that nobody knows of; looks at the start and every hour.</summary>
internal sealed partial class ForgetExports(DbFactory databases, ExportFiles files, AuditTrail trail, LiveChanges live, TimeProvider clock, ILogger<ForgetExports> logger) : BackgroundService
{
    /// <summary>So long an archive can be downloaded.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - KeptFor;
        await using var db = databases.Create();
        foreach (var over in await db.PracticeExports.Where(e => e.State == ExportState.Ready && e.EndedAt <= before).ToListAsync(ct))
        {
            await trail.AppendAsync(ExportJobs.EntryOf("practice.export.removed", 'D', over, AuditActor.System), ct);
            files.Remove(over.Id);
            over.State = ExportState.Removed;
            await db.SaveChangesAsync(ct);
            live.Changed(ExportWorker.Topic);
        }
        // Listed before they are asked for: what is begun meanwhile is not among them.
        var there = files.All();
        var needed = await db.PracticeExports.Where(e => e.State == ExportState.Ready || e.State == ExportState.Running).Select(e => e.Id).ToListAsync(ct);
        foreach (var id in there.Except(needed))
        {
            files.Remove(id);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The outer edge of the loop: whatever the database or the disk throws, the next hour tries again.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exports whose time is over could not be removed; trying again in an hour")]
    private partial void LogFailed(Exception failure);
}
