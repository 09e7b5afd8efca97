using Kindline.Lists.Bulk;
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
        services.AddSingleton<PlanBulk>();
        services.AddSingleton<StartBulk>();
        services.AddSingleton<ApplyBulk>();
        services.AddSingleton<EndBulk>();
        services.AddSingleton<BulkQueries>();
        services.AddSingleton<BulkWorker>();
        services.AddHostedService(s => s.GetRequiredService<BulkWorker>());
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        ListsApi.Map(api);
        BulkChangesApi.Map(api);
    }
}
