using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

internal static class RoutingSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<FloorJournal>();
        services.AddSingleton<FloorHost>();
        services.AddHostedService(s => s.GetRequiredService<FloorHost>());
        services.AddSingleton<IQueueNames, QueueNames>();
    }

    public static void Map(IEndpointRouteBuilder api) => RoutingApi.Map(api);
}

internal sealed class QueueNames(DbFactory database) : IQueueNames
{
    public async Task<IReadOnlyDictionary<QueueId, string>> ReadAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct)
    {
        await using var db = database.Create();
        return await db.Queues.AsNoTracking().Where(q => queues.Contains(q.Id)).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
    }
}
