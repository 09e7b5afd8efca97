using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Practices.Contacts;

namespace Kindline.Desk;

/// <summary>The call at an agent's desk: whose line it is, who may be calling, and of those who were verified all that the work needs.</summary>
/// <param name="PeopleOnNumber">How many people of the practice have the outside party's number.</param>
/// <param name="Candidates">The first of them, by name only: a number can be forged.</param>
/// <param name="Bound">The person of the call, as the agent picked them: the first of the subjects.</param>
/// <param name="Verification">Whether the bound person is verified, or anybody can still be.</param>
/// <param name="Subjects">All whom the call is about, the bound person first.</param>
/// <param name="Rules">What the practice asks of each who may speak.</param>
/// <param name="Script">What the practice wants said, filled in; null where it has no words of its own for this call.</param>
internal sealed record DeskCall(
    InteractionId Id, Named<PracticeId> Practice, string? Line, Direction Direction, string From, string To, int PeopleOnNumber,
    IReadOnlyList<Candidate> Candidates, PatientId? Bound, Verification Verification, PersonCard? Person, IReadOnlyList<DeskSubject> Subjects,
    IReadOnlyList<VerificationRuleView> Rules, string? Script);

/// <param name="Vip">A person whose record is hidden until somebody says why, or is verified.</param>
internal sealed record Candidate(PatientId PatientId, string Name, bool Vip);

/// <summary>Somebody the call is about; the card is there once two identifiers matched.</summary>
internal sealed record DeskSubject(PatientId? PatientId, string? Name, bool Verified, PersonCard? Person, bool Vip);

/// <summary>How far it is known that the caller speaks of the person they name.</summary>
/// <param name="Failures">Of this call, whoever was tried.</param>
/// <param name="Method">The identifiers that matched: "name+dob", "dob+mrn", "dob+zip", "dob+phone", or "new".</param>
/// <param name="Speaker">Who was verified; null before.</param>
internal sealed record Verification(VerificationState State, int Failures, string? Method, DateTimeOffset? At, CallerType? Speaker)
{
    /// <summary>So many failures lock a call (45 CFR 164.514(h)).</summary>
    public const int MostFailures = 3;

    public static bool IsLocked(Interaction row) => row.VerifyFailures >= MostFailures;

    public static Verification Of(Interaction row, PatientId? patient)
    {
        var subject = row.Subjects.Find(s => s.PatientId == patient && s.VerifiedAt is not null);
        var state = subject is not null ? VerificationState.Verified
            : IsLocked(row) ? VerificationState.Locked : VerificationState.NotVerified;
        return new Verification(state, row.VerifyFailures, subject?.VerifiedBy, subject?.VerifiedAt, subject is null ? null : row.CallerType);
    }
}

internal enum VerificationState
{
    NotVerified,
    Verified,
    Locked,
}

/// <summary>A person as the desk shows them, facts in a fixed order.</summary>
/// <param name="TimeZone">IANA; of the practice: visits are read out as the practice's clock shows them, wherever the agent sits.</param>
/// <param name="Age">Whole years, in the practice's own zone.</param>
/// <param name="Balance">In cents; null where the role may not see it (compliance 1.3), or it is not known.</param>
/// <param name="LastContact">The last time somebody of ours spoke or wrote with them, this call left out (R81).</param>
/// <param name="Timeline">Contacts, visits and requests, newest first, thirty at most.</param>
/// <param name="Record">All that is on file, as it can be changed; null where who speaks may not be told of it.</param>
/// <param name="Earned">What who speaks may; all of it where nobody does.</param>
/// <param name="Requests">The open requests for an appointment.</param>
/// <param name="OtherCoverages">Whether the payers behind the first are accepted, in the order of the record.</param>
/// <param name="Links">Ways into other systems of the practice.</param>
internal sealed record PersonCard(
    PatientId PatientId, PatientKind Kind, string Name, string TimeZone, int? Age, DateOnly? BornOn, string? Mrn, string Language, IReadOnlyList<string> Phones,
    string? Address, IReadOnlyList<AlertView> Alerts, LastContact? LastContact, Appointments.VisitView? NextAppointment,
    Appointments.VisitView? LastVisit, string? Plan, int? Balance, IReadOnlyList<TimelineLine> Timeline, RecordView? Record, PracticeId Practice,
    CoverageView? Coverage, EarnedView Earned, bool Vip, IReadOnlyList<Appointments.Requests.RequestView> Requests,
    IReadOnlyList<CoverageView> OtherCoverages, IReadOnlyList<CardLink> Links)
{
    /// <summary>Whether confidential visits are told of and marked: the patient speaks in person, or nobody does.</summary>
    public bool Confides { get; init; }

    /// <summary>What the desk may show while this one speaks: what they have not earned is hidden, so that nobody reads it out.</summary>
    public PersonCard ShownFor(CallerRights rights)
    {
        var (hears, books, bills) = (rights.HasFlag(CallerRights.Hear), rights.HasFlag(CallerRights.Book), rights.HasFlag(CallerRights.Bill));
        return this with
        {
            Age = hears || books ? Age : null,
            BornOn = hears ? BornOn : null,
            Mrn = hears || bills ? Mrn : null,
            Phones = hears || books ? Phones : [],
            Address = hears ? Address : null,
            Alerts = rights is CallerRights.None ? [] : Alerts,
            LastContact = hears ? LastContact : null,
            NextAppointment = hears || books ? NextAppointment : null,
            LastVisit = hears || books ? LastVisit : null,
            Plan = rights is CallerRights.None ? null : Plan,
            Balance = bills ? Balance : null,
            Timeline = hears ? Timeline : [],
            Record = hears ? Record : null,
            Coverage = hears || bills ? Coverage : null,
            Earned = EarnedView.Of(rights),
            Requests = hears || books ? Requests : [],
            OtherCoverages = hears || bills ? OtherCoverages : [],
            Links = hears ? Links : [],
            Confides = rights.HasFlag(CallerRights.Confide),
        };
    }
}

internal sealed record AlertView(string Text, AlertLevel Level);

internal sealed record LastContact(
    DateTimeOffset At, string? By, Direction Direction, Channel Channel, string? Disposition, InteractionId InteractionId);

/// <summary>One line of a person's history; the kind is a channel, visit or request.</summary>
/// <param name="VisitId">Of a visit.</param>
/// <param name="Confidential">A visit of which there is the date alone.</param>
internal sealed record TimelineLine(
    DateTimeOffset At, string Kind, string Text, string? By, InteractionId? InteractionId, AppointmentId? VisitId = null, bool Confidential = false);
