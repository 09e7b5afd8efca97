namespace Kindline.Engine.Routing.Strategies;

/// <summary>Chooses among the ready agents of one level of a queue.</summary>
public interface IRoutingStrategy
{
    /// <summary>The name in the settings of a queue.</summary>
    string Name { get; }

    /// <summary>
    /// The agent's rank; the lowest is chosen first. Asked once, when the agent becomes ready, so it may only rest on what does
    /// not change while the agent is ready. Ranks should differ; equal ones are chosen in no promised order.
    /// </summary>
    long Rank(in IdleAgent agent);
}

/// <summary>What a strategy may know of an agent who is ready.</summary>
/// <param name="Id">The agent.</param>
/// <param name="ReadyOrder">Counts up each time any agent becomes ready after work or a break: a lower number is longer idle.</param>
public readonly record struct IdleAgent(AgentId Id, long ReadyOrder);
