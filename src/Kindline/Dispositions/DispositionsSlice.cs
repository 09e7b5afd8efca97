using Kindline.Interactions;

namespace Kindline.Dispositions;

/// <summary>Registers the disposition tree and the wrap-up.</summary>
internal static class DispositionsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DispositionTexts>();
        services.AddSingleton<IDispositionTexts>(s => s.GetRequiredService<DispositionTexts>());
        services.AddSingleton<EditDispositions>();
        services.AddSingleton<FavouriteDispositions>();
        services.AddSingleton<SeedDispositions>();
        services.AddSingleton<TalkOver>();
        services.AddSingleton<WrapUp>();
    }

    public static void Map(IEndpointRouteBuilder api) => DispositionsApi.Map(api);
}
