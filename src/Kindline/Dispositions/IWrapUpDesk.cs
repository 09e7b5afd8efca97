using Kindline.Engine;

namespace Kindline.Dispositions;

/// <summary>Where an agent sits who writes a wrap-up.</summary>
public interface IWrapUpDesk
{
    /// <summary>
    /// Whether the agent is in the wrap-up of this interaction: then the talk is over, though the record of its end may still be on its
    /// way into the database.
    /// </summary>
    Task<bool> WritesAboutAsync(AgentId agent, InteractionId interaction, CancellationToken ct);

    /// <summary>The wrap-up is over: the agent can take the next call.</summary>
    /// <param name="agent">Whose interaction it was, also where a supervisor finished it.</param>
    /// <param name="nextState">"ready", "away", or null for whatever the agent had chosen before.</param>
    /// <param name="reason">Why away.</param>
    Task DoneAsync(AgentId agent, InteractionId interaction, string? nextState, string? reason, CancellationToken ct);
}
