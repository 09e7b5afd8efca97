namespace Kindline.Engine.Routing;

/// <summary>The four answers of the table of states.</summary>
public enum AgentTransitionKind
{
    /// <summary>The agent moves to <see cref="AgentTransition.To"/>, which may be the same state with a new reason.</summary>
    Moves,

    /// <summary>Allowed, and nothing changes.</summary>
    Stays,

    /// <summary>Allowed, and kept until the work at hand is over.</summary>
    AfterWork,

    /// <summary>Not allowed; <see cref="AgentTransition.Why"/> says why.</summary>
    Refused,
}

/// <summary>One cell of the table of states.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="To">The state afterwards; the present one unless <paramref name="Kind"/> is <see cref="AgentTransitionKind.Moves"/>.</param>
/// <param name="Why">The reason of a refusal, else null.</param>
public readonly record struct AgentTransition(AgentTransitionKind Kind, AgentState To, string? Why = null);
