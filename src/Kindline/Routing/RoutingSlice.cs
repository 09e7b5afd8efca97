using Kindline.Interactions;

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
