using Kindline.Demo.Town;
using Kindline.Identity;

namespace Kindline.Demo;

internal static class DemoSlice
{
    /// <summary>Before the slices that read what it writes: agents, numbers, prompts.</summary>
    public static void AddData(IServiceCollection services) => services.AddHostedService<DemoCentre>();

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<TownLog>();
        services.AddSingleton<Seats>();
        services.AddSingleton<DemoTown>();
        services.AddSingleton<TownReport>();
        services.AddSingleton<ISignInWatch>(s => s.GetRequiredService<DemoTown>());
        services.AddHostedService(s => s.GetRequiredService<DemoTown>());
    }

    public static void Map(IEndpointRouteBuilder api) => TownApi.Map(api);
}
