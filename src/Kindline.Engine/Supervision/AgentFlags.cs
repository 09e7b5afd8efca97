using Kindline.Engine.Routing;

namespace Kindline.Engine.Supervision;

/// <summary>Why a supervisor should look at an agent.</summary>
public enum AgentFlag
{
    /// <summary>The wrap-up takes long.</summary>
    WrapUp,

    /// <summary>A caller has been on hold for long.</summary>
    Hold,

    /// <summary>The talk takes long, holds included.</summary>
    Call,

    /// <summary>Offers were missed since signing in.</summary>
    MissedOffers,
}

/// <summary>What the flags of an agent depend on.</summary>
/// <param name="State">What the agent does.</param>
/// <param name="Since">When that began.</param>
/// <param name="HeldSince">Since when the caller hears music; null while not held.</param>
/// <param name="TalkSince">Since when the agent has the call at hand; null without one.</param>
/// <param name="MissedOffers">Since signing in.</param>
public readonly record struct AgentNow(
    AgentState State, DateTimeOffset Since, DateTimeOffset? HeldSince, DateTimeOffset? TalkSince, int MissedOffers);

/// <summary>Flags by thresholds. Pure; O(1).</summary>
public static class AgentFlags
{
    /// <summary>All that hold now, in the order of <see cref="AgentFlag"/>.</summary>
    public static IReadOnlyList<AgentFlag> Of(AgentNow agent, Thresholds limits, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var flags = new List<AgentFlag>();
        Add(AgentFlag.WrapUp, agent.State == AgentState.WrapUp && now - agent.Since > limits.WrapUp);
        Add(AgentFlag.Hold, now - agent.HeldSince > limits.Hold);
        Add(AgentFlag.Call, now - agent.TalkSince > limits.Call);
        Add(AgentFlag.MissedOffers, agent.State != AgentState.SignedOut && agent.MissedOffers >= limits.MissedOffers);
        return flags;

        void Add(AgentFlag flag, bool holds)
        {
            if (holds)
            {
                flags.Add(flag);
            }
        }
    }
}
