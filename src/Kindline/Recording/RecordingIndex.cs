using System.Threading.Channels;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Recording;

/// <summary>
/// Keeps the database's rows of recordings in step with the files. The files are the truth: at the start, sidecars without a row
/// get one, so that neither a crash nor a database that was away loses a recording.
/// </summary>
public sealed partial class RecordingIndex(KindlineOptions options, DbFactory database, TimeProvider clock, ILogger<RecordingIndex> logger)
    : BackgroundService
{
    private readonly Channel<Func<Db, CancellationToken, Task>> changes =
        Channel.CreateUnbounded<Func<Db, CancellationToken, Task>>(new() { SingleReader = true });

    internal void Add(RecordingSidecar sidecar, string path) => changes.Writer.TryWrite((db, _) =>
    {
        db.Add(ToRow(sidecar, path));
        return Task.CompletedTask;
    });

    internal void Finish(RecordingId id, TimeSpan duration, string sha256)
    {
        var at = clock.GetUtcNow();
        changes.Writer.TryWrite((db, ct) => db.Recordings.Where(r => r.Id == id).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.EndedAt, at).SetProperty(x => x.Seconds, duration.TotalSeconds).SetProperty(x => x.Sha256, sha256), ct));
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await FindLostAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in changes.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryAsync(change, stoppingToken))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private static StoredRecording ToRow(RecordingSidecar sidecar, string path) => new()
    {
        Id = sidecar.Id,
        InteractionId = sidecar.Interaction,
        PracticeId = sidecar.Practice,
        Kind = sidecar.Kind,
        Path = path,
        WrappedKey = sidecar.WrappedKey,
        StartedAt = sidecar.StartedAt,
    };

    private async Task<bool> TryAsync(Func<Db, CancellationToken, Task> change, CancellationToken ct)
    {
        try
        {
            await using var db = database.Create();
            await change(db, ct);
            await db.SaveChangesAsync(ct);
            return true;
        }
#pragma warning disable CA1031 // Whatever the database throws, the change is kept and tried again.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogLater(failure);
            return false;
        }
    }

    private async Task FindLostAsync(CancellationToken ct)
    {
        var root = CallRecorder.Root(options);
        if (!Directory.Exists(root))
        {
            return;
        }
        await using var db = database.Create();
        // Only the newest two months can hold recordings of a run that was cut.
        foreach (var folder in Directory.GetDirectories(root, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal).Take(2))
        {
            var known = await db.Recordings.Where(r => r.EndedAt == null || r.StartedAt > clock.GetUtcNow().AddDays(-62))
                .Select(r => r.Id).ToHashSetAsync(ct);
            foreach (var file in Directory.GetFiles(folder, $"*{CallRecorder.SidecarExtension}"))
            {
                if (RecordingSidecar.Read(file) is { } sidecar && !known.Contains(sidecar.Id))
                {
                    db.Add(ToRow(sidecar, Path.GetRelativePath(root, Path.ChangeExtension(file, CallRecorder.Extension))));
                }
            }
        }
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The row of a recording could not be written; trying again")]
    private partial void LogLater(Exception failure);
}
