using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Telephony;

namespace Kindline.Agents;

/// <summary>
/// Tells the pages of those whom it concerns, at once, when an agent's state, call or record of a call has changed; and all pages, now and
/// then, that the floor's figures have. Three hundred desks hear of fifty calls: whoever is told asks the server several things.
/// </summary>
internal sealed class LiveAgents(FloorHost floor, LiveCalls calls, InteractionLog log, LiveChanges live) : IHostedService
{
    private static readonly string[] Page = ["me"];
    private static readonly string[] PageAndCalls = ["me", "calls"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        floor.Decided += OnDecided;
        calls.Changed += OnCallChanged;
        log.TakenIn += OnTakenIn;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        floor.Decided -= OnDecided;
        calls.Changed -= OnCallChanged;
        log.TakenIn -= OnTakenIn;
        return Task.CompletedTask;
    }

    private void OnDecided(FloorEffect effect)
    {
        if (effect is FloorEffect.AgentChanged change)
        {
            live.Changed("me", change.Agent.Value);
            live.Changed("agents");
        }
        live.Changed("queues");
    }

    private void OnCallChanged(LiveCall call, IReadOnlyCollection<AgentId> people) => Tell(Page, call.Id, people);

    private void OnTakenIn(IReadOnlyCollection<Interaction> rows)
    {
        foreach (var row in rows)
        {
            var talked = row.Talks.Select(t => t.AgentId);
            Tell(PageAndCalls, row.Id, [.. row.AgentId is { } last ? talked.Append(last) : talked]);
        }
    }

    // Neither asks to wait: who changed the call goes on, and a floor that has stopped answers nobody.
    private void Tell(string[] topics, InteractionId call, IReadOnlyCollection<AgentId> people) => _ = TellAsync(topics, call, people);

    /// <summary>These, and whom the floor has at the call: it rings at an agent before it is that agent's, and is written up after.</summary>
    private async Task TellAsync(string[] topics, InteractionId call, IReadOnlyCollection<AgentId> people)
    {
        var atCall = await floor.AskAsync(f => f.Agents.Where(a => a.Interaction == call).Select(a => a.Id).ToList(), CancellationToken.None);
        live.Changed(topics, [.. atCall.Union(people).Select(a => a.Value)]);
    }
}
