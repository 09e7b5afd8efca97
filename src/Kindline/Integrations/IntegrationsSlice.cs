namespace Kindline.Integrations;

internal static class IntegrationsSlice
{
    public static void Add(IServiceCollection services) => services.AddHostedService<MllpPort>();
}
