using static Kindline.Identity.Permission;

namespace Kindline.Identity;

/// <summary>
/// The roles a centre has from the start: the matrix of compliance 1.3, with "all" meaning all of one's own practices. The four
/// roles of a practice's own staff see that practice's work and hear no recording; accounts, marketing and MIS see no patient, and what hangs on a wall sees
/// queues alone.
/// </summary>
internal static class RoleTable
{
    public static readonly IReadOnlyList<Role> Roles =
    [
        Make("agent", "Agent", isAgent: true, AgentGrants),
        Make("lead", "Team lead", isAgent: true, [.. TeamGrants, .. AtThePhone]),
        Make("supervisor", "Supervisor", isAgent: true,
        [
            .. TeamGrants,
            .. AtThePhone,
            (ContactsEdit, Scope.Practice),
            (DispositionsEdit, Scope.Practice),
            (ListsRead, Scope.Practice),
            (PatientsBulk, Scope.Practice),
            (PracticesEdit, Scope.Practice),
            (PatientsMerge, Scope.Practice),
            (PatientsReview, Scope.Practice),
            (PromptsEdit, Scope.Practice),
            (QueuesEdit, Scope.Practice),
            (SettingsRead, Scope.Practice),
            (SignallingRead, Scope.Practice),
            (TargetsEdit, Scope.Practice),
        ]),
        Make("qa", "Quality analyst", isAgent: false,
        [
            .. Common,
            (AgentsRead, Scope.Practice),
            (InteractionsRead, Scope.Sample),
            (RecordingsListen, Scope.Sample),
            (ReportsRead, Scope.Practice),
            (ReportRows, Scope.Sample),
        ]),
        Make("director", "Patient access director", isAgent: true,
        [
            .. Common,
            .. AtThePhone,
            (AgentsRead, Scope.Practice),
            (AuditRead, Scope.All),
            (CallsCoach, Scope.Practice),
            (ContactsEdit, Scope.Practice),
            (DispositionsEdit, Scope.Practice),
            (FloorLead, Scope.Practice),
            (InteractionsRead, Scope.Practice),
            (KnowledgeEdit, Scope.Practice),
            (ListsRead, Scope.Practice),
            (OwedRead, Scope.Practice),
            (PatientsBalance, Scope.Practice),
            (PatientsBulk, Scope.Practice),
            (PatientsChart, Scope.Practice),
            (PatientsEdit, Scope.Practice),
            (PracticesEdit, Scope.Practice),
            (PatientsExport, Scope.Practice),
            (PatientsImport, Scope.Practice),
            (PatientsMerge, Scope.Practice),
            (PatientsNotices, Scope.Practice),
            (PatientsRead, Scope.Practice),
            (PatientsReview, Scope.Practice),
            (PatientsSearch, Scope.Practice),
            (PracticesExport, Scope.Practice),
            (PromptsRead, Scope.Practice),
            (RecordingsListen, Scope.Practice),
            (RecordingsDownload, Scope.Practice),
            (ReportsRead, Scope.Practice),
            (ReportRows, Scope.Practice),
            (RequestsRead, Scope.Practice),
            (RequestsWork, Scope.Practice),
            (SettingsRead, Scope.Practice),
            (SignallingRead, Scope.Practice),
            (TargetsEdit, Scope.Practice),
            (WorkItemsRead, Scope.Practice),
        ]),
        Make("rcm", "Revenue cycle", isAgent: false,
        [
            .. Common,
            (ListsRead, Scope.Practice),
            (PatientsBalance, Scope.Practice),
            (PatientsEdit, Scope.Practice),
            (PatientsExport, Scope.Practice),
            (PatientsRead, Scope.Practice),
            (PatientsSearch, Scope.Practice),
            (ReportsRead, Scope.Practice),
            (ReportRows, Scope.Practice),
        ]),
        Make("mis", "Data and MIS", isAgent: false,
        [
            .. Common,
            (AgentsRead, Scope.Practice),
            (ListsRead, Scope.Masked),
            (PatientsExport, Scope.Masked),
            (PatientsRead, Scope.Masked),
            (PatientsSearch, Scope.Masked),
            (ReportsRead, Scope.Practice),
            (ReportRows, Scope.Masked),
        ]),
        Make("liaison", "Referral liaison", isAgent: true, [.. AgentGrants, (ContactsEdit, Scope.Practice)]),
        Make("marketing", "Marketing", isAgent: false, WithoutPatients),
        Make("accounts", "Account management", isAgent: false, WithoutPatients),
        Make("frontdesk", "Front desk", isAgent: false, [.. PracticeStaff, (PatientsNotices, Scope.Practice)]),
        Make("nurse", "Nurse", isAgent: false, [.. PracticeStaff, (WorkItemsClinical, Scope.Practice)]),
        Make("provider", "Provider", isAgent: false, [.. PracticeStaff, (WorkItemsClinical, Scope.Practice)]),
        Make("manager", "Office manager", isAgent: false,
        [
            .. PracticeStaff,
            (ContactsEdit, Scope.Practice),
            (ListsRead, Scope.Practice),
            (PracticesEdit, Scope.Practice),
            (PatientsExport, Scope.Practice),
            (PatientsImport, Scope.Practice),
            (PatientsMerge, Scope.Practice),
            (PatientsNotices, Scope.Practice),
            (ReportsRead, Scope.Practice),
            (ReportRows, Scope.Practice),
        ]),
        Make("display", "Wall board", isAgent: false, [(QueuesRead, Scope.Practice)]),
        Make("admin", "Administrator", isAgent: false,
        [
            (AuditRead, Scope.All),
            (ContactsEdit, Scope.All),
            (ContactsRead, Scope.All),
            (PracticesEdit, Scope.All),
            (PracticesRead, Scope.All),
            (PromptsEdit, Scope.All),
            (PromptsRead, Scope.All),
            (QueuesEdit, Scope.All),
            (QueuesRead, Scope.All),
            (SettingsEdit, Scope.All),
            (SettingsRead, Scope.All),
            (SignallingRead, Scope.Masked),
            (TargetsEdit, Scope.All),
            (UsersManage, Scope.All),
        ]),
    ];

