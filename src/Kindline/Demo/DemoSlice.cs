namespace Kindline.Demo;

internal static class DemoSlice
{
    /// <summary>Before the slices that read what it writes: agents, numbers, prompts.</summary>
    public static void AddData(IServiceCollection services) => services.AddHostedService<DemoCentre>();

    public static void Add(IServiceCollection services) => services.AddHostedService<DemoCaller>();
}
