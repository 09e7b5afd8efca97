namespace Kindline.Engine.Routing;

/// <summary>An agent at one moment.</summary>
/// <param name="Id">The agent.</param>
/// <param name="State">What the agent does.</param>
/// <param name="Reason">Why, where there is a reason (a break, an offer missed).</param>
/// <param name="Since">When this state began.</param>
/// <param name="Interaction">The contact offered, talked to, asked about by a colleague or wrapped up; else null.</param>
/// <param name="Next">A wish kept until the work at hand is over; else null.</param>
/// <param name="HasPhone">Whether a phone is registered.</param>
/// <param name="Profile">The agent's queues.</param>
/// <param name="LastWorked">The contact that the agent last had on the line or in wrap-up, even where nobody talked in it; null before the first.</param>
public sealed record AgentSnapshot(
    AgentId Id,
    AgentState State,
    string? Reason,
    DateTimeOffset Since,
    InteractionId? Interaction,
    NextState? Next,
    bool HasPhone,
    RoutingProfile Profile,
    InteractionId? LastWorked = null);

/// <summary>A queue at one moment. Agents are counted by their profiles; one with two queues counts in both.</summary>
/// <param name="Id">The queue.</param>
/// <param name="Waiting">Contacts in line; those ringing at an agent are not among them.</param>
/// <param name="LongestWaitingSince">When the one who waits longest joined the line; null when nobody waits.</param>
/// <param name="SignedIn">Agents signed in, in whatever state.</param>
/// <param name="Ready">Agents free.</param>
/// <param name="Busy">Agents ringing, on a call, with a caller on hold, talking with a colleague or in wrap-up.</param>
/// <param name="Away">Agents away or without a phone.</param>
public sealed record QueueSnapshot(
    QueueId Id, int Waiting, DateTimeOffset? LongestWaitingSince, int SignedIn, int Ready, int Busy, int Away);