    private static (string Permission, Scope Scope)[] Common =>
    [
        (ContactsRead, Scope.Practice),
        (DispositionsRead, Scope.Practice),
        (KnowledgeRead, Scope.Practice),
        (PracticesRead, Scope.Practice),
        (QueuesRead, Scope.Practice),
    ];

    private static (string Permission, Scope Scope)[] AgentGrants =>
    [
        .. Common,
        (AgentWork, Scope.Own),
        (AgentsRead, Scope.Team),
        (CallsControl, Scope.Own),
        (CallsMake, Scope.Own),
        (InteractionsRead, Scope.Own),
        (InteractionsWrapUp, Scope.Own),
        (OwedRead, Scope.Own),
        (OwedWork, Scope.Own),
        (PatientsBalance, Scope.Own),
        (PatientsChart, Scope.Own),
        (PatientsEdit, Scope.Own),
        (PatientsRead, Scope.Own),
        (PatientsSearch, Scope.Own),
        (RecordingsListen, Scope.Own),
        (RequestsRead, Scope.Practice),
        (RequestsWork, Scope.Practice),
        (WorkItemsRead, Scope.Own),
        (WorkItemsWork, Scope.Own),
    ];

    private static (string Permission, Scope Scope)[] TeamGrants =>
    [
        .. Common,
        (AgentsRead, Scope.Team),
        (AuditRead, Scope.Team),
        (CallsCoach, Scope.Team),
        (FloorLead, Scope.Team),
        (InteractionsRead, Scope.Team),
        (InteractionsWrapUp, Scope.Team),
        (KnowledgeEdit, Scope.Practice),
        (OwedRead, Scope.Team),
        (OwedWork, Scope.Team),
        (PatientsChart, Scope.Practice),
        (PatientsEdit, Scope.Practice),
        (PatientsNotices, Scope.Practice),
        (PatientsRead, Scope.Team),
        (PatientsSearch, Scope.Practice),
        (PromptsRead, Scope.Practice),
        (RecordingsListen, Scope.Team),
        (ReportsRead, Scope.Practice),
        (ReportRows, Scope.Team),
        (RequestsRead, Scope.Practice),
        (RequestsWork, Scope.Practice),
        (WorkItemsRead, Scope.Team),
        (WorkItemsWork, Scope.Team),
    ];

    /// <summary>Who leads has a phone and may call; routing brings them nothing until a profile names a queue.</summary>
    private static (string Permission, Scope Scope)[] AtThePhone =>
    [
        (AgentWork, Scope.Own),
        (CallsControl, Scope.Own),
        (CallsMake, Scope.Own),
        (EmergenciesRead, Scope.Practice),
        (EmergenciesTake, Scope.Practice),
    ];

    private static (string Permission, Scope Scope)[] WithoutPatients =>
    [
        (PracticesRead, Scope.Practice),
        (ReportsRead, Scope.Practice),
        (WorkItemsRead, Scope.Masked),
        (WorkItemsWork, Scope.Masked),
    ];

    private static (string Permission, Scope Scope)[] PracticeStaff =>
    [
        (ContactsRead, Scope.Practice),
        (KnowledgeRead, Scope.Practice),
        (PatientsChart, Scope.Practice),
        (PatientsEdit, Scope.Practice),
        (PatientsRead, Scope.Practice),
        (PatientsSearch, Scope.Practice),
        (PracticesRead, Scope.Practice),
        (RequestsRead, Scope.Practice),
        (RequestsWork, Scope.Practice),
        (WorkItemsRead, Scope.Practice),
        (WorkItemsWork, Scope.Practice),
    ];

    private static Role Make(string key, string title, bool isAgent, IEnumerable<(string Permission, Scope Scope)> grants) => new()
    {
        Key = key,
        Title = title,
        IsAgent = isAgent,
        Grants = [.. grants.Select(g => new RoleGrant { RoleKey = key, Permission = g.Permission, Scope = g.Scope })],
    };
}
