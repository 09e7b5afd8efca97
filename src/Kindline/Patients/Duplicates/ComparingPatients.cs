namespace Kindline.Patients.Duplicates;

/// <summary>Looks every minute for whom there is to compare, and rests after each batch as long as it took: half a core at most.</summary>
internal sealed partial class ComparingPatients(ComparePatients compare, TimeProvider clock, ILogger<ComparingPatients> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
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
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        var begunAt = clock.GetTimestamp();
        while (await compare.RunAsync(ct) > 0)
        {
            await Task.Delay(clock.GetElapsedTime(begunAt), clock, ct);
            begunAt = clock.GetTimestamp();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Patients could not be compared; trying again in a minute")]
    private partial void LogFailed(Exception failure);
}
