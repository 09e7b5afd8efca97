using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Dispositions;

/// <summary>Puts the inbound tree into an empty centre; leaves that stand there already, changed or expired, stay as they are.</summary>
internal sealed class SeedDispositions(DbFactory databases, TimeProvider clock)
{
    private const string InboundChannels = "voice,sms,chat";

    /// <summary>Returns how many leaves were added.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = databases.Create();
        var known = await db.Dispositions.Select(d => d.Key).ToHashSetAsync(ct);
        // Valid from the day before, so that no zone has to wait for its own midnight.
        var validFrom = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        db.Dispositions.AddRange(InboundTree.Leaves.Select((leaf, position) => new Disposition
        {
            Key = leaf.Key,
            Tree = "inbound",
            Channels = InboundChannels,
            Outcome = leaf.Outcome,
            Reason = leaf.Reason,
            Source = leaf.Source,
            NextStep = leaf.NextStep,
            Position = (position + 1) * 10,
            ValidFrom = validFrom,
        }).Where(d => !known.Contains(d.Key)));
        return await db.SaveChangesAsync(ct);
    }
}
