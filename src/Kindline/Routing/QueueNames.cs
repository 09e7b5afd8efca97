using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

/// <summary>Tells earlier slices what the queues are called.</summary>
internal sealed class QueueNames(DbFactory databases) : IQueueNames
{
    public async Task<IReadOnlyDictionary<QueueId, string>> ReadAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct)
    {
        if (queues.Count == 0)
        {
            return new Dictionary<QueueId, string>();
        }
        await using var db = databases.Create();
        return await db.Queues.Where(q => queues.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
    }
}
