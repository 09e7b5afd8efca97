using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>
/// One contact in any channel. The row is the sum of its events (<see cref="InteractionEvent"/>), kept ready for lists and
/// reports; <see cref="InteractionStory"/> is the only code that computes it.
/// </summary>
public sealed class Interaction
{
    public InteractionId Id { get; set; }
    public PracticeId PracticeId { get; set; }
    public Channel Channel { get; set; }
    public Direction Direction { get; set; }

    /// <summary>E.164 where it is a number, else the SIP user part.</summary>
    public string From { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>The dialled number of ours and its name, as the agent says it; null for outbound.</summary>
    public string? Line { get; set; }

    /// <summary>The queue it waited in first: the one whose wait and service level it counts to.</summary>
    public QueueId? QueueId { get; set; }

    /// <summary>Who talked last.</summary>
    public AgentId? AgentId { get; set; }
    public CallerType CallerType { get; set; } = CallerType.Unknown;
    public PatientId? CallerPatientId { get; set; }
    public string? Reason { get; set; }
    public string? Source { get; set; }

    /// <summary>Resolved on first contact, as the agent said (R357).</summary>
    public bool? Resolved { get; set; }

    public string Notes { get; set; } = "";

    /// <summary>When the agent promised to call back; the entry of what we owe is made with it.</summary>
    public DateTimeOffset? FollowUpAt { get; set; }

    public string? FollowUpNote { get; set; }

    /// <summary>How often somebody could not be verified in this interaction (45 CFR 164.514(h)).</summary>
    public int VerifyFailures { get; set; }

    public InteractionState State { get; set; } = InteractionState.Flow;
    public Outcome? Outcome { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>When a person on our side answered (inbound) or the callee did (outbound).</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public DateTimeOffset? WrappedUpAt { get; set; }

    /// <summary>When the running hold began; null while not held.</summary>
    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>From the first queueing to the answer, the hang-up or the overflow; null for calls that never waited.</summary>
    public double? QueueSeconds { get; set; }

    /// <summary>The time that agents of ours had the call, holds and consultations included; not what it waited, stood parked or talked outside in between.</summary>
    public double? TalkSeconds { get; set; }

    public double HoldSeconds { get; set; }

    /// <summary>Of all who talked, added up.</summary>
    public double? WrapUpSeconds { get; set; }

    public bool Recorded { get; set; }
    public bool Voicemail { get; set; }

    /// <summary>How many events the row has taken in; the next one has this number.</summary>
    public int EventCount { get; set; }

    public List<Subject> Subjects { get; set; } = [];

    /// <summary>Who of us talked, in order.</summary>
    public List<AgentTalk> Talks { get; set; } = [];
}

/// <summary>One agent's part of an interaction, from when the outside party heard the agent until the call ended or went on.</summary>
public sealed class AgentTalk
{
    public InteractionId InteractionId { get; set; }

    /// <summary>Counts from 0; an agent whom the call came back to has two.</summary>
    public int Position { get; set; }

    public AgentId AgentId { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public DateTimeOffset? WrappedUpAt { get; set; }
}

/// <summary>A person the interaction is about, with a disposition of its own.</summary>
public sealed class Subject
{
    public long Id { get; set; }
    public InteractionId InteractionId { get; set; }
    public int Position { get; set; }
    public PatientId? PatientId { get; set; }

    /// <summary>The key of the disposition, null until chosen.</summary>
    public string? Disposition { get; set; }

    public string? Notes { get; set; }

    /// <summary>Picked at the desk: only the desk takes this person out again. The first of them is the person of the call.</summary>
    public bool Bound { get; set; }

    /// <summary>When two identifiers matched; null while this may still be somebody else.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>By which identifiers: "name+dob", "dob+mrn", "new" for a prospect made in this very talk.</summary>
    public string? VerifiedBy { get; set; }

    /// <summary>What whoever was verified may do for this person; without a meaning before that.</summary>
    public CallerRights Rights { get; set; } = CallerRights.All;
}

/// <summary>One timed fact of an interaction; never changed, never deleted. Seq counts from 0 within the interaction.</summary>
public sealed class InteractionEvent
{
    public InteractionId InteractionId { get; set; }
    public int Seq { get; set; }
    public DateTimeOffset At { get; set; }
    public string Type { get; set; } = "";

    /// <summary>A JSON object; its shape depends on the type (docs/metrics.md lists them).</summary>
    public string Data { get; set; } = "{}";
}

public enum Channel
{
    Voice,
    Sms,
    Email,
    Chat,
    Fax,
    Social,
}

public enum Direction
{
    Inbound,
    Outbound,
}

public enum InteractionState
{
    Flow,
    Queued,
    Offered,
    Talking,
    Held,
    WrapUp,
    Ended,
}

public enum Outcome
{
    Handled,
    Abandoned,
    Voicemail,
    Callback,
    Overflow,
    Interrupted,
    Failed,
}

public enum CallerType
{
    Unknown,
    Patient,
    Relative,
    Provider,
    Payer,
    Pharmacy,
    Other,
}
