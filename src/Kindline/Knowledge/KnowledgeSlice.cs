namespace Kindline.Knowledge;

/// <summary>What agents may tell callers about a practice.</summary>
internal static class KnowledgeSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<KnowledgeQueries>();
        services.AddSingleton<EditCards>();
        services.AddSingleton<ReportCard>();
        services.AddHostedService<ExpiringCards>();
    }

    public static void Map(IEndpointRouteBuilder api) => KnowledgeApi.Map(api);
}
