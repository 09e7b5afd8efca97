namespace Kindline.Supervision;

internal static class SupervisionSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LiveFigures>();
        services.AddHostedService(s => s.GetRequiredService<LiveFigures>());
        services.AddSingleton<MissedOffers>();
        services.AddHostedService(s => s.GetRequiredService<MissedOffers>());
        services.AddSingleton<PoorSounds>();
        services.AddHostedService(s => s.GetRequiredService<PoorSounds>());
        services.AddSingleton<FloorNames>();
        services.AddSingleton<UsualDay>();
        services.AddSingleton<FloorQueries>();
        services.AddHostedService<FloorWatch>();
        services.AddSingleton<MoveAgents>();
        services.AddSingleton<CoachCall>();
        services.AddHostedService<MoveWatch>();
    }

    public static void Map(IEndpointRouteBuilder api) => FloorApi.Map(api);
}
