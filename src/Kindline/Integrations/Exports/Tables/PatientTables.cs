using Kindline.Appointments;
using Kindline.Appointments.Requests;
using Kindline.Foundation;
using Kindline.Lists;
using Kindline.Lists.Bulk;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Import;
using Kindline.Patients.Notices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>The people of a practice, and what was done with their records.</summary>
internal static class PatientTables
{
    public static readonly IReadOnlyList<ExportTable> All =
    [
        ExportTable.Root<Patient, PatientId>("patients", "a patient, or a prospect who may become one", p => p.Id, static (db, practice) => db.Patients.Where(p => p.PracticeId == practice), """
            Id, PracticeId
            Kind: a patient has been here, a prospect not yet
            Mrn: the practice's own record number; a prospect has none yet
            FirstName: given names
            LastName: family name
            BornOn: date of birth
            Language: spoken, as two letters of ISO 639-1
            Street: street and number
            City: city
            State: two letters
            Zip: ZIP code
            Email
            Plan: insurance plan, in the practice's words
            BalanceCents: owed to the practice, in cents of a US dollar; below zero the practice owes; empty where not known
            Payer: whose plan it is, such as an insurance company
            MemberId: the number that the payer knows the person by
            GroupNumber: the group by which the payer knows the plan
            PolicyHolder: who holds the policy, for the person; empty where not known
            CoveredFrom: first day of this coverage
            CoveredUntil: last day of it; empty without an end
            ReferredBy: who sent the person here, in the practice's words
            ReferredById: id in organisations.csv of that partner
            ReferredAt: when that partner was written down
            AssignedTo: id in users.csv of who is to work on the account
            AssignedAt: since when they are
            Source: where they heard of the practice
            Medications: the medicines in the EMR, one a line
            ChartNotes: notes of the chart in the EMR
            ChartAsOf: when the two of them last changed here
            Remarks: what whoever speaks with them next should know
            Vip: whether the record is hidden from staff until they say why they need it
            Status: as the practice counts them
            Portal: whether they use the practice's portal
            DoNotCallSince: since when they want no calls at all; empty where they do not mind
            NeverAtWork: wish never to be called at work
            NoVoicemail: wish that nothing is left on a voicemail
            NoTexts: wish for no text messages
            NoEmail: wish for no e-mail
            NoMail: wish for no letters
            WishNote: what else they asked for
            DeathReportedAt: when somebody said that the person has died
            DeathReportedBy: id in users.csv of who wrote that down
            DeathConfirmedAt: when it was confirmed
            ReleasesHeldUntil: until then no records are sent, as the address has just changed
            AsOf: as of when this is known
            AsOfSource: from where: an import, or the name of who typed it
            Version
            ImportId
            MergedIntoId: id in patients.csv of the record that this one was merged into; empty where it stands for itself
            - FamilyKey, GivenKey, MrnKey, MrnTail, EmailKey: made of the name, the number and the address, to look for them
            """),
        ExportTable.Child<Patient, PatientPhone, PatientId>("patient-phones", "a number on which a person is reached", n => n.PatientId, """
            Id, PatientId
            Number: E.164
            Type: what kind of line
            IsWork: whether it is where they work
            - Tail: the number from its end, to look for it
            """),
        ExportTable.Child<Patient, PatientAlert, PatientId>("patient-alerts", "what whoever speaks with a person has to know first", a => a.PatientId, """
            Id, PatientId
            Level: how urgent
            Text: what
            """),
        ExportTable.Child<Patient, PatientProxy, PatientId>("patient-proxies", "somebody who speaks for a person, or may be spoken to about one", x => x.PatientId, """
            Id, PatientId
            Name: of the proxy
            Relationship: what the proxy is to the person
            Phone
            MayBook: books, moves and cancels appointments
            MayHear: may be told of visits, results and records
            MayBill: may be told of the balance, and pays
            EndsAtMajority: whether it ends when the person comes of age
            EndsOn: last day; empty where none was set
            Note
            """),
        ExportTable.Child<Patient, PatientCoverage, PatientId>("patient-coverages", "a coverage behind the first one, which stands in patients.csv", c => c.PatientId, """
            Id, PatientId
            Position: 1 is the second coverage of the person
            Payer: whose plan it is
            Plan: insurance plan, in the practice's words
            MemberId: the number that the payer knows the person by
            GroupNumber: the group by which the payer knows the plan
            PolicyHolder: who holds the policy, for the person; empty where not known
            FromOn: first day
            UntilOn: last day; empty without an end
            """),
        ExportTable.Root<PatientField, PatientFieldId>("patient-fields", "a fact of its own that the practice keeps of its people", f => f.Id,
            static (db, practice) => db.PatientFields.Where(f => f.PracticeId == practice), """
            Id, PracticeId
            Label: its name
            Kind: what may be written in it
            Choices: what may be chosen, in order, where it is a choice
            Position, RetiredAt
            """),
        ExportTable.Child<Patient, PatientFieldValue, PatientId>("patient-field-values", "what is known of one person for one of the practice's own fields", v => v.PatientId, """
            Id, PatientId
            FieldId: id in patient-fields.csv
            Value: number, day as yyyy-MM-dd, yes or no, or text, as the field's kind says
            """),
        ExportTable.Root<Appointment, AppointmentId>("appointments", "a booked visit of one person with one provider", a => a.Id,
            static (db, practice) => db.Appointments.Where(a => a.PracticeId == practice), """
            Id, PracticeId, PatientId, ProviderId, LocationId, VisitTypeId
            StartsAt: when it begins
            Minutes: how long it is, in minutes
            State: what became of it
            BookedAt: when it was booked
            Confidential: whether it is shown by its date alone until somebody says why they need more
            """),
        ExportTable.Root<GuardedOpening, OpeningId>("vip-openings", "the record of a VIP opened by one person for a time", o => o.Id,
            static (db, practice) => db.GuardedOpenings.Where(o => o.PracticeId == practice), """
            Id, PracticeId, PatientId
            UserId: id in users.csv of who opened it
            Reason: what for
            Text: why, in words; empty for a call
            InteractionId: id in interactions.csv of the call that it was opened for
            OpenedAt: when
            EndsAt: until when at the latest
            ReviewedBy: id in users.csv of who looked at it afterwards
            ReviewedAt: when
            ReviewNote: what they noted
            """),
        ExportTable.Root<ContactNotice, NoticeId>("contact-notices", "an old contact of a person that is to be told of a change", n => n.Id,
            static (db, practice) => db.ContactNotices.Where(n => n.PracticeId == practice), """
            Id, PracticeId, PatientId
            Way: how they are told
            To: the old number as E.164, e-mail address or address
            Changed: what was changed, by name
            CreatedAt: when
            DueAt: until when they are to be told
            Forbidden: what in the record forbids this way; empty where nothing does
            Outcome: what came of it
            ToldAt: when somebody said so
            ToldBy: id in users.csv of who
            Note: how they were told, or why they could not be
            """),
        ExportTable.Root<AppointmentRequest, RequestId>("appointment-requests", "somebody asked for an appointment for a person", r => r.Id,
            static (db, practice) => db.AppointmentRequests.Where(r => r.PracticeId == practice), """
            Id, PracticeId, PatientId
            SenderId: id in organisations.csv of the referral partner that asked; empty where it was the person
            Source: by which way
            VisitTypeId, ProviderId
            ReceivedAt: when it came
            DueAt: until when it was to be handled
            Note: as it was received
            State: how far it has come
            StateAt: since when
            HandledAt: when it came to an end; empty while it is open
            AppointmentId: id in appointments.csv of the visit that came of it last
            Version
            """),
        ExportTable.Child<AppointmentRequest, RequestChange, RequestId>("appointment-request-steps", "a step of a request; never changed", c => c.RequestId, """
            Id
            RequestId: id in appointment-requests.csv
            State: where it stood from then on
            At: when
            By: id in users.csv
            Note: what came of it
            AppointmentId: id in appointments.csv of the visit that was booked
            """),
        ExportTable.Root<PatientPair, PairId>("duplicate-pairs", "two records that may be one person's, and what was decided", p => p.Id,
            static (db, practice) => db.PatientPairs.Where(p => p.PracticeId == practice), """
            Id, PracticeId
            OneId: id in patients.csv of the older record
            OtherId: id in patients.csv of the other
            Probability: 0 to 1, how likely it is one person
            Agreement: what agreed when they were compared
            State: what was decided
            FoundAt: when the pair was found
            DecidedAt: when it was decided
            DecidedBy: id in users.csv
            MergeId
            """),
        ExportTable.Root<PatientMerge, MergeId>("merges", "two records that were made one", m => m.Id, static (db, practice) => db.PatientMerges.Where(m => m.PracticeId == practice), """
            Id, PracticeId
            SurvivorId: id in patients.csv of the record that is left
            GoneId: id in patients.csv of the record that leads to it
            Change: JSON, what it changed in the record that is left
            MergedAt: when
            MergedBy: id in users.csv
            UndoneAt: when it was undone; empty where it stands
            UndoneBy: id in users.csv
            """),
        ExportTable.Child<PatientMerge, MovedRow, MergeId>("merge-rows", "a row that a merge moved from one record to the other", r => r.MergeId, """
            Id, MergeId
            Table: of which kind
            RowId: id in that kind's file
            Was: JSON, what it was before
            """),
        ExportTable.Root<PatientImport, ImportId>("imports", "a file of people that was taken in", i => i.Id, static (db, practice) => db.Set<PatientImport>().Where(i => i.PracticeId == practice), """
            Id, PracticeId
            Kind: what its people are
            FileName: of the file
            FileHash: SHA-256 of the file, in hexadecimal
            State: what became of it
            BegunAt: when it was brought
            EndedAt: when it was taken in
            ReadTo: line of the last row that was taken in
            Added: people who came with it
            Changed: people whom it changed
            Same: rows that said nothing new
            Rejected: rows of which nothing was taken
            Rows: rows of the file
            UserId: id in users.csv of who brought it; empty for the command at the console
            Columns: which column held what
            DayFirst: whether 3/4/1971 was the third of April
            Why: why it stopped
            """),
        ExportTable.Child<PatientImport, ImportedRow, ImportId>("import-rows", "a row of an imported file that changed a person or was rejected", r => r.ImportId, """
            Id, ImportId
            Line: in the file
            IsRejected: whether nothing of it was taken
            PatientId
            Change: JSON, each field before and after
            Why: why it was rejected, or what was left out
            """),
        ExportTable.Whole<RememberedColumns>("import-columns", "which column held what the last time that a file with this header came",
            static (db, practice) => db.Set<RememberedColumns>().Where(c => c.PracticeId == practice), """
            PracticeId
            HeaderHash: SHA-256 of the names of the columns
            Columns: which column held what
            DayFirst: whether 3/4/1971 was the third of April
            UsedAt: when such a file came last
            """),
        ExportTable.Root<BulkChange, BulkChangeId>("bulk-changes", "one field of many people set to one value", c => c.Id, static (db, practice) => db.BulkChanges.Where(c => c.PracticeId == practice), """
            Id, PracticeId
            ListId: id in lists.csv
            ListName: its name then
            UserId
            RoleKey: their role then
            Field: which
            Label: its name then
            Value: to what; empty empties it
            Reason: what for
            State: how far it has come
            BegunAt: when it was started
            EndedAt: when it was done
            People: how many it is about
            Planned: how many of them were to be changed
            Changed: how many were
            Same: who had the value already
            LeftOut: who was not changed
            UndoneBy: id in users.csv of who undid it
            UndoneByRole: their role then
            UndoneAt: when
            Restored: who has again what was before
            Kept: whom the undoing left
            Why: why it stopped
            """),
        ExportTable.Child<BulkChange, BulkPerson, BulkChangeId>("bulk-change-people", "what a bulk change did to one person", p => p.ChangeId, """
            Id
            ChangeId: id in bulk-changes.csv
            PatientId
            Outcome: what became of them
            Why: why they were left
            Before: the value when it was started
            After: the value that was written
            """),
        ExportTable.Root<PatientList, ListId>("lists", "a saved filter over the practice's people", l => l.Id, static (db, practice) => db.PatientLists.Where(l => l.PracticeId == practice), """
            Id, PracticeId, Name, OwnerId
            IsShared: whether all of the practice who work with lists see it
            Filter: JSON, the conditions
            Columns: JSON, the columns that it shows
            Sort: the column that it is sorted by
            IsDescending: whether the highest comes first
            ChangedAt, ChangedBy, Version, DeletedAt
            """),
    ];
}
