namespace Kindline.Engine.Routing;

/// <summary>Why a contact left its queue without an agent.</summary>
public enum OverflowReason
{
    /// <summary>As many wait as may.</summary>
    Full,

    /// <summary>No agent of the queue is signed in.</summary>
    NobodySignedIn,

    /// <summary>Agents of the queue are signed in, but all are away or without a phone.</summary>
    AllAway,

    /// <summary>The queue was removed.</summary>
    QueueRemoved,
}

/// <summary>What a <see cref="Floor"/> decided, for its host to carry out: a closed list.</summary>
public abstract record FloorEffect
{
    private FloorEffect()
    {
    }

    /// <summary>Ring this agent's phone until then. Ends in an accepted <see cref="FloorInput.OfferTaken"/> or in one <see cref="OfferWithdrawn"/>.
    /// The queue is null where the agent was named.</summary>
    public sealed record Offered(InteractionId Interaction, AgentId Agent, QueueId? Queue, DateTimeOffset Until, bool AutoAnswer) : FloorEffect;

    /// <summary>The offer is over without an answer, for whatever reason; stop the ringing if it still rings.</summary>
    public sealed record OfferWithdrawn(InteractionId Interaction, AgentId Agent, string Reason) : FloorEffect;

    /// <summary>The contact has left the floor; its flow goes on elsewhere (voicemail, call-back).</summary>
    public sealed record Overflowed(InteractionId Interaction, QueueId Queue, OverflowReason Reason) : FloorEffect;

    /// <summary>One edge of <see cref="AgentStates"/> was taken. Several may follow one input.</summary>
    public sealed record AgentChanged(AgentId Agent, AgentState From, AgentState To, string? Reason, DateTimeOffset At) : FloorEffect;

    /// <summary>The input is not allowed now; nothing changed.</summary>
    public sealed record Refused(FloorInput Input, string Why) : FloorEffect;
}
