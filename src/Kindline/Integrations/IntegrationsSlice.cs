using Kindline.Integrations.Exports;
using Kindline.Integrations.Imports;

namespace Kindline.Integrations;

internal static class IntegrationsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddHostedService<MllpPort>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportPreviews>();
        services.AddSingleton<ImportJobs>();
        services.AddSingleton<ImportWorker>();
        services.AddHostedService(s => s.GetRequiredService<ImportWorker>());
        services.AddSingleton<WatchedFolder>();
        services.AddHostedService(s => s.GetRequiredService<WatchedFolder>());
        services.AddSingleton<ForgetFiles>();
        services.AddSingleton<ReceiveFile>();
        services.AddSingleton<CheckFile>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<EndImport>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<ExportSounds>();
        services.AddSingleton<WriteExport>();
        services.AddSingleton<ExportJobs>();
        services.AddSingleton<ExportWorker>();
        services.AddHostedService(s => s.GetRequiredService<ExportWorker>());
        services.AddSingleton<ForgetExports>();
        services.AddHostedService(s => s.GetRequiredService<ForgetExports>());
        services.AddSingleton<StartExport>();
        services.AddSingleton<EndExport>();
        services.AddSingleton<ExportQueries>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        ImportsApi.Map(api);
        ExportsApi.Map(api);
    }
}
