using System.Text.Json;
using Kindline.Engine;

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
                row.QueueId ??= FactJson.Read<QueuedFact>(data).Queue;
                row.QueuedAt ??= at;
                row.State = InteractionState.Queued;
                break;
            case EventType.Offered:
                row.State = InteractionState.Offered;
                break;
            case EventType.OfferMissed or EventType.OfferFailed or EventType.OfferWithdrawn when row.State == InteractionState.Offered:
                row.State = row.AnsweredAt is null ? InteractionState.Queued : InteractionState.Flow;
                break;
            case EventType.Answered:
                Answer(row, FactJson.Read<AgentFact>(data), at);
                break;
            case EventType.Connected:
                row.AnsweredAt ??= at;
                row.State = InteractionState.Talking;
                BeginTalk(row, at);
                break;
            case EventType.Transferred or EventType.Parked:
                EndTalk(row, at);
                row.State = InteractionState.Flow;
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
                Unverify(row, FactJson.Read<VerifyFact>(data).Patient);
                break;
            case EventType.Merged:
                Merge(row, FactJson.Read<MergedFact>(data));
                break;
            case EventType.Unmerged:
                Unmerge(row, FactJson.Read<UnmergedFact>(data));
                break;
            case EventType.WrapUpSaved:
                WrapUp(row, data);
                break;
            case EventType.WrapUpDone when row.WrappedUpAt is null:
                WrapUpDone(row, data.TryGetProperty("agent", out _) ? FactJson.Read<AgentFact>(data).Agent : null, at);
                break;
        }
    }

    // A peer may send a user part of any length; the column has an end.
    private static string Fitting(string text) => text.Length > 120 ? text[..120] : text;

    private static void Answer(Interaction row, AgentFact fact, DateTimeOffset at)
    {
        row.AgentId = fact.Agent;
        // The first answer of a call out is the agent's own phone: nobody talks before the callee is there.
        if (row.Direction == Direction.Inbound || row.AnsweredAt is not null)
        {
            EndWaiting(row, at);
            row.AnsweredAt ??= at;
            row.State = InteractionState.Talking;
            BeginTalk(row, at);
        }
    }

    /// <summary>An agent whom the call comes back to has done with it what there was to do in between.</summary>
    private static void BeginTalk(Interaction row, DateTimeOffset at)
    {
        if (row.AgentId is not { } agent)
        {
            return;
        }
        EndTalk(row, at);
        Finish(row, agent, at);
        row.Talks.Add(new AgentTalk { InteractionId = row.Id, Position = row.Talks.Count, AgentId = agent, StartedAt = at });
    }

    private static void EndTalk(Interaction row, DateTimeOffset at)
    {
        EndHold(row, at);
        if (row.Talks is [.., { EndedAt: null } talk])
        {
            talk.EndedAt = at;
        }
    }

    private static void Finish(Interaction row, AgentId? agent, DateTimeOffset at)
    {
        foreach (var talk in row.Talks.Where(t => t.WrappedUpAt is null && (agent is null || t.AgentId == agent)))
        {
            talk.WrappedUpAt = at;
        }
    }

    /// <summary>One of those who talked is through with it, or all where none is named; the interaction is when they all are.</summary>
    private static void WrapUpDone(Interaction row, AgentId? agent, DateTimeOffset at)
    {
        Finish(row, agent, at);
        var ended = row.EndedAt is not null;
        if (row.Talks.Count == 0 || (ended && row.Talks.TrueForAll(t => t.WrappedUpAt is not null)))
        {
            WrappedUp(row, at);
            row.State = ended ? InteractionState.Ended : row.State;
        }
    }

    private static void WrappedUp(Interaction row, DateTimeOffset at)
    {
        row.WrappedUpAt = at;
        row.WrapUpSeconds = row.Talks.Count == 0
            ? row.EndedAt is { } ended ? Seconds(ended, at) : 0
            : Math.Round(row.Talks.Sum(t => Seconds(t.EndedAt ?? at, t.WrappedUpAt ?? at)), 3);
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
        EndTalk(row, at);
        row.EndedAt = at;
        row.Outcome = fact.Outcome;
        row.TalkSeconds = row.AnsweredAt is null ? null : Math.Round(row.Talks.Sum(t => Seconds(t.StartedAt, t.EndedAt ?? at)), 3);
        if (row.Talks.Count > 0 && row.Talks.TrueForAll(t => t.WrappedUpAt is not null))
        {
            WrappedUp(row, at);
        }
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
