using Kindline.Lists.Export;

namespace Kindline.Lists;

/// <summary>Registers the lists of patients.</summary>
internal static class ListsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ListRows>();
        services.AddSingleton<ListQueries>();
        services.AddSingleton<CatalogueQueries>();
        services.AddSingleton<EditLists>();
        services.AddSingleton<ExportList>();
    }

    public static void Map(IEndpointRouteBuilder api) => ListsApi.Map(api);
}
