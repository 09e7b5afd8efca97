using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Interactions;

namespace Kindline.Routing;

/// <summary>Puts what the floor decided on the record: offers onto the interaction, states onto the agent's day.</summary>
public sealed class FloorJournal(InteractionLog log, IAgentDay agents)
{
    public void Note(FloorEffect effect, Floor floor)
    {
        switch (effect)
        {
            case FloorEffect.Offered e:
                log.Append(e.Interaction, EventType.Offered, new AgentFact(e.Agent));
                break;
            case FloorEffect.OfferWithdrawn e:
                log.Append(e.Interaction, TypeOf(e.Reason), new AgentFact(e.Agent, e.Reason));
                break;
            case FloorEffect.AgentChanged e:
                agents.Changed(e.Agent, e.To, e.Reason, floor.Agent(e.Agent)?.Interaction, e.At);
                break;
        }
    }

    /// <summary>A missed offer is the agent's, a failed one the phone's, a withdrawn one nobody's.</summary>
    private static string TypeOf(string reason) => reason switch
    {
        FloorReason.MissedOffer => EventType.OfferMissed,
        "the caller left" or "the call ended" or "moved to another line" or "the queue was removed" => EventType.OfferWithdrawn,
        _ => EventType.OfferFailed,
    };
}

/// <summary>Where the agents' states are kept; must return at once.</summary>
public interface IAgentDay
{
    void Changed(AgentId agent, AgentState state, string? reason, InteractionId? interaction, DateTimeOffset at);
}
