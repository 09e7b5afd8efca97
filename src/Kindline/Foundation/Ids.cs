namespace Kindline.Foundation;

/// <summary>A medical group; the boundary of data.</summary>
public readonly record struct PracticeId(Guid Value)
{
    public static bool TryParse(string? text, out PracticeId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A person who is served, or a prospect.</summary>
public readonly record struct PatientId(Guid Value)
{
    public static bool TryParse(string? text, out PatientId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A file of patients that was taken in.</summary>
public readonly record struct ImportId(Guid Value)
{
    public static bool TryParse(string? text, out ImportId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A fact that a practice keeps of its patients beside the usual ones.</summary>
public readonly record struct PatientFieldId(Guid Value)
{
    public static bool TryParse(string? text, out PatientFieldId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Two records that may be one person's.</summary>
public readonly record struct PairId(Guid Value)
{
    public static bool TryParse(string? text, out PairId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Two records made one.</summary>
public readonly record struct MergeId(Guid Value)
{
    public static bool TryParse(string? text, out MergeId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A team of agents under one supervisor.</summary>
public readonly record struct TeamId(Guid Value)
{
    public static bool TryParse(string? text, out TeamId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A task in a team's list.</summary>
public readonly record struct WorkItemId(Guid Value)
{
    public static bool TryParse(string? text, out WorkItemId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A knowledge card of a practice.</summary>
public readonly record struct CardId(Guid Value)
{
    public static bool TryParse(string? text, out CardId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Something we owe a person: a call-back for a call that was lost.</summary>
public readonly record struct OwedId(Guid Value)
{
    public static bool TryParse(string? text, out OwedId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>One recorded file.</summary>
public readonly record struct RecordingId(Guid Value)
{
    public static bool TryParse(string? text, out RecordingId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A routing profile: which queues an agent serves, and at which level.</summary>
public readonly record struct ProfileId(Guid Value)
{
    public static bool TryParse(string? text, out ProfileId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A booked visit.</summary>
public readonly record struct AppointmentId(Guid Value)
{
    public static bool TryParse(string? text, out AppointmentId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Somebody who asks for an appointment for a patient.</summary>
public readonly record struct RequestId(Guid Value)
{
    public static bool TryParse(string? text, out RequestId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A place where a practice sees patients.</summary>
public readonly record struct LocationId(Guid Value)
{
    public static bool TryParse(string? text, out LocationId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A clinician of a practice.</summary>
public readonly record struct ProviderId(Guid Value)
{
    public static bool TryParse(string? text, out ProviderId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A kind of appointment, with its length.</summary>
public readonly record struct VisitTypeId(Guid Value)
{
    public static bool TryParse(string? text, out VisitTypeId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Agents moved together to other work, by one person at one time.</summary>
public readonly record struct MoveId(Guid Value)
{
    public static bool TryParse(string? text, out MoveId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A saved filter over a practice's people.</summary>
public readonly record struct ListId(Guid Value)
{
    public static bool TryParse(string? text, out ListId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>One change made to many people at once.</summary>
public readonly record struct BulkChangeId(Guid Value)
{
    public static bool TryParse(string? text, out BulkChangeId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Whom a practice works with: a referral partner, a payer, a pharmacy, a vendor.</summary>
public readonly record struct OrganisationId(Guid Value)
{
    public static bool TryParse(string? text, out OrganisationId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A meeting with a referral partner.</summary>
public readonly record struct MeetingId(Guid Value)
{
    public static bool TryParse(string? text, out MeetingId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>What stands between us and a referral partner.</summary>
public readonly record struct IssueId(Guid Value)
{
    public static bool TryParse(string? text, out IssueId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>Somebody who works for a practice or its centre.</summary>
public readonly record struct StaffId(Guid Value)
{
    public static bool TryParse(string? text, out StaffId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>What agents of a practice say on a call.</summary>
public readonly record struct ScriptId(Guid Value)
{
    public static bool TryParse(string? text, out ScriptId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>A way into another system of a practice.</summary>
public readonly record struct LinkId(Guid Value)
{
    public static bool TryParse(string? text, out LinkId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>An archive of everything that a practice owns.</summary>
public readonly record struct ExportId(Guid Value)
{
    public static bool TryParse(string? text, out ExportId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>One opening of a VIP's record.</summary>
public readonly record struct OpeningId(Guid Value)
{
    public static bool TryParse(string? text, out OpeningId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}

/// <summary>That an old contact of a patient is to be told of a change.</summary>
public readonly record struct NoticeId(Guid Value)
{
    public static bool TryParse(string? text, out NoticeId id) => TypedId.TryParse(text, out id, static g => new(g));

    public override string ToString() => Value.ToString();
}
