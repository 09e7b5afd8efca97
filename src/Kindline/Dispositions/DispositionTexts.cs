using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Dispositions;

/// <summary>Reads the tree, and tells earlier slices what a key says to a person.</summary>
internal sealed class DispositionTexts(DbFactory databases, TimeProvider clock) : IDispositionTexts
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
        {
            return new Dictionary<string, string>();
        }
        await using var db = databases.Create();
        var rows = await db.Dispositions.Where(d => keys.Contains(d.Key)).Select(d => new { d.Key, d.Outcome, d.Reason, d.Source }).ToListAsync(ct);
        return rows.ToDictionary(d => d.Key, d => DispositionKey.Text(d.Outcome, d.Reason, d.Source));
    }

    /// <summary>All leaves in the supervisor's order, the ended ones too.</summary>
    public async Task<Page<DispositionView>> ListAsync(string? tree, CancellationToken ct)
    {
        await using var db = databases.Create();
        var leaves = await db.Dispositions.AsNoTracking().Where(d => tree == null || d.Tree == tree)
            .OrderBy(d => d.Tree).ThenBy(d => d.Position).ThenBy(d => d.Key).ToListAsync(ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new Page<DispositionView>([.. leaves.Select(d => DispositionView.Of(d, today))], leaves.Count);
    }
}
