using System.Text.Json;

namespace Kindline.Interactions;

/// <summary>
/// Takes an event into the interaction's row: the only code that computes state, outcome and seconds, so that a replayed journal
/// gives the same row. An event that does not fit the row's state changes nothing but the count.
/// </summary>
public static partial class InteractionStory
{
    /// <summary>The row that a "started" event begins.</summary>
    public static Interaction Begin(Engine.InteractionId id, StartedFact fact, DateTimeOffset at) => new()
    {
        Id = id,
        PracticeId = fact.Practice,
        Channel = fact.Channel,
        Direction = fact.Direction,
        From = Fitting(fact.From),
        To = Fitting(fact.To),
        Line = fact.Line,
        AgentId = fact.Agent,
        CallerPatientId = fact.Patient,
        StartedAt = at,
        // Whoever is called by name is whom it is about; whether they pick up themselves is another question.
        Subjects = fact.Patient is { } called ? [new Subject { InteractionId = id, PatientId = called, Bound = true }] : [],
    };

    public static void Apply(Interaction row, string type, JsonElement data, DateTimeOffset at)
    {
        row.EventCount++;
        switch (type)
        {
            case EventType.Matched when row.CallerPatientId is null:
                row.CallerPatientId = FactJson.Read<MatchedFact>(data).Patient;
                break;
            case EventType.Queued:
                row.QueueId = FactJson.Read<QueuedFact>(data).Queue;
                row.QueuedAt ??= at;
                row.State = InteractionState.Queued;
                break;
            case EventType.Offered:
                row.State = InteractionState.Offered;
                break;
            case EventType.OfferMissed or EventType.OfferFailed or EventType.OfferWithdrawn when row.State == InteractionState.Offered:
                row.State = InteractionState.Queued;
                break;
            case EventType.Answered:
                Answer(row, FactJson.Read<AgentFact>(data), at);
                break;
            case EventType.Connected:
                row.AnsweredAt ??= at;
                row.State = InteractionState.Talking;
                break;
            case EventType.Held when row.State == InteractionState.Talking:
                row.HeldAt = at;
                row.State = InteractionState.Held;
                break;
            case EventType.Resumed when row.State == InteractionState.Held:
                EndHold(row, at);
                row.State = InteractionState.Talking;
                break;
            case EventType.Overflowed or EventType.VoicemailStarted:
                EndWaiting(row, at);
                row.State = InteractionState.Flow;
                break;
            case EventType.VoicemailEnded:
                row.Voicemail = true;
                break;
            case EventType.RecordingStarted:
                row.Recorded = true;
                break;
            case EventType.Ended when row.EndedAt is null:
                End(row, FactJson.Read<EndedFact>(data), at);
                break;
            case EventType.Interrupted when row.EndedAt is null:
                End(row, new EndedFact(Outcome.Interrupted), at);
                break;
            case EventType.Bound:
                Bind(row, FactJson.Read<PersonFact>(data).Patient);
                break;
            case EventType.SubjectAdded:
                AddSubject(row, FactJson.Read<PersonFact>(data).Patient);
                break;
            case EventType.Unbound:
                Unbind(row, FactJson.Read<PersonFact>(data).Patient);
                break;
            case EventType.Verified:
                Verify(row, FactJson.Read<VerifyFact>(data), at);
                break;
            case EventType.VerifyFailed:
                row.VerifyFailures++;
                break;
            case EventType.WrapUpSaved:
                WrapUp(row, data);
                break;
            case EventType.WrapUpDone when row.WrappedUpAt is null:
                row.WrappedUpAt = at;
                row.WrapUpSeconds = row.EndedAt is { } ended ? Seconds(ended, at) : 0;
                row.State = row.EndedAt is null ? row.State : InteractionState.Ended;
                break;
        }
    }

    // A peer may send a user part of any length; the column has an end.
    private static string Fitting(string text) => text.Length > 120 ? text[..120] : text;

    private static void Answer(Interaction row, AgentFact fact, DateTimeOffset at)
    {
        row.AgentId = fact.Agent;
        if (row.Direction == Direction.Inbound)
        {
            EndWaiting(row, at);
            row.AnsweredAt ??= at;
            row.State = InteractionState.Talking;
        }
    }

    // To the millisecond; a clock that was set back in between makes no time negative.
    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Math.Round((to - from).TotalSeconds, 3));

    private static void EndWaiting(Interaction row, DateTimeOffset at) =>
        row.QueueSeconds ??= row.QueuedAt is { } queued ? Seconds(queued, at) : null;

    private static void EndHold(Interaction row, DateTimeOffset at)
    {
        row.HoldSeconds += row.HeldAt is { } held ? Seconds(held, at) : 0;
        row.HeldAt = null;
    }

    private static void End(Interaction row, EndedFact fact, DateTimeOffset at)
    {
        EndWaiting(row, at);
        EndHold(row, at);
        row.EndedAt = at;
        row.Outcome = fact.Outcome;
        row.TalkSeconds = row.AnsweredAt is { } answered ? Seconds(answered, at) : null;
        row.State = fact.WrapUp && row.WrappedUpAt is null ? InteractionState.WrapUp : InteractionState.Ended;
    }

    /// <summary>A field that is absent leaves the row as it was, one that is null clears it.</summary>
    private static void WrapUp(Interaction row, JsonElement data)
    {
        var fact = FactJson.Read<WrapUpFact>(data);
        row.CallerType = Has("callerType") ? fact.CallerType ?? CallerType.Unknown : row.CallerType;
        row.CallerPatientId = Has("callerPatientId") ? fact.CallerPatientId : row.CallerPatientId;
        row.Reason = Has("reason") ? fact.Reason : row.Reason;
        row.Source = Has("source") ? fact.Source : row.Source;
        row.Resolved = Has("resolved") ? fact.Resolved : row.Resolved;
        row.Notes = Has("notes") ? fact.Notes ?? "" : row.Notes;
        if (Has("followUp"))
        {
            (row.FollowUpAt, row.FollowUpNote) = (fact.FollowUp?.At, fact.FollowUp?.Note);
        }
        if (fact.Subjects is { } subjects)
        {
            WriteSubjects(row, subjects);
        }

        bool Has(string field) => data.TryGetProperty(field, out _);
    }
}
