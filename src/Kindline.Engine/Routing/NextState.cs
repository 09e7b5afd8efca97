namespace Kindline.Engine.Routing;

/// <summary>What an agent does after the work at hand.</summary>
/// <param name="State">Ready, Away or SignedOut.</param>
/// <param name="Reason">The reason of an Away.</param>
public readonly record struct NextState(AgentState State, string? Reason)
{
    /// <summary>Take the next contact.</summary>
    public static NextState Ready { get; } = new(AgentState.Ready, null);

    /// <summary>Go home.</summary>
    public static NextState SignedOut { get; } = new(AgentState.SignedOut, null);

    /// <summary>Take a break.</summary>
    public static NextState Away(string reason) => new(AgentState.Away, reason);

    /// <summary>Of two wishes the one that takes the agent further from the line; of two alike <paramref name="later"/>.</summary>
    internal static NextState FurtherOf(NextState earlier, NextState later) =>
        Distance(earlier.State) > Distance(later.State) ? earlier : later;

    /// <summary>Whether this is one of the three states that can follow work.</summary>
    internal bool IsPossible => State is AgentState.Ready or AgentState.Away or AgentState.SignedOut;

    private static int Distance(AgentState state) => state switch
    {
        AgentState.SignedOut => 2,
        AgentState.Away => 1,
        _ => 0,
    };
}
