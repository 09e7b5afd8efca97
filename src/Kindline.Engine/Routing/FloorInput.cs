namespace Kindline.Engine.Routing;

/// <summary>
/// Everything that can happen to a <see cref="Floor"/>: a closed list. Each input names its cost; k is the number of queues of the
/// agent concerned, w the number who wait in a queue, a the number of agents.
/// </summary>
public abstract record FloorInput
{
    private FloorInput()
    {
    }

    /// <summary>A queue begins, or its settings change. Refused: an unknown strategy, no time for an offer, a negative limit. O(a k).</summary>
    public sealed record QueueSet(QueueSettings Settings) : FloorInput;

    /// <summary>A queue ends; who waits or rings in it overflows. O(a k + contacts).</summary>
    public sealed record QueueRemoved(QueueId Queue) : FloorInput;

    /// <summary>An agent's queues; in force at once, an open offer stands. Makes the agent known. O(k log a).</summary>
    public sealed record ProfileSet(AgentId Agent, RoutingProfile Profile) : FloorInput;

    /// <summary>Signs in, Away; during a call, takes back a wish to sign out. Makes the agent known. O(k).</summary>
    public sealed record SignedIn(AgentId Agent) : FloorInput;

    /// <summary>Signs out: at once, or after wrap-up when the agent has a call. O(k log a), and O(w log w) when it empties a line.</summary>
    public sealed record SignedOut(AgentId Agent) : FloorInput;

    /// <summary>Becomes ready; during a call, takes back a wish to be away or out. O(k log a).</summary>
    public sealed record Readied(AgentId Agent) : FloorInput;

    /// <summary>Goes away: at once, or after wrap-up when the agent has a call. O(k log a), and O(w log w) when it empties a line.</summary>
    public sealed record SentAway(AgentId Agent, string Reason) : FloorInput;

    /// <summary>The agent's phone is registered. Until this input an agent has none, and being ready means PhoneLost. O(k log a).</summary>
    public sealed record PhoneFound(AgentId Agent) : FloorInput;

    /// <summary>The agent's phone is gone. O(k log a), and O(w log w) when it empties a line.</summary>
    public sealed record PhoneLost(AgentId Agent) : FloorInput;

    /// <summary>
    /// A contact comes to a queue. A greater priority is served sooner, 0 is usual; priorities are few levels, not scores. The
    /// preferred agent, when ready and of this queue, is chosen before the longest idle one. O(log w), and O(k log a) when offered.
    /// </summary>
    public sealed record Arrived(InteractionId Interaction, QueueId Queue, int Priority, AgentId? Preferred) : FloorInput;

    /// <summary>The caller hung up. Waiting or ringing: gone, the offer withdrawn. On a call: the same as <see cref="CallEnded"/>,
    /// for a hang-up may cross the answer. O(log w).</summary>
    public sealed record Left(InteractionId Interaction) : FloorInput;

    /// <summary>The agent answers. Counts while the offer stands, even past its time, if no <see cref="Tick"/> came between. O(log w).</summary>
    public sealed record OfferTaken(InteractionId Interaction, AgentId Agent) : FloorInput;

    /// <summary>The agent's phone refused or failed: Away with this reason, and the contact goes to the next agent. O(k log a).</summary>
    public sealed record OfferFailed(InteractionId Interaction, AgentId Agent, string Reason) : FloorInput;

    /// <summary>The agent puts the caller on hold. O(k).</summary>
    public sealed record Held(InteractionId Interaction) : FloorInput;

    /// <summary>The agent takes the caller off hold. O(k).</summary>
    public sealed record Resumed(InteractionId Interaction) : FloorInput;

    /// <summary>The call is over: wrap-up. For a contact without an agent the same as <see cref="Left"/>. O(k).</summary>
    public sealed record CallEnded(InteractionId Interaction) : FloorInput;

    /// <summary>The record is written. Of <paramref name="Next"/> and a wish kept from the call the one further from the line wins. O(k log a).</summary>
    public sealed record WrapUpDone(AgentId Agent, NextState Next) : FloorInput;

    /// <summary>"Break after this": replaces an earlier wish. O(1).</summary>
    public sealed record NextStateChosen(AgentId Agent, NextState Next) : FloorInput;

    /// <summary>The agent is taken for an outbound call from Ready, Away or WrapUp. O(k log a).</summary>
    public sealed record OutboundStarted(AgentId Agent, InteractionId Interaction) : FloorInput;

    /// <summary>
    /// A contact goes (back) to a queue: its agent, if any, to wrap-up. At the head, before every priority, a full line is no
    /// hindrance; several at the head keep the order in which they came. Else at the end of its priority. A contact the floor does
    /// not know (a call cut by a crash) is taken in with priority 0. A preferred agent is kept as with <see cref="Arrived"/>. O(log w).
    /// </summary>
    public sealed record Requeued(InteractionId Interaction, QueueId Queue, bool AtHead, AgentId? Preferred = null) : FloorInput;

    /// <summary>A contact leaves its agent, who goes to wrap-up, and is nobody's but stays on the floor: parked, or on its way outside. O(k).</summary>
    public sealed record SetApart(InteractionId Interaction) : FloorInput;

    /// <summary>
    /// A contact is offered to one ready agent by name; its agent, if any, goes to wrap-up. Refused while that agent is not ready.
    /// An offer that is not taken leaves the contact apart, and the agent away. O(k log a).
    /// </summary>
    public sealed record Passed(InteractionId Interaction, AgentId Agent, TimeSpan RingFor) : FloorInput;

    /// <summary>A contact that stands apart becomes this agent's, who is taken as for an outbound call: from Ready, Away or WrapUp. O(k log a).</summary>
    public sealed record Given(InteractionId Interaction, AgentId Agent) : FloorInput;

    /// <summary>The contact's agent asks a colleague, ready or away, who becomes its guest. One guest at a time. O(k log a).</summary>
    public sealed record Consulted(InteractionId Interaction, AgentId Agent) : FloorInput;

    /// <summary>The guest is free again: ready, or away if that was the guest's state or wish. Who did not answer is away. O(k log a).</summary>
    public sealed record ConsultEnded(InteractionId Interaction, bool Missed) : FloorInput;

    /// <summary>The contact becomes its guest's own; who had it goes to wrap-up. O(k).</summary>
    public sealed record ConsultTaken(InteractionId Interaction) : FloorInput;

    /// <summary>The agent, ready or away, listens to a colleague's call from now on, and is offered nothing meanwhile. O(k log a).</summary>
    public sealed record CoachingStarted(AgentId Agent) : FloorInput;

    /// <summary>The agent coaches no longer: ready, or away if that was the agent's state or wish. O(k log a).</summary>
    public sealed record CoachingEnded(AgentId Agent) : FloorInput;

    /// <summary>Time has passed: offers whose time is over are missed. O(log w + k log a) for each of them.</summary>
    public sealed record Tick : FloorInput;
}
