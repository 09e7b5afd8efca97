using Kindline.Desk;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Knowledge;
using Kindline.Practices;
using Kindline.Practices.Contacts;
using Kindline.Practices.Links;
using Kindline.Scripts;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>The practice itself: its directory, whom it works with, what its agents may tell, and who they are.</summary>
internal static class PracticeTables
{
    public static readonly IReadOnlyList<ExportTable> All =
    [
        ExportTable.Root<Practice, PracticeId>("practice", "the practice", p => p.Id, static (db, practice) => db.Practices.Where(p => p.Id == practice), """
            Id, Name
            Specialty: what it treats
            TimeZone: IANA name; opening hours and days are by it
            MostReports: how many may report to one person before a page says that it is too many
            """),
        ExportTable.Whole<OpeningHours>("opening-hours", "one stretch of one weekday in which the practice is open", static (db, practice) => db.Set<OpeningHours>().Where(h => h.PracticeId == practice), """
            Id, PracticeId
            Day: weekday
            OpensAt: in the practice's time zone
            ClosesAt: in the practice's time zone; 00:00:00 is midnight
            """),
        ExportTable.Whole<Closure>("closures", "a day that is not like its weekday", static (db, practice) => db.Set<Closure>().Where(c => c.PracticeId == practice), """
            Id, PracticeId
            On: which day
            Name: why, as callers are told
            OpensAt: in the practice's time zone; empty where it is closed all day
            ClosesAt: in the practice's time zone
            """),
        ExportTable.Root<RecordLink, LinkId>("record-links", "a way from a person's card into another system", l => l.Id, static (db, practice) => db.RecordLinks.Where(l => l.PracticeId == practice), """
            Id, PracticeId, Name
            Kind: of which system
            Template: https address; what is in braces is filled in for the person
            RetiredAt
            """),
        ExportTable.Root<Location, LocationId>("locations", "a place where the practice sees patients", l => l.Id, static (db, practice) => db.Locations.Where(l => l.PracticeId == practice), """
            Id, PracticeId, Name
            Address: postal
            Phone, Fax, Note
            Schedule: how far the centre may use the schedules of those who work there
            OpenFrom: closed before this day
            RetiredAt
            """),
        ExportTable.Child<Location, LocationHours, LocationId>("location-hours", "one stretch of one weekday in which a place is open that has hours of its own", h => h.LocationId, """
            Id, LocationId
            Day: weekday
            OpensAt: in the practice's time zone
            ClosesAt: in the practice's time zone; 00:00:00 is midnight
            """),
        ExportTable.Root<Provider, ProviderId>("providers", "a clinician", p => p.Id, static (db, practice) => db.Providers.Where(p => p.PracticeId == practice), """
            Id, PracticeId, Name
            Specialty: what they treat
            Npi: National Provider Identifier
            AcceptsNewPatients: whether people who were never here are booked with them
            YoungestYears: sees nobody younger, in whole years
            OldestYears: sees nobody older, in whole years
            Schedule: how far the centre may use their schedule
            OpenFrom: closed before this day
            Note, RetiredAt
            """),
        ExportTable.Root<VisitType, VisitTypeId>("visit-types", "a kind of appointment", v => v.Id, static (db, practice) => db.Set<VisitType>().Where(v => v.PracticeId == practice), """
            Id, PracticeId, Name
            Minutes: usual length, in minutes
            IsTelevisit: by picture or telephone
            ForNewPatients: for people who were never here
            Preparation: what the patient has to do or bring
            RetiredAt
            """),
        ExportTable.Root<StaffMember, StaffId>("staff", "somebody who works for the practice or its centre and is asked for", s => s.Id, static (db, practice) => db.Staff.Where(s => s.PracticeId == practice), """
            Id, PracticeId, Name
            Title: what they are
            Department: where they work
            Extension: digits inside the house
            DirectNumber: E.164
            LocationId, UserId
            ReportsToId: id in staff.csv
            SteeringRole: what they are in the steering committee
            RetiredAt
            """),
        ExportTable.Root<Organisation, OrganisationId>("organisations", "whom the practice works with: partners, payers, pharmacies, vendors", o => o.Id,
            static (db, practice) => db.Organisations.Where(o => o.PracticeId == practice), """
            Id, PracticeId
            Kind: what they are to the practice
            Name, Phone, Fax, Email
            Address: postal
            WebLink: their page
            PortalLink: where a payer's coverage and claims are looked up
            Aliases: what records call it too, with commas between
            Note, RetiredAt, ChangedAt
            """),
        ExportTable.Child<Organisation, OrganisationPerson, OrganisationId>("organisation-people", "somebody at an organisation", p => p.OrganisationId, """
            Id, OrganisationId, Name
            Role: what they are there
            Phone, Email
            Decides: whether they decide where patients are sent, or what is bought
            """),
        ExportTable.Child<Organisation, PartnerMeeting, OrganisationId>("partner-meetings", "a meeting with a referral partner", m => m.OrganisationId, """
            Id, OrganisationId
            On: which day
            With: whom of the partner's people
            By: who of the practice
            Agreed: what was agreed
            NextStep: what comes next
            NextOn: until when
            """),
        ExportTable.Child<Organisation, PartnerIssue, OrganisationId>("partner-issues", "what stands between the practice and a referral partner", i => i.OrganisationId, """
            Id, OrganisationId
            Text: what
            Since: since which day
            ClosedOn: on which day it was settled; empty while it is open
            """),
        ExportTable.Child<Organisation, PayerAcceptance, OrganisationId>("payer-acceptances", "whether a payer's plans are accepted, where and by whom", a => a.OrganisationId, """
            Id, OrganisationId, LocationId, ProviderId
            Plans: which of the payer's plans
            Answer: what an agent says
            FromOn: first day
            UntilOn: last day
            """),
        ExportTable.Whole<VerificationRule>("verification-rules", "what is asked of who speaks before anything is told", static (db, practice) => db.VerificationRules.Where(r => r.PracticeId == practice), """
            PracticeId
            Speaker: who speaks
            Needed: how many identifiers, the date of birth among them
            Counts: which count beside the date of birth
            Rights: what that one may then
            """),
        ExportTable.Root<Script, ScriptId>("scripts", "what agents of the practice say on calls", s => s.Id, static (db, practice) => db.Scripts.Where(s => s.PracticeId == practice), """
            Id, PracticeId
            Name: what the practice calls it
            QueueId: id in queues.csv of the queue whose calls have it alone; empty for all
            Direction: of calls in or of calls out alone; empty for both
            Text: with placeholders in braces; "field:" and an id in patient-fields.csv for a field of the practice's own
            RetiredAt
            """),
        ExportTable.Root<KnowledgeCard, CardId>("knowledge-cards", "what an agent may tell a caller about the practice", c => c.Id, static (db, practice) => db.KnowledgeCards.Where(c => c.PracticeId == practice), """
            Id, PracticeId
            Line: number that it is for, E.164; empty for all
            Location: place that it is about
            Provider: clinician that it is about
            Title: what it is about
            Body: Markdown
            OwnerId
            ExpiresOn: last day on which it holds
            ExpiryToldOn: last day of which the owner was told
            ChangedAt, ChangedBy, DeletedAt
            """),
        ExportTable.Child<KnowledgeCard, CardReport, CardId>("card-reports", "an agent's word that a card is wrong", r => r.CardId, """
            Id, CardId, WorkItemId
            Note: what is wrong
            ReportedBy: id in users.csv
            ReportedAt: when
            """),
        ExportTable.Root<Team, TeamId>("teams", "a team under one supervisor or lead", t => t.Id, static (db, practice) => db.Teams.Where(t => t.PracticeId == practice), """
            Id, PracticeId, Name
            """),
        ExportTable.RootOf<User, Guid>("users", "an account that works for the practice, or talked with its callers", u => u.Id, UsersOf, """
            Id
            UserName: what they sign in by
            DisplayName: their name
            RoleKey: their role
            Active: whether they may sign in
            - TeamId: who works for several practices may be in another one's team
            - Email, NormalizedEmail, EmailConfirmed, PhoneNumber, PhoneNumberConfirmed, NormalizedUserName, OwnKeys: the person's and the centre's, not the practice's
            - PasswordHash, SecurityStamp, ConcurrencyStamp, TwoFactorEnabled, LockoutEnd, LockoutEnabled, AccessFailedCount: secrets of signing in never leave the centre
            """),
    ];

    /// <summary>The practice's own, and whoever of others talked in its interactions, so that who spoke has a name.</summary>
    private static async IAsyncEnumerable<Guid> UsersOf(Db db, PracticeId practice)
    {
        var own = await db.UserPractices.Where(p => p.PracticeId == practice).Select(p => p.UserId).ToListAsync();
        var talked = from talk in db.Set<AgentTalk>() join interaction in db.Interactions on talk.InteractionId equals interaction.Id where interaction.PracticeId == practice select talk.AgentId;
        var agents = await talked.Distinct().ToListAsync();
        foreach (var id in own.Union(agents.Select(a => a.Value)))
        {
            yield return id;
        }
    }
}
