using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.WorkItems;

/// <summary>A person and we have spoken: their call was answered, or they answered ours.</summary>
public sealed record GotThrough(PracticeId Practice, string Number, InteractionId Interaction, Direction Direction, DateTimeOffset At);

/// <summary>
/// Closes what we owed a person once they got through; entries of losses after that moment stay open, and so does what was promised
/// in this very talk. A promise for a later time stands when the person calls about something else before.
/// </summary>
public sealed class SettleOwed(DbFactory databases, LiveChanges live)
{
    /// <summary>Returns how many entries were closed.</summary>
    public async Task<int> RunAsync(GotThrough through, CancellationToken ct)
    {
        var inbound = through.Direction is Direction.Inbound;
        var closing = inbound ? OwedClosing.GotThrough : OwedClosing.CalledBack;
        await using var db = databases.Create();
        var closed = await db.Owed
            .Where(o => !o.Promised || (o.InteractionId != through.Interaction && (!inbound || o.DueAt <= through.At)))
            .Where(o => o.PracticeId == through.Practice && o.Number == through.Number && o.ClosedAt == null && o.CreatedAt <= through.At)
            .ExecuteUpdateAsync(
                set => set.SetProperty(o => o.ClosedAt, through.At).SetProperty(o => o.Closing, closing)
                    .SetProperty(o => o.ClosedByInteraction, through.Interaction),
                ct);
        if (closed > 0)
        {
            live.Changed("owed");
        }
        return closed;
    }
}
