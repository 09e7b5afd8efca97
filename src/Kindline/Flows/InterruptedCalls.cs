using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Recording;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>
/// At the start: a call that the record still shows as running was cut by a crash. It is closed as interrupted, and its caller is
/// owed a call-back (design decision 3).
/// </summary>
internal sealed partial class InterruptedCalls(
    DbFactory database, InteractionLog log, RecordingShelf shelf, OweCallBack owe, TimeProvider clock, ILogger<InterruptedCalls> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Create();
        var cut = await db.Interactions.AsNoTracking()
            .Where(i => i.EndedAt == null && i.Channel == Channel.Voice).ToListAsync(cancellationToken);
        foreach (var call in cut)
        {
            await log.AppendAsync(call.Id, EventType.Interrupted, new NoFact(), await CutAtAsync(db, call, cancellationToken), cancellationToken);
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

    /// <summary>The last sign of life: an event, or a second of the recording. The outage itself is nobody's talk or wait.</summary>
    private async Task<DateTimeOffset> CutAtAsync(Db db, Interaction call, CancellationToken ct)
    {
        var events = await db.InteractionEvents.Where(e => e.InteractionId == call.Id).Select(e => e.At).ToListAsync(ct);
        var last = events.Append(call.StartedAt).Max();
        var recorded = await shelf.LastWrittenAtAsync(call.Id, ct);
        return recorded > last && recorded < clock.GetUtcNow() ? recorded.Value : last;
    }

    /// <summary>Due at once: we cut the call, so this person stands before all others. Who was cut before the queue belongs to the line's.</summary>
    private async Task OweAsync(Db db, Interaction call, CancellationToken ct)
    {
        var queue = call.QueueId ?? await db.Numbers.Where(n => n.E164 == call.To).Select(n => (Engine.QueueId?)n.QueueId).FirstOrDefaultAsync(ct);
        var now = clock.GetUtcNow();
        await owe.RunAsync(new LostCall(OwedKind.Interrupted, call.PracticeId, call.From, queue, call.Id, now, now), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls were cut when the server last stopped; closed as interrupted, call-backs are in the Owed list")]
    private partial void LogCut(int count);
}
