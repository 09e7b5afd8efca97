using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

internal sealed class QueueOwners(DbFactory database) : IQueueOwners
{
    public async Task<PracticeId?> PracticeOfAsync(QueueId queue, CancellationToken ct)
    {
        await using var db = database.Create();
        return await db.Queues.Where(q => q.Id == queue).Select(q => (PracticeId?)q.PracticeId).SingleOrDefaultAsync(ct);
    }
}
