using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>What the queues are called; Routing knows.</summary>
public interface IQueueNames
{
    Task<IReadOnlyDictionary<QueueId, string>> ReadAsync(IReadOnlyCollection<QueueId> queues, CancellationToken ct);
}

/// <summary>Whose a queue is; Routing knows.</summary>
public interface IQueueOwners
{
    Task<PracticeId?> PracticeOfAsync(QueueId queue, CancellationToken ct);
}

/// <summary>Who has which call just now; Routing knows, before the record of it is in the database.</summary>
public interface ICallsAtHand
{
    /// <summary>
    /// Whether the agent talks in this call or writes it up, or did so last: a caller may hang up while the agent is told whose call it is,
    /// and the record then names no agent, while the page still shows it. Not while it rings, and not where a colleague only asks about it.
    /// </summary>
    Task<bool> HasAsync(AgentId agent, InteractionId call, CancellationToken ct);
}

/// <summary>What dispositions say to a person: "Appointed / New patient / Fax"; Dispositions knows, the expired ones too.</summary>
public interface IDispositionTexts
{
    Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken ct);
}

/// <summary>Which recordings an interaction has; Recording knows.</summary>
public interface IInteractionRecordings
{
    Task<IReadOnlyList<RecordingLine>> ReadAsync(InteractionId interaction, CancellationToken ct);
}

/// <summary>One recording as the interaction's page lists it; kind is call or voicemail.</summary>
public sealed record RecordingLine(RecordingId Id, string Kind, double? Seconds, DateTimeOffset StartedAt);
