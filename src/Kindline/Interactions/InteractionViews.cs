using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>An id with its name.</summary>
public sealed record Named<TId>(TId Id, string Name);

/// <summary>An interaction as lists, reports and the desktop show it.</summary>
public record InteractionView
{
    public required InteractionId Id { get; init; }
    public required Named<PracticeId> Practice { get; init; }
    public required Channel Channel { get; init; }
    public required Direction Direction { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string? Line { get; init; }
    public required Named<QueueId>? Queue { get; init; }
    public required Named<AgentId>? Agent { get; init; }
    public required CallerType CallerType { get; init; }
    public required PatientId? CallerPatientId { get; init; }
    public required IReadOnlyList<SubjectView> Subjects { get; init; }
    public required string? Reason { get; init; }
    public required string? Source { get; init; }
    public required bool? Resolved { get; init; }
    public required InteractionState State { get; init; }
    public required Outcome? Outcome { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset? AnsweredAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
    public required double? QueueSeconds { get; init; }
    public required double? TalkSeconds { get; init; }
    public required double HoldSeconds { get; init; }
    public required double? WrapUpSeconds { get; init; }
    public required bool Recorded { get; init; }
    public required bool Voicemail { get; init; }
}

/// <summary>An interaction with its story and what the asking person may do with it.</summary>
public sealed record InteractionDetail : InteractionView
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public InteractionDetail(InteractionView view)
        : base(view)
    {
    }

    public IReadOnlyList<EventView> Events { get; init; } = [];
    public IReadOnlyList<RecordingLine> Recordings { get; init; } = [];

    /// <summary>Patients of the practice who have the outside party's number: possible, not verified, hence the name alone.</summary>
    public IReadOnlyList<MatchView> Matches { get; init; } = [];

    public string? Notes { get; init; }

    /// <summary>The call-back that the agent promised, or null.</summary>
    public FollowUpView? FollowUp { get; init; }

    /// <summary>An agent spoke, the call is over, and its wrap-up is not done.</summary>
    public bool WrapUpNeeded { get; init; }

    public bool CanListen { get; init; }
    public bool CanEditWrapUp { get; init; }
}

/// <param name="Vip">True of a person whose record is hidden until somebody says why; null of others.</param>
public sealed record SubjectView(PatientId? PatientId, string? Name, string? Disposition, string? DispositionText, string? Notes, bool? Vip = null);

public sealed record EventView(DateTimeOffset At, string Type, JsonElement Data);

/// <param name="Vip">A person whose record is hidden until somebody says why.</param>
public sealed record MatchView(PatientId PatientId, string Name, bool Vip);

public sealed record FollowUpView(DateTimeOffset At, string? Note);
