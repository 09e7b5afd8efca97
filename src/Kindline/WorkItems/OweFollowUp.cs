using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>Whom an agent promised to call, and in which interaction.</summary>
public sealed record PromisedCall(PracticeId Practice, string Number, QueueId? Queue, InteractionId Interaction, Guid Owner, DateTimeOffset At);

/// <summary>
/// Puts a promised call-back on the list of what we owe, moves it, or takes it back: one entry for each interaction, however often a
/// form is saved. One that was kept already is opened again only by another time.
/// </summary>
public sealed class OweFollowUp(DbFactory databases, LiveChanges live)
{
    /// <param name="promise">When, and what for; null takes it back.</param>
    public async Task RunAsync(PromisedCall call, FollowUpFact? promise, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var one = await db.OneAtATimeAsync(call.Practice, call.Number, ct);
        var known = await db.Owed.SingleOrDefaultAsync(o => o.InteractionId == call.Interaction && o.Promised, ct);
        if (promise is null)
        {
            Withdraw(known, call.At);
        }
        else if (known is null)
        {
            db.Owed.Add(Promise(call, promise));
        }
        else
        {
            Move(known, promise);
        }
        var changed = await db.SaveChangesAsync(ct);
        await one.CommitAsync(ct);
        if (changed > 0)
        {
            live.Changed("owed");
        }
    }

    private static void Withdraw(Owed? known, DateTimeOffset at)
    {
        if (known is { ClosedAt: null })
        {
            (known.ClosedAt, known.Closing) = (at, OwedClosing.Withdrawn);
        }
    }

    private static void Move(Owed known, FollowUpFact promise)
    {
        if (known.DueAt != promise.At || known.Closing is OwedClosing.Withdrawn)
        {
            (known.ClosedAt, known.ClosedBy, known.Closing, known.CloseReason, known.ClosedByInteraction) = (null, null, null, null, null);
        }
        (known.DueAt, known.Note) = (promise.At, promise.Note);
    }

    private static Owed Promise(PromisedCall call, FollowUpFact promise) => new()
    {
        Id = new OwedId(Guid.CreateVersion7(call.At)),
        PracticeId = call.Practice,
        Kind = OwedKind.CallBack,
        Number = call.Number,
        QueueId = call.Queue,
        InteractionId = call.Interaction,
        OwnerId = call.Owner,
        CreatedAt = call.At,
        DueAt = promise.At,
        Promised = true,
        Note = promise.Note,
    };
}
