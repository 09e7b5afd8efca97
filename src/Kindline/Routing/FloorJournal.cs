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
                log.Append(e.Interaction, EventType.OfferMissed, new AgentFact(e.Agent, e.Reason));
                break;
            case FloorEffect.AgentChanged e:
                agents.Changed(e.Agent, e.To, e.Reason, floor.Agent(e.Agent)?.Interaction, e.At);
                break;
        }
    }
}

/// <summary>Where the agents' states are kept; must return at once.</summary>
public interface IAgentDay
{
    void Changed(AgentId agent, AgentState state, string? reason, InteractionId? interaction, DateTimeOffset at);
}
