using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Routing;

/// <summary>Tells earlier slices whose call it is by the floor.</summary>
internal sealed class CallsAtHand(FloorHost floor) : ICallsAtHand
{
    public async Task<bool> HasAsync(AgentId agent, InteractionId call, CancellationToken ct) =>
        await floor.AskAsync(f => f.Agent(agent), ct) is { } now
        && (now.LastWorked == call || (now.Interaction == call && now.State is AgentState.OnCall or AgentState.OnHold or AgentState.WrapUp));
}
