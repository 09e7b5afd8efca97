namespace Kindline.Audit;

/// <summary>Who did and saw what, kept so that a change of it shows.</summary>
internal static class AuditSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddHostedService(sp => sp.GetRequiredService<AuditTrail>());
        services.AddHealthChecks().AddCheck<AuditTrail>("audit");
    }
}
