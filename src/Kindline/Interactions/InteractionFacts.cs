using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>The types of interaction events; docs/metrics.md lists their data.</summary>
public static class EventType
{
    public const string Started = "started";
    public const string Matched = "matched";
    public const string Withheld = "withheld";
    public const string Diverted = "diverted";
    public const string Played = "played";
    public const string Queued = "queued";
    public const string PlaceSpoken = "placeSpoken";
    public const string Offered = "offered";
    public const string OfferMissed = "offerMissed";
    public const string OfferFailed = "offerFailed";
    public const string OfferWithdrawn = "offerWithdrawn";
    public const string Overflowed = "overflowed";
    public const string Answered = "answered";
    public const string RecordingStarted = "recordingStarted";
    public const string RecordingEnded = "recordingEnded";
    public const string RecordingFailed = "recordingFailed";
    public const string Digit = "digit";
    public const string Held = "held";
    public const string Resumed = "resumed";
    public const string Muted = "muted";
    public const string Unmuted = "unmuted";
    public const string Transferred = "transferred";
    public const string Consulted = "consulted";
    public const string Joined = "joined";
    public const string Returned = "returned";
    public const string Parked = "parked";
    public const string Unparked = "unparked";
    public const string Moved = "moved";
    public const string Coached = "coached";
    public const string CoachLeft = "coachLeft";
    public const string RecordingRule = "recordingRule";
    public const string Emergency = "emergency";
    public const string EmergencyClosed = "emergencyClosed";
    public const string VoicemailStarted = "voicemailStarted";
    public const string VoicemailEnded = "voicemailEnded";
    public const string HungUp = "hungUp";
    public const string Dialling = "dialling";
    public const string LimitRefused = "limitRefused";
    public const string TrunkTried = "trunkTried";
    public const string Ringing = "ringing";
    public const string Connected = "connected";
    public const string Quality = "quality";
    public const string Ended = "ended";
    public const string Bound = "bound";
    public const string SubjectAdded = "subjectAdded";
    public const string Unbound = "unbound";
    public const string Verified = "verified";
    public const string VerifyFailed = "verifyFailed";
    public const string WrapUpSaved = "wrapUpSaved";
    public const string WrapUpDone = "wrapUpDone";
    public const string Interrupted = "interrupted";
    public const string Merged = "merged";
    public const string Unmerged = "unmerged";
}

/// <summary>The first event of every interaction.</summary>
public sealed record StartedFact(
    PracticeId Practice,
    Channel Channel,
    Direction Direction,
    string From,
    string To,
    string? Line = null,
    AgentId? Agent = null,
    PatientId? Patient = null);

/// <summary>How many patients have the caller's number; the one, where it is exactly one.</summary>
public sealed record MatchedFact(int Patients, PatientId? Patient);

public sealed record PlayedFact(string Prompt, bool ToTheEnd);

public sealed record QueuedFact(QueueId Queue);

public sealed record PlaceFact(int Place);

public sealed record AgentFact(AgentId Agent, string? Reason = null);

/// <summary>Why a caller left the queue for the voicemail.</summary>
public sealed record OverflowFact(string Reason);

public sealed record RecordingFact(RecordingId Recording, double? Seconds = null, string? Reason = null);

public sealed record DigitFact(string Digit);

public sealed record SecondsFact(double Seconds);

public sealed record ToFact(string To);

/// <summary>Whose telephone sent the caller on to us, and why: a word of RFC 5806, such as user-busy.</summary>
/// <param name="From">E.164 where it is a number, "anonymous" where it is withheld.</param>
public sealed record DivertedFact(string From, string Reason);

/// <summary>One try of one trunk of a call out.</summary>
/// <param name="Status">The final SIP status; 408 for silence, 503 where it cannot be reached, 487 where the call was given up.</param>
public sealed record TrunkFact(string Trunk, int Status, string Why);

/// <summary>Who ended it (caller, agent, system) and what the network said, such as "486 Busy Here".</summary>
public sealed record HungUpFact(string By, string? Cause = null);

/// <summary>The last event of the call itself.</summary>
public sealed record EndedFact(Outcome Outcome, bool WrapUp = false, string? Reason = null);

/// <summary>The person whom the agent picked, added or took out at the desk.</summary>
public sealed record PersonFact(PatientId Patient);

