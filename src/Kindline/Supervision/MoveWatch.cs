using Kindline.Audit;
using Kindline.Engine.Supervision;
using Kindline.Foundation;
using Kindline.Routing;

namespace Kindline.Supervision;

/// <summary>
/// Brings moved agents back once their queue's level has held. Open moves are kept in the database, so a restart forgets none; the time for
/// which the level has held begins anew with it.
/// </summary>
internal sealed partial class MoveWatch(
    MoveAgents moves, FloorHost floor, LiveFigures figures, FloorNames names, TimeProvider clock, ILogger<MoveWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<MoveId, LevelWatch> watches = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A database that is away must not end the watch: nobody would come back.
            catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(failure);
            }
        }
    }

    /// <summary>One look at every open move.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        var open = (await moves.OpenAsync(ct)).Where(m => m is { ToQueueId: not null, HeldMinutes: not null }).DistinctBy(m => m.MoveId).ToList();
        var known = open.Count == 0 ? null : await names.ReadAsync(ct);
        foreach (var move in open)
        {
            if (known?.Queues.FirstOrDefault(q => q.Id == move.ToQueueId) is not { } queue)
            {
                continue;
            }
            var goal = new LevelGoal(move.Percent ?? 80, TimeSpan.FromMinutes(move.HeldMinutes ?? 0));
            var line = await floor.AskAsync(f => f.Queue(queue.Id), ct);
            var now = clock.GetUtcNow();
            var met = goal.IsMet(figures.OfQueue(queue.Id, queue.PracticeId, queue.Within).Recent, line.LongestWaitingSince, queue.Within, now);
            (watches[move.MoveId], var held) = watches.GetValueOrDefault(move.MoveId).Look(goal, met, now);
            if (held)
            {
                watches.Remove(move.MoveId);
                await moves.EndAsync(move.MoveId, "held", AuditActor.System, ct);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Moved agents could not be looked at; trying again")]
    private partial void LogFailed(Exception failure);
}
