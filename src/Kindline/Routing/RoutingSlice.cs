using Kindline.Interactions;
using Kindline.Numbers;

namespace Kindline.Routing;

internal static class RoutingSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<FloorJournal>();
        services.AddSingleton<FloorHost>();
        services.AddHostedService(s => s.GetRequiredService<FloorHost>());
        services.AddSingleton<QueueFigures>();
        services.AddSingleton<ICallsAtHand, CallsAtHand>();
        services.AddSingleton<IQueueNames, QueueNames>();
        services.AddSingleton<IQueueOwners, QueueOwners>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        RoutingApi.Map(api);
        ProfilesApi.Map(api);
    }
}
