using Kindline.Engine;

namespace Kindline.Dispositions;

/// <summary>Is told that an agent's wrap-up is over, so that the agent can take the next call.</summary>
public interface IWrapUpListener
{
    /// <param name="agent">Whose interaction it was, also where a supervisor finished it.</param>
    /// <param name="nextState">"ready", "away", or null for whatever the agent had chosen before.</param>
    /// <param name="reason">Why away.</param>
    Task DoneAsync(AgentId agent, InteractionId interaction, string? nextState, string? reason, CancellationToken ct);
}
