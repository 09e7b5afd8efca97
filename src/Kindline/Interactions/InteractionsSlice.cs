namespace Kindline.Interactions;

/// <summary>Registers the reading of interactions.</summary>
internal static class InteractionsSlice
{
    public static void Add(IServiceCollection services) => services.AddSingleton<InteractionQueries>();

    public static void Map(IEndpointRouteBuilder api) => InteractionsApi.Map(api);
}
