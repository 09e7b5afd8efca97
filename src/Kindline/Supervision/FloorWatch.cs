using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Routing;

namespace Kindline.Supervision;

/// <summary>
/// Tells open pages that the floor has changed: at most twice a second, however much happens, and once a second where only time has
/// passed and a flag or an alert came or went by it. One small message for each; who shows the floor asks for it then.
/// </summary>
internal sealed partial class FloorWatch(
    FloorHost floor, LiveFigures figures, FloorQueries queries, LiveChanges live, TimeProvider clock, ILogger<FloorWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private int changed;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        floor.Decided += OnDecided;
        figures.Changed += OnChanged;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        floor.Decided -= OnDecided;
        figures.Changed -= OnChanged;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var (before, ticks) = ("", 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (++ticks % 2 == 0 && await SignatureAsync(before, stoppingToken) is var now && now != before)
            {
                (before, changed) = (now, 1);
            }
            if (Interlocked.Exchange(ref changed, 0) == 1)
            {
                live.Changed("floor");
            }
        }
    }

    private async Task<string> SignatureAsync(string before, CancellationToken ct)
    {
        try
        {
            return await queries.SignatureAsync(ct);
        }
#pragma warning disable CA1031 // A database that is away must not end the watch; calls go on, and so does the floor.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(failure);
            return before;
        }
    }

    private void OnDecided(FloorEffect effect) => OnChanged();

    private void OnChanged() => Volatile.Write(ref changed, 1);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The floor's alerts could not be looked at; trying again in a second")]
    private partial void LogFailed(Exception failure);
}
