using Kindline.Foundation;

namespace Kindline.Patients.Duplicates;

/// <summary>Looks soon after the start and every minute for whom there is to compare, and rests after each batch as long as it took: half a core at most.</summary>
internal sealed partial class ComparingPatients(ComparePatients compare, LiveChanges live, TimeProvider clock, ILogger<ComparingPatients> logger) : BackgroundService
{
    private const string Topic = "duplicates";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // The first seconds of a start belong to the telephone.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Soon, clock, stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The outer edge of the loop: whatever the database throws, the next minute tries again.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        var begunAt = clock.GetTimestamp();
        while (await compare.RunAsync(ct) > 0)
        {
            live.Changed(Topic);
            await Task.Delay(clock.GetElapsedTime(begunAt), clock, ct);
            begunAt = clock.GetTimestamp();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Patients could not be compared; trying again in a minute")]
    private partial void LogFailed(Exception failure);
}
