using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients.Guarded;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Interactions;

/// <summary>Which calls are over, for what was opened for the time of a call.</summary>
internal sealed class EndedCalls : IEndedCalls
{
    public async Task<IReadOnlyDictionary<InteractionId, DateTimeOffset>> EndedAsync(Db db, IReadOnlyCollection<InteractionId> calls, CancellationToken ct)
    {
        var ids = calls.ToList();
        return ids.Count == 0 ? new Dictionary<InteractionId, DateTimeOffset>()
            : await db.Interactions.Where(i => EF.Parameter(ids).Contains(i.Id) && i.EndedAt != null).ToDictionaryAsync(i => i.Id, i => i.EndedAt!.Value, ct);
    }
}
