namespace Kindline.Engine.Routing.Strategies;

/// <summary>
/// The agent who has been ready longest comes first. Idle time counts from the moment the agent last became ready after a call or
/// a break; an offer that the caller ended does not reset it.
/// </summary>
public sealed class LongestIdle : IRoutingStrategy
{
    /// <summary>The name in the settings of a queue.</summary>
    public const string Called = "longest-idle";

    /// <inheritdoc/>
    public string Name => Called;

    /// <inheritdoc/>
    public long Rank(in IdleAgent agent) => agent.ReadyOrder;
}
