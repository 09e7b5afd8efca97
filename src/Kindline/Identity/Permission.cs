namespace Kindline.Identity;

/// <summary>Every permission there is; each endpoint declares one (compliance 1.3).</summary>
public static class Permission
{
    public const string AgentWork = "agent.work";
    public const string AgentsRead = "agents.read";
    public const string AuditRead = "audit.read";
    public const string CallsCoach = "calls.coach";
    public const string CallsControl = "calls.control";
    public const string CallsMake = "calls.make";
    public const string ContactsEdit = "contacts.edit";
    public const string ContactsRead = "contacts.read";
    public const string DispositionsEdit = "dispositions.edit";
    public const string DispositionsRead = "dispositions.read";
    public const string EmergenciesRead = "emergencies.read";
    public const string EmergenciesTake = "emergencies.take";
    public const string FloorLead = "floor.lead";
    public const string InteractionsRead = "interactions.read";
    public const string InteractionsWrapUp = "interactions.wrapUp";
    public const string KnowledgeEdit = "knowledge.edit";
    public const string KnowledgeRead = "knowledge.read";
    public const string ListsRead = "lists.read";
    public const string OwedRead = "owed.read";
    public const string OwedWork = "owed.work";
    public const string PatientsBalance = "patients.balance";
    public const string PatientsBulk = "patients.bulk";
    public const string PatientsChart = "patients.chart";
    public const string PatientsEdit = "patients.edit";
    public const string PatientsExport = "patients.export";
    public const string PatientsImport = "patients.import";
    public const string PatientsMerge = "patients.merge";
    public const string PatientsNotices = "patients.notices";
    public const string PatientsRead = "patients.read";
    public const string PatientsReview = "patients.review";
    public const string PatientsSearch = "patients.search";
    public const string PracticesEdit = "practices.edit";
    public const string PracticesExport = "practices.export";
    public const string PracticesRead = "practices.read";
    public const string PromptsEdit = "prompts.edit";
    public const string PromptsRead = "prompts.read";
    public const string QueuesEdit = "queues.edit";
    public const string QueuesRead = "queues.read";
    public const string RecordingsDownload = "recordings.download";
    public const string RecordingsListen = "recordings.listen";
    public const string ReportRows = "reports.rows";
    public const string ReportsRead = "reports.read";
    public const string RequestsRead = "requests.read";
    public const string RequestsWork = "requests.work";
    public const string SettingsEdit = "settings.edit";
    public const string SettingsRead = "settings.read";
    public const string SignallingRead = "signalling.read";
    public const string TargetsEdit = "targets.edit";
    public const string UsersManage = "users.manage";
    public const string WorkItemsClinical = "workItems.clinical";
    public const string WorkItemsRead = "workItems.read";
    public const string WorkItemsWork = "workItems.work";
}
