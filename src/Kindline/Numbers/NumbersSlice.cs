namespace Kindline.Numbers;

internal static class NumbersSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DidMap>();
        services.AddSingleton<UnknownNumbers>();
    }

    public static void Map(IEndpointRouteBuilder api) => NumbersApi.Map(api);
}
