using System.Collections.Concurrent;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Routing;

namespace Kindline.Supervision;

/// <summary>How many offers each agent has let ring out since signing in.</summary>
internal sealed class MissedOffers(FloorHost floor) : IHostedService
{
    private readonly ConcurrentDictionary<AgentId, int> missed = new();

    public int Of(AgentId agent) => missed.GetValueOrDefault(agent);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        floor.Decided += OnDecided;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        floor.Decided -= OnDecided;
        return Task.CompletedTask;
    }

    private void OnDecided(FloorEffect effect)
    {
        if (effect is FloorEffect.OfferWithdrawn { Reason: FloorReason.MissedOffer } offer)
        {
            missed.AddOrUpdate(offer.Agent, 1, static (_, count) => count + 1);
        }
        else if (effect is FloorEffect.AgentChanged { To: AgentState.SignedOut } gone)
        {
            missed.TryRemove(gone.Agent, out _);
        }
    }
}
