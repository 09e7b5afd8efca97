namespace Kindline.Reporting;

/// <summary>Registers the reports and the metrics they are made of.</summary>
internal static class ReportingSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<InboundCalls>();
        services.AddSingleton<InboundByHour>();
        services.AddSingleton<ReportScopes>();
    }

    public static void Map(IEndpointRouteBuilder api) => ReportsApi.Map(api);
}
