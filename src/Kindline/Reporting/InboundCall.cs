using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Reporting;

/// <summary>What reports know of one inbound call: the one form that every metric, total and drill-down counts from.</summary>
public sealed record InboundCall
{
    public required InteractionId Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>In the practice's zone. A clock hour that comes twice in autumn is one bucket.</summary>
    public required DateOnly Day { get; init; }

    public required int Hour { get; init; }
    public required QueueId? QueueId { get; init; }
    public required AgentId? AgentId { get; init; }
    public required CallerType CallerType { get; init; }
    public required string? Source { get; init; }
    public required bool Resolved { get; init; }
    public required Outcome? Outcome { get; init; }

    /// <summary>A person on our side answered.</summary>
    public required bool Answered { get; init; }

    /// <summary>The caller is gone; calls that still run are in no figure.</summary>
    public required bool Ended { get; init; }

    /// <summary>From the start to the end of the call.</summary>
    public required double Seconds { get; init; }

    public required double? QueueSeconds { get; init; }
    public required double? TalkSeconds { get; init; }
    public required double HoldSeconds { get; init; }
    public required double? WrapUpSeconds { get; init; }
    public required bool Voicemail { get; init; }

    /// <summary>The number had called the practice before on this day.</summary>
    public required bool Repeat { get; init; }

    /// <summary>The N of "answered within N seconds" of its queue.</summary>
    public required int ServiceLevelSeconds { get; init; }
}
