using Kindline.Agents;
using Kindline.Dispositions;
using Kindline.Engine;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Recording;
using Kindline.Reporting.Days;
using Kindline.Routing;
using Kindline.Supervision;
using Kindline.WorkItems;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>What happened with those who called and were called, what came of it, and by which numbers, queues and words.</summary>
internal static class CallTables
{
    public static readonly IReadOnlyList<ExportTable> All =
    [
        ExportTable.Root<Interaction, InteractionId>("interactions", "one contact in any channel, such as a call", i => i.Id, static (db, practice) => db.Interactions.Where(i => i.PracticeId == practice), """
            Id, PracticeId
            Channel: by which way
            Direction: who began it
            From: E.164, or the SIP name of who has no number
            To: E.164, or the SIP name
            Line: the dialled number of the practice and its name
            QueueId: id in queues.csv of the first queue that it waited in
            AgentId: id in users.csv of who talked last
            CallerType: who spoke
            CallerPatientId: id in patients.csv
            Reason: why, as it was wrapped up
            Source: where they heard of the practice
            Resolved: whether it was resolved at once; empty where nobody said
            Notes: as they were wrapped up
            FollowUpAt: when a call back was promised for
            FollowUpNote: what for
            VerifyFailures: how often somebody could not be verified in it
            State: where it stands
            Outcome: how it ended
            StartedAt: when it began
            QueuedAt: when it began to wait
            AnsweredAt: when somebody answered
            EndedAt: when it ended
            WrappedUpAt: when it was wrapped up
            HeldAt: since when it is held; empty where it is not
            QueueSeconds: how long it waited, in seconds
            TalkSeconds: how long agents had it, in seconds
            HoldSeconds: how long it was held, in seconds
            WrapUpSeconds: how long it was worked on afterwards, in seconds
            Recorded: whether it was recorded
            Voicemail: whether a voicemail was left
            EventCount: how many events it has
            """),
        ExportTable.Child<Interaction, Subject, InteractionId>("interaction-subjects", "a person whom an interaction is about, with how it ended for them", s => s.InteractionId, """
            Id, InteractionId, Position, PatientId
            Disposition: key in dispositions.csv; empty where none was chosen
            Notes: as they were wrapped up for this person
            Bound: whether the person was picked at the desk
            VerifiedAt: when two identifiers matched
            VerifiedBy: by which
            Rights: what whoever spoke may do for this person
            """),
        ExportTable.Child<Interaction, AgentTalk, InteractionId>("interaction-talks", "one agent's part of an interaction", t => t.InteractionId, """
            InteractionId, Position, AgentId
            StartedAt: when they were heard
            EndedAt: when their part ended
            WrappedUpAt: when they had wrapped it up
            """),
        ExportTable.Child<Interaction, InteractionEvent, InteractionId>("interaction-events", "one timed fact of an interaction; never changed", e => e.InteractionId, """
            InteractionId
            Seq: counts from 0 within the interaction
            At: when
            Type: what happened
            Data: JSON, more of it
            """),
        ExportTable.Root<StoredRecording, RecordingId>("recordings", "a recorded call, or a voicemail", r => r.Id, static (db, practice) => db.Recordings.Where(r => r.PracticeId == practice), """
            Id, InteractionId, PracticeId
            Kind: what it is
            StartedAt: when it begins
            EndedAt: when it ends; empty where a crash cut it
            Seconds: how long it plays, in seconds
            - Path, WrappedKey: where and under which key the centre keeps it
            - Sha256: of the sealed file, which is not here; the sum of the WAV file stands in manifest.json
            """,
            new AddedColumn("file", "in this archive: WAV, 8 kHz, 16 bits, left the outside party, right the practice's side; empty where it is not in it",
                static (row, sounds) => sounds.FileOf(ExportSounds.PathOf(row))),
            new AddedColumn("problem", "why it is not in this archive although recordings were asked for", static (row, sounds) => sounds.WhyNot(ExportSounds.PathOf(row)))),
        ExportTable.Whole<Disposition>("dispositions", "how an interaction may end for a person; one tree for all practices of the centre", static (db, _) => db.Dispositions, """
            Key: interaction-subjects.csv names it by this
            Tree: of which work
            Channels: on which channels it may be used
            Outcome: first step
            Reason: second step
            Source: third step
            NextStep: what it sets going
            Position
            ValidFrom: first day of its use
            ValidTo: last day of its use
            """),
        ExportTable.Whole<FavouriteDisposition>("favourite-dispositions", "a disposition that the practice's agents have at hand",
            static (db, practice) => db.Set<FavouriteDisposition>().Where(f => f.PracticeId == practice), """
            PracticeId, Position
            Key: in dispositions.csv
            """),
        ExportTable.Root<Owed, OwedId>("owed", "a lost call that somebody has to call back, or a promised one", o => o.Id, static (db, practice) => db.Owed.Where(o => o.PracticeId == practice), """
            Id, PracticeId
            Kind: how it was lost
            Number: E.164, or the SIP name of who has no number
            QueueId
            InteractionId: id in interactions.csv of the latest that was lost
            OwnerId: id in users.csv of who has taken it
            CreatedAt: when the first of them was lost
            DueAt: until when to call back
            Promised: whether an agent named the time
            Note: what the promised call is for
            Attempts: how often the person tried in vain
            ClosedAt: when it was settled; empty while it is open
            ClosedBy: id in users.csv
            Closing: how it was settled
            CloseReason: why, where it was settled by hand
            ClosedByInteraction: id in interactions.csv in which the person got through
            """),
        ExportTable.Root<WorkItem, WorkItemId>("work-items", "a task in a team's list", w => w.Id, static (db, practice) => db.WorkItems.Where(w => w.PracticeId == practice), """
            Id, PracticeId
            Kind: what it is
            Title: what is to be done
            QueueId, InteractionId
            AssigneeId: id in users.csv
            State: where it stands
            CreatedAt: when it came up
            DueAt: until when
            DoneAt: when it was done
            DoneBy: id in users.csv
            Note: what was written of it
            """),
        ExportTable.Whole<Number>("numbers", "a telephone number of the practice", static (db, practice) => db.Numbers.Where(n => n.PracticeId == practice), """
            E164: the number
            PracticeId
            Purpose: what the line is for
            QueueId
            ShownOutbound: whether outbound calls show it
            Whisper: spoken to the agent before the caller is heard
            """),
        ExportTable.Root<CallQueue, QueueId>("queues", "a queue with its rules", q => q.Id, static (db, practice) => db.Queues.Where(q => q.PracticeId == practice), """
            Id, PracticeId, Name
            Strategy: which agent is offered a call
            OfferSeconds: how long a phone rings, in seconds
            MaxWaiting: how many may wait; the next goes to voicemail
            AutoAnswer: whether an agent's phone answers by itself
            ServiceLevelSeconds: within which calls should be answered, in seconds
            OwedMinutes: how soon a lost call is called back, in minutes
            WrapUpSeconds: how long the work after a call is meant to take, in seconds
            Priority: higher is served first
            ShowsBalance: whether its calls are about money
            """),
        ExportTable.Root<Profile, ProfileId>("routing-profiles", "which queues an agent serves", p => p.Id, static (db, practice) => db.RoutingProfiles.Where(p => p.PracticeId == practice), """
            Id, PracticeId, Name
            """),
        ExportTable.Child<Profile, ProfileEntry, ProfileId>("routing-profile-queues", "a queue of a routing profile", e => e.ProfileId, """
            ProfileId, QueueId
            Level: 1 is served first
            """),
        ExportTable.Whole<AgentMove>("agent-moves", "one agent's move to other work", static (db, practice) => db.Set<AgentMove>().Where(m => m.PracticeId == practice), """
            MoveId: agents moved together share it
            AgentId, PracticeId
            FromQueueId: id in queues.csv of the queue that was left
            ToQueueId: id in queues.csv of the queue served first
            ToProfileId: id in routing-profiles.csv
            FormerProfileId: id in routing-profiles.csv
            Percent: service level, in percent, at which it ends by itself
            HeldMinutes: for how long it has to be that high, in minutes
            MadeBy: id in users.csv
            MadeAt: when
            EndedAt: when it ended; empty while it lasts
            EndedBy: how it ended
            """),
        ExportTable.Whole<PromptVersion>("prompts", "one version of what callers hear at one place", static (db, practice) => db.Prompts.Where(p => p.PracticeId == practice), """
            PracticeId
            Kind: at which place
            Line: number with words of its own, E.164; empty for all
            Version: counts from 1
            Text: what is spoken where there is no audio
            Source: what the uploaded file was
            Seconds: how long the audio plays, in seconds
            ChangedAt, ChangedBy
            StartsAt: from when on it holds
            EndsAt: until when
            WithdrawnAt: when somebody took it back
            RestoredFrom: the version that it repeats
            - Wav: lies in this archive as a file of its own
            """,
            new AddedColumn("file", "in this archive: the uploaded audio; empty where the text is spoken", static (row, sounds) => sounds.FileOf(ExportSounds.PathOfPrompt(row)))),
        ExportTable.Whole<MetricTarget>("metric-targets", "what the practice wants of one figure", static (db, practice) => db.Set<MetricTarget>().Where(t => t.PracticeId == practice), """
            PracticeId
            Metric: which figure
            Value: in the figure's own unit; empty where a usual target was taken away
            """),
        ExportTable.Whole<FloorThresholds>("floor-thresholds", "from where on supervisors are warned", static (db, practice) => db.Set<FloorThresholds>().Where(t => t.PracticeId == practice), """
            PracticeId
            WrapUpSeconds: work after a call, in seconds
            HoldSeconds: a hold, in seconds
            CallSeconds: a call, in seconds
            MissedOffers: calls that an agent did not take
            LongestWaitSeconds: the longest wait, in seconds
            Waiting: callers who wait
            Percent: answered in time, in percent, below which it warns
            ShowsListening: whether agents see that somebody listens
            """),
        ExportTable.Root<PracticeExport, ExportId>("exports", "an archive like this one", e => e.Id, static (db, practice) => db.PracticeExports.Where(e => e.PracticeId == practice), """
            Id, PracticeId
            Reason: what it was for
            WithRecordings: whether recordings are in it as sound
            State: what became of it
            AskedBy: id in users.csv
            AskedAt: when it was asked for
            EndedAt: when it was whole
            People: patients and prospects in it
            Recordings: in it as sound
            Problems: what could not be put in
            Bytes: of the archive
            Why: why it could not be made
            """),
    ];
}
