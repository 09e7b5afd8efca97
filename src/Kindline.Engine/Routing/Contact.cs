using System.Diagnostics.CodeAnalysis;

namespace Kindline.Engine.Routing;

internal enum ContactState
{
    Waiting,
    Offered,
    WithAgent,

    /// <summary>Nobody's for now: parked, or on its way to somebody by name or outside. Its flow decides.</summary>
    Apart,
}

/// <summary>One interaction while it is on the floor.</summary>
internal sealed class Contact(InteractionId id, int priority, FloorAgent? preferred) : IHeapItem
{
    public InteractionId Id { get; } = id;

    public int Priority { get; } = priority;

    public FloorAgent? Preferred { get; set; } = preferred;

    /// <summary>The colleague whom its agent asks; beside the agent, never instead.</summary>
    public FloorAgent? Guest { get; set; }

    /// <summary>Offered to one agent by name, in no line meanwhile.</summary>
    public bool ByName { get; set; }

    public ContactState State { get; set; }

    /// <summary>The queue it waits in or came from; an outbound call has none.</summary>
    public FloorQueue Queue
    {
        get => field ?? throw new InvalidOperationException("The contact came through no queue.");
        set;
    }

    public bool AtHead { get; set; }

    /// <summary>Counts up with each arrival on the floor: who came first across queues.</summary>
    public long ArrivalOrder { get; set; }

    public DateTimeOffset WaitingSince { get; set; }

    /// <summary>The lane whose slot it holds: while waiting or offered.</summary>
    public WaitingLane Lane
    {
        get => field ?? throw new InvalidOperationException("The contact stands in no lane.");
        set;
    }

    public int Slot { get; set; } = -1;

    /// <summary>Who is offered it or has it; nobody while it waits.</summary>
    [AllowNull]
    public FloorAgent Agent
    {
        get => field ?? throw new InvalidOperationException("The contact has no agent.");
        set;
    }

    public DateTimeOffset OfferedUntil { get; set; }

    /// <summary>The place among the open offers.</summary>
    public int HeapIndex { get; set; } = -1;

    /// <summary>
    /// The order across queues: queue priority, then those put at the head, then contact priority, then arrival. Compared only
    /// between the first of each queue.
    /// </summary>
    public bool IsBefore(Contact other)
    {
        var (queue, otherQueue) = (Queue.Settings.Priority, other.Queue.Settings.Priority);
        if (queue != otherQueue)
        {
            return queue > otherQueue;
        }

        if (AtHead != other.AtHead)
        {
            return AtHead;
        }

        return Priority != other.Priority && !AtHead ? Priority > other.Priority : ArrivalOrder < other.ArrivalOrder;
    }
}
