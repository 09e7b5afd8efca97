using Kindline.Agents;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Supervision;

/// <summary>The whole floor at one moment, as far as one person may see it. No patient is in it.</summary>
/// <param name="Alerts">Only for those who lead; empty for others.</param>
internal sealed record FloorView(
    DateTimeOffset At, IReadOnlyList<IdName> Practices, IReadOnlyList<IdName> Teams, IReadOnlyList<FloorQueue> Queues,
    IReadOnlyList<FloorAgent> Agents, IReadOnlyList<FloorAlert> Alerts, IReadOnlyList<PracticeHalfHours> Days,
    IReadOnlyList<FloorMove> Moves);

/// <summary>The queues alone: what may hang on a wall.</summary>
internal sealed record BoardView(DateTimeOffset At, IReadOnlyList<FloorQueue> Queues);

/// <param name="LongestSince">When the one who waits longest joined the line.</param>
/// <param name="Within">The N of "answered within N seconds".</param>
internal sealed record FloorQueue(
    QueueId Id, string Name, IdName Practice, int Waiting, DateTimeOffset? LongestSince, int Within, Level Today, Level Recent, int Ready,
    int Busy, int Away, int SignedIn);

/// <summary>Answered within the queue's seconds, of the calls received; docs/metrics.md says what counts.</summary>
internal sealed record Level(double? Percent, int Received);

/// <param name="Practices">All that the agent works for.</param>
/// <param name="Flags">wrapUp, hold, call, missedOffers; only for those who lead.</param>
internal sealed record FloorAgent(
    AgentId Id, string Name, string State, string? Reason, DateTimeOffset Since, IReadOnlyList<Guid> Practices, TeamId? Team,
    IReadOnlyList<IdName> Queues, FloorCall? Call, bool PhoneReachable, int CallsToday, IReadOnlyList<string> Flags);

/// <summary>The call at hand, without the patient.</summary>
internal sealed record FloorCall(
    InteractionId Id, IdName Practice, IdName? Queue, string Direction, DateTimeOffset Since, DateTimeOffset? HeldSince, FloorCoach? Coach);

/// <param name="Mode">listen, whisper or barge.</param>
internal sealed record FloorCoach(AgentId Id, string Name, string Mode);

/// <param name="Kind">
/// trunkDown, trunkUnregistered, poorTrunk, nobodyReady, longestWait, waiting, serviceLevel, phoneLost, poorSound (of the agent), poorCaller (in the
/// agent's call), outsideLimit or sipBlocked.
/// </param>
/// <param name="Queue">Or the agent, or the trunk; one of the three, or none where it is about the whole centre.</param>
/// <param name="Limit">The threshold that was passed: seconds, callers, percent or opinion; of sipBlocked how many sources; 0 where there is none.</param>
/// <param name="Trunk">By name: it is away, or many of its callers sound poor.</param>
internal sealed record FloorAlert(string Kind, IdName? Queue, IdName? Agent, double Limit, string? Trunk = null);

/// <param name="Planned">48 figures from midnight; empty where there is nothing to go by.</param>
internal sealed record PracticeHalfHours(PracticeId Practice, IReadOnlyList<HalfHourCount> Counts, IReadOnlyList<double> Planned);

/// <summary>Agents who serve another queue for a time.</summary>
/// <param name="Percent">With <paramref name="HeldMinutes"/>: the level at which they return by themselves; null: by undo.</param>
internal sealed record FloorMove(MoveId Id, IdName? From, IdName To, IReadOnlyList<IdName> Agents, int? Percent, int? HeldMinutes, DateTimeOffset Since);
