using Kindline.Agents;
using Kindline.Flows.Outside;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Supervision;
using Kindline.Telephony;
using Kindline.Telephony.Signalling;
using Microsoft.AspNetCore.Identity;

namespace Kindline.Integrations.Exports.Tables;

/// <summary>Every kind of thing that the centre keeps is here: as a file of the archive, or with why it is none. A test finds what is forgotten.</summary>
internal static class AllTables
{
    public static IReadOnlyList<ExportTable> Exported { get; } = [.. PatientTables.All, .. PracticeTables.All, .. CallTables.All];

    public static IReadOnlyDictionary<Type, string> NotExported { get; } = new Dictionary<Type, string>
    {
        [typeof(PatientWord)] = "Words of names, made of them to look for people.",
        [typeof(PatientToCompare)] = "Whom the search for duplicates still has to compare.",
        [typeof(ComparedUpTo)] = "How far the search for duplicates has come.",
        [typeof(IndexAside)] = "Indexes that are made again behind a large import.",
        [typeof(JournalMark)] = "How far the centre's journal is in its database.",
        [typeof(SignallingLeg)] = "What telephone exchanges said to each other, for those who look after them; the calls themselves are in interactions.csv.",
        [typeof(AgentRow)] = "The phones of agents and their secrets; the centre's.",
        [typeof(AgentLocation)] = "Where an agent was for an emergency call; the agent's.",
        [typeof(AgentStateChange)] = "The working time of agents, who may serve several practices; the centre's.",
        [typeof(UserPractice)] = "Which accounts work for the practice: users.csv has them.",
        [typeof(Role)] = "The centre's roles.",
        [typeof(RoleGrant)] = "What the centre's roles may do.",
        [typeof(Session)] = "Who is signed in.",
        [typeof(Announcement)] = "What the centre tells its agents.",
        [typeof(AnnouncementReceipt)] = "Who of the agents has read it.",
        [typeof(OutsideLimits)] = "The centre's limits of what calls may cost.",
        [typeof(SipAccess)] = "Who may reach the centre's telephone exchange.",
        [typeof(TrunkLine)] = "The centre's telephone lines and their secrets.",
        [typeof(IdentityUserClaim<Guid>)] = "Signing in; the centre's.",
        [typeof(IdentityUserLogin<Guid>)] = "Signing in; the centre's.",
        [typeof(IdentityUserToken<Guid>)] = "Signing in; the centre's.",
        [typeof(IdentityUserPasskey<Guid>)] = "Signing in; the centre's.",
    };
}
