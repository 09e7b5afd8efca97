using Kindline.Reporting.Days;

namespace Kindline.Reporting;

/// <summary>Registers the reports and the metrics they are made of.</summary>
internal static class ReportingSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<InboundCalls>();
        services.AddSingleton<InboundByHour>();
        services.AddSingleton<ReportScopes>();
        services.AddSingleton<AgentDays>();
        services.AddSingleton<Targets>();
    }

    public static void Map(IEndpointRouteBuilder api) => ReportsApi.Map(api);
}
