using Kindline.Foundation;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kindline.Interactions;

/// <summary>Registers the log of interactions and the reading of them.</summary>
internal static class InteractionsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<InteractionLog>();
        services.AddSingleton<IInteractionLog>(s => s.GetRequiredService<InteractionLog>());
        services.AddHostedService(s => s.GetRequiredService<InteractionLog>());
        services.AddHostedService<LiveInteractions>();
        services.AddSingleton<InteractionQueries>();
        services.AddSingleton<IHoldsPatients, InteractionMerges>();
        services.AddSingleton<IEndedCalls, EndedCalls>();
        services.AddHealthChecks().AddCheck<JournalHealth>("journal");
    }

    public static void Map(IEndpointRouteBuilder api) => InteractionsApi.Map(api);
}

internal sealed class JournalHealth(InteractionLog log) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(log switch
        {
            { Trouble: { } why } => HealthCheckResult.Unhealthy(why),
            { Refused: > 0 and var events } => HealthCheckResult.Degraded($"{events} events that the database refused lie in journal/refused."),
            _ => HealthCheckResult.Healthy(),
        });
}

/// <summary>Tells the pages of those who see others' calls when interactions have changed; Agents tells those whose calls they are.</summary>
internal sealed class LiveInteractions(InteractionLog log, LiveChanges live) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.TakenIn += OnTakenIn;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        log.TakenIn -= OnTakenIn;
        return Task.CompletedTask;
    }

    private void OnTakenIn(IReadOnlyCollection<Interaction> rows) => live.Changed("calls");
}
