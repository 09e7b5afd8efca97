using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>
/// At the start: a call that the record still shows as running was cut by a crash. It is closed as interrupted, and its caller is
/// owed a call-back (design decision 3).
/// </summary>
internal sealed partial class InterruptedCalls(
    DbFactory database, InteractionLog log, OweCallBack owe, TimeProvider clock, ILogger<InterruptedCalls> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Create();
        var cut = await db.Interactions.AsNoTracking()
            .Where(i => i.EndedAt == null && i.Channel == Channel.Voice).ToListAsync(cancellationToken);
        foreach (var call in cut)
        {
            await log.AppendAsync(call.Id, EventType.Interrupted, new NoFact(), cancellationToken);
            if (call.Direction == Direction.Inbound)
            {
                await OweAsync(db, call, cancellationToken);
            }
        }
        if (cut.Count > 0)
        {
            LogCut(cut.Count);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task OweAsync(Db db, Interaction call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var minutes = await db.Queues.Where(q => q.Id == call.QueueId).Select(q => (int?)q.OwedMinutes).SingleOrDefaultAsync(ct) ?? 60;
        await owe.RunAsync(new LostCall(OwedKind.Interrupted, call.PracticeId, call.From, call.QueueId, call.Id, now, now.AddMinutes(minutes)), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls were cut when the server last stopped; closed as interrupted, call-backs are in the Owed list")]
    private partial void LogCut(int count);
}
