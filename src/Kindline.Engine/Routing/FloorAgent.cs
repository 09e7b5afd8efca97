namespace Kindline.Engine.Routing;

/// <summary>One agent as the floor knows them.</summary>
internal sealed class FloorAgent(AgentId id)
{
    public AgentId Id { get; } = id;

    public AgentState State { get; set; } = AgentState.SignedOut;

    public string? Reason { get; set; }

    public DateTimeOffset Since { get; set; }

    public bool HasPhone { get; set; }

    public NextState? Next { get; set; }

    /// <summary>The contact offered or talked to, or asked about by its agent.</summary>
    public Contact? Contact { get; set; }

    /// <summary>The interaction at hand: as <see cref="Contact"/>, and also the one being wrapped up.</summary>
    public InteractionId? Interaction { get; set; }

    /// <summary>The interaction last worked on; the one before where another is at hand.</summary>
    public InteractionId? LastWorked { get; set; }

    public RoutingProfile Profile { get; set; } = RoutingProfile.Empty;

    /// <summary>One for each queue of the profile that exists.</summary>
    public Seat[] Seats { get; set; } = [];

    public long ReadyOrder { get; set; }

    public Seat? SeatAt(FloorQueue queue) => Array.Find(Seats, seat => seat.Queue == queue);

    public AgentSnapshot Snapshot() => new(Id, State, Reason, Since, Interaction, Next, HasPhone, Profile, LastWorked);
}

/// <summary>An agent's place at one queue; while the agent is ready it lies in the queue's heap.</summary>
internal sealed class Seat(FloorAgent agent, FloorQueue queue, int level) : IHeapItem
{
    public FloorAgent Agent { get; } = agent;

    public FloorQueue Queue { get; } = queue;

    public int Level { get; } = level;

    public int HeapIndex { get; set; } = -1;
}