/// <summary>Which identifiers were asked for, never what was said.</summary>
/// <param name="Speaker">Who spoke; null where that was not asked yet: the patient.</param>
/// <param name="Rights">What they have earned; null where nothing matched, and in what was noted before rights were kept: all.</param>
public sealed record VerifyFact(PatientId Patient, string Method, AgentId Agent, CallerType? Speaker = null, CallerRights? Rights = null);

/// <summary>What an agent said of the interaction; a field that is absent from the event stays as it was.</summary>
public sealed record WrapUpFact(
    CallerType? CallerType = null,
    PatientId? CallerPatientId = null,
    string? Reason = null,
    string? Source = null,
    bool? Resolved = null,
    string? Notes = null,
    IReadOnlyList<SubjectFact>? Subjects = null,
    FollowUpFact? FollowUp = null);

public sealed record SubjectFact(PatientId? PatientId, string? Disposition, string? Notes = null);

/// <summary>A promise to call back at that time.</summary>
public sealed record FollowUpFact(DateTimeOffset At, string? Note = null);

/// <summary>Who sent the call on, and to whom: one of agent, queue and number.</summary>
public sealed record TransferredFact(AgentId By, AgentId? Agent = null, QueueId? Queue = null, string? Number = null, bool Consulted = false);

/// <summary>Who was asked about the call, or joined it, and what came of it: answered, or why not.</summary>
public sealed record ConsultedFact(AgentId By, AgentId? Agent = null, string? Number = null, bool Answered = false, string? Why = null);

/// <summary>A call that was sent on comes back: to the agent, or to nobody (and then to the head of a queue).</summary>
public sealed record ReturnedFact(AgentId? Agent, string Why);

public sealed record ParkFact(AgentId Agent, string Slot);

/// <summary>Whether the law asks for an announcement, and by which rule.</summary>
/// <param name="Rule">Words: "all parties in CA (agent), one party in TX (area code)".</param>
public sealed record RecordingRuleFact(bool Announced, bool AllParties, string Rule);

/// <summary>A call to the outside that a limit of the centre did not let begin.</summary>
/// <param name="Limit">destination, userCalls, centreCalls, userMinutes or centreMinutes.</param>
public sealed record LimitRefusedFact(AgentId Agent, string Number, string Limit);

/// <param name="Kind">asked or dialled911.</param>
public sealed record EmergencyFact(AgentId Agent, string Kind);

public sealed record EmergencyClosedFact(AgentId Agent, string? Note);

/// <param name="Mode">listen, whisper or barge.</param>
public sealed record CoachedFact(AgentId Agent, string Mode);

/// <summary>How well somebody was heard: the outside party, or one of ours (docs/metrics.md).</summary>
/// <param name="Agent">Null for the outside party.</param>
/// <param name="Encryption">The SRTP suite, or DTLS-SRTP, between that party's side and this machine; "none" where it was plain RTP; null in what was noted before that was known.</param>
public sealed record QualityFact(
    AgentId? Agent, double Mos, double LostPercent, double LatePercent, double JitterMs, double? RoundTripMs, double? LostByPeerPercent, string? Encryption = null);

/// <summary>A patient's record was merged into another: who was named before is the other from now on.</summary>
public sealed record MergedFact(MergeId Merge, PatientId From, PatientId To);

/// <summary>That was undone: what the merge had taken from the one is that one's again.</summary>
/// <param name="From">The record that was left.</param>
/// <param name="To">The one that is there again.</param>
/// <param name="Caller">Whether it was the caller's.</param>
/// <param name="Named">Whether it was among the subjects.</param>
/// <param name="Subject">Its place among the subjects where the merge made one of two; null where it only took its place.</param>
public sealed record UnmergedFact(MergeId Merge, PatientId From, PatientId To, bool Caller, bool Named, SubjectBefore? Subject);

/// <summary>Two subjects as they were before a merge made one of them.</summary>
public sealed record SubjectBefore(
    int Position, string? Disposition, string? Notes, bool Bound, DateTimeOffset? VerifiedAt, string? VerifiedBy,
    string? OtherDisposition, string? OtherNotes, bool OtherBound, DateTimeOffset? OtherVerifiedAt, string? OtherVerifiedBy,
    CallerRights Rights = CallerRights.All, CallerRights OtherRights = CallerRights.All);

/// <summary>An event without more to say than its type and time.</summary>
public sealed record NoFact;
