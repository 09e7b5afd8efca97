using Kindline.Engine;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>A call that was lost, as the flow tells it.</summary>
public sealed record LostCall(
    OwedKind Kind, PracticeId Practice, string Number, QueueId? Queue, InteractionId Interaction, DateTimeOffset At, DateTimeOffset DueAt);

/// <summary>What came of it.</summary>
public abstract record OweResult
{
    public sealed record Opened(OwedId Id) : OweResult;

    /// <summary>The person had tried before; the first clock still runs.</summary>
    public sealed record Raised(OwedId Id, int Attempts) : OweResult;

    /// <summary>This very call had been told before.</summary>
    public sealed record AlreadyKnown(OwedId Id) : OweResult;

    /// <summary>The caller gave no number: nobody can be called back.</summary>
    public sealed record NobodyToCall : OweResult;
}

/// <summary>
/// Puts a lost call on the list of what we owe: one open entry for each practice and number, however often the person tries
/// (what an agent promised stands beside it).
/// Telling the same interaction twice changes nothing, so that a replayed journal does no harm.
/// </summary>
public sealed class OweCallBack(DbFactory databases, LiveChanges live)
{
    public async Task<OweResult> RunAsync(LostCall lost, CancellationToken ct)
    {
        if (!CallableNumber.Is(lost.Number))
        {
            return new OweResult.NobodyToCall();
        }
        await using var db = databases.Create();
        await using var one = await db.OneAtATimeAsync(lost.Practice, lost.Number, ct);
        var result = await OweAsync(db, lost, ct);
        await db.SaveChangesAsync(ct);
        await one.CommitAsync(ct);
        live.Changed("owed");
        return result;
    }

    private static async Task<OweResult> OweAsync(Db db, LostCall lost, CancellationToken ct)
    {
        var known = await db.Owed
            .Where(o => o.PracticeId == lost.Practice && o.Number == lost.Number && !o.Promised && (o.ClosedAt == null || o.InteractionId == lost.Interaction))
            .OrderBy(o => o.ClosedAt != null).FirstOrDefaultAsync(ct);
        if (known is null)
        {
            return Open(db, lost);
        }
        if (known.ClosedAt is null && lost.Kind is OwedKind.Voicemail or OwedKind.Interrupted)
        {
            known.Kind = lost.Kind;
        }
        if (known.InteractionId == lost.Interaction)
        {
            return new OweResult.AlreadyKnown(known.Id);
        }
        known.Attempts++;
        // Who was cut off by us comes to the head, however long the first clock had to run.
        known.DueAt = lost.DueAt < known.DueAt ? lost.DueAt : known.DueAt;
        known.InteractionId = lost.Interaction;
        known.QueueId = lost.Queue ?? known.QueueId;
        return new OweResult.Raised(known.Id, known.Attempts);
    }

    private static OweResult.Opened Open(Db db, LostCall lost)
    {
        var opened = new Owed
        {
            Id = new OwedId(Guid.CreateVersion7(lost.At)),
            PracticeId = lost.Practice,
            Kind = lost.Kind,
            Number = lost.Number,
            QueueId = lost.Queue,
            InteractionId = lost.Interaction,
            CreatedAt = lost.At,
            DueAt = lost.DueAt,
        };
        db.Owed.Add(opened);
        return new OweResult.Opened(opened.Id);
    }
}
