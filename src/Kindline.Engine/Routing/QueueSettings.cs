namespace Kindline.Engine.Routing;

/// <summary>How one queue behaves.</summary>
/// <param name="Id">The queue.</param>
/// <param name="Strategy">Who of several ready agents is chosen: a name known to <see cref="Strategies.RoutingStrategies"/>.</param>
/// <param name="OfferFor">How long one agent's phone rings before the next agent is tried; above zero.</param>
/// <param name="MaxWaiting">How many may wait; one more overflows on arrival. A caller who is ringing at an agent does not count.</param>
/// <param name="AutoAnswer">The agent's phone answers by itself; passed on with each offer.</param>
/// <param name="Priority">Greater is served sooner, across all queues that an agent has. 0 is usual.</param>
/// <param name="OverflowWhenNobodyReady">
/// Callers overflow when no agent of the queue is ready or will be without doing anything (all away, phone lost or signed out);
/// agents at work on a contact or in wrap-up keep the line open. False: callers wait regardless.
/// </param>
public sealed record QueueSettings(
    QueueId Id, string Strategy, TimeSpan OfferFor, int MaxWaiting, bool AutoAnswer, int Priority, bool OverflowWhenNobodyReady)
{
    /// <summary>The usual settings: longest idle agent, 12 s for each offer, ten may wait, overflow when nobody serves.</summary>
    public static QueueSettings For(QueueId id) =>
        new(id, Strategies.LongestIdle.Called, TimeSpan.FromSeconds(12), 10, AutoAnswer: false, Priority: 0, OverflowWhenNobodyReady: true);
}

/// <summary>Which queues an agent serves, and how near each is to the agent's own work.</summary>
/// <param name="Queues">Each queue at most once; a queue the floor does not know yet counts from the moment it is set.</param>
public sealed record RoutingProfile(IReadOnlyList<ProfileQueue> Queues)
{
    /// <summary>No queue at all.</summary>
    public static RoutingProfile Empty { get; } = new([]);
}

/// <summary>One queue of a profile.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Level">Agents of level 1 are tried before those of level 2, whoever is longer idle.</param>
public readonly record struct ProfileQueue(QueueId Queue, int Level);
