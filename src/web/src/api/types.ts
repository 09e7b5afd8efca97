/** The API's words as the screens use them: one name each, whatever the generated file calls it. */
import type { components, paths } from "./schema";

export type { paths } from "./schema";

type Schemas = components["schemas"];
type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never;

export interface Problem {
  title?: string | null;
  detail?: string | null;
  status?: number | null;
  retryAfter?: number | null;
  errors?: { [field: string]: string[] };
}

export type Me = Schemas["Me"];
export type CallerType = NonNullable<Schemas["CallerType"]>;
export type Interaction = Schemas["InteractionView"];
export type InteractionState = Schemas["InteractionState"];
export type InteractionFilter = Query<"/api/interactions">;
export type Outcome = NonNullable<Schemas["Outcome"]>;
export type Match = Schemas["MatchView"];
export type Subject = Schemas["SubjectView"];
export type WrapUp = Schemas["WrapUpInput"];
export type FollowUp = Schemas["FollowUpView"];
export type Ladder = Schemas["LadderView"];
export type SignallingFilter = Query<"/api/signalling">;
export type Queue = Schemas["QueueView"];
export type QueueSettings = Pick<
  Queue,
  "offerSeconds" | "maxWaiting" | "autoAnswer" | "serviceLevelSeconds" | "owedMinutes" | "wrapUpSeconds"
>;
export type Disposition = Schemas["DispositionView"];
export type DispositionInput = Schemas["DispositionInput"];
export type Owed = Schemas["OwedView"];
export type OwedList = Schemas["OwedList"];
export type OwedCounts = Schemas["OwedCounts"];
export type AgentLocation = Schemas["LocationView"];
export type Transfer = Omit<Schemas["TransferNow"], "state"> & { state: "ringing" | "talking" | "joined" };
export type TransferInput = Schemas["TransferInput"];
export type Targets = Schemas["TargetsView"];
export type TargetAgent = Schemas["AgentTarget"];
export type TargetQueue = Schemas["QueueTarget"];
export type ParkedCall = Schemas["ParkedView"];
export type Emergency = Schemas["EmergencyView"];
export type EmergencyTaken = Schemas["EmergencyTaken"];
export type DeskCall = Schemas["DeskCall"];
export type DeskSubject = Schemas["DeskSubject"];
export type PersonCard = Schemas["PersonCard"];
export type Practice = Schemas["PracticeRow"];
export type SetUp = Schemas["SetUpView"];
export type Earned = Schemas["EarnedView"];
export type VerificationRule = Schemas["VerificationRuleView"];
export type SetUpPractice = Schemas["SetUpPractice"];
export type SetUpCall = NonNullable<SetUpPractice["lastCall"]>;
export type OpenHours = Schemas["HoursInput"];
export type Directory = Schemas["DirectoryView"];
export type Closure = Schemas["ClosureView"];
export type Organisation = Schemas["OrganisationView"];
export type OrganisationInput = Schemas["OrganisationInput"];
export type OrganisationPersonInput = Schemas["OrganisationPersonInput"];
export type OrganisationDetail = Schemas["OrganisationDetail"];
export type Acceptance = Schemas["AcceptanceView"];
export type AcceptanceInput = Schemas["AcceptanceInput"];
export type Coverage = Schemas["CoverageView"];
export type RecordLink = Schemas["LinkRow"];
export type Staff = Schemas["StaffView"];
export type StaffMember = Schemas["StaffRow"];
export type Script = Schemas["ScriptRow"];
export type PatientField = Schemas["PatientFieldRow"];
export type RecordView = Schemas["RecordView"];
export type RecordInput = Schemas["RecordInput"];
export type RecordPhone = Schemas["RecordPhoneInput"];
export type Representative = Schemas["ProxyView"];
export type CoverageInput = Schemas["CoverageInput"];
export type ProxyInput = Schemas["ProxyInput"];
export type FieldInput = Schemas["FieldInput"];
export type TimelineItem = Schemas["TimelineLine"];
export type Visit = Schemas["VisitView"];
export type Verification = Schemas["Verification"];
export type VerifyInput = Schemas["VerifyInput"];
export type Verified = Schemas["VerifyAnswer"];
export type ProspectInput = Schemas["ProspectInput"];
export type Favourite = Schemas["FavouriteView"];
export type FloorAlert = Schemas["FloorAlert"];
export type FloorCall = Schemas["FloorCall"];
export type FloorLevel = Schemas["Level"];
export type FloorQueue = Schemas["FloorQueue"];
export type PracticeHalfHours = Schemas["PracticeHalfHours"];
export type FloorLimits = Schemas["FloorThresholds"];
export type FloorMove = Schemas["FloorMove"];
export type MoveInput = Schemas["MoveInput"];
export type Board = Schemas["BoardView"];
export type WorkItem = Schemas["WorkItemView"];
export type PatientRow = Schemas["PatientView"];
export type Pair = Schemas["PairView"];
export type PairDetail = Schemas["PairDetail"];
export type PairRecord = Schemas["PairRecord"];
export type Notice = Schemas["NoticeView"];
export type NoticeBar = NonNullable<Schemas["NoticeBar"]>;
export type NoticeOutcome = NonNullable<Schemas["NoticeOutcome"]>;
export type Opening = Schemas["OpeningView"];
export type OpeningReason = NonNullable<Schemas["OpeningReason"]>;
export type PairState = Schemas["PairState"];
export type Certainty = Schemas["Certainty"];
export type Likeness = Schemas["Likeness"];
export type ReportColumn = Schemas["ReportColumn"];
export type ReportCell = Query<"/api/reports/inbound-by-hour/rows">;
export type ReportFilter = Query<"/api/reports/inbound-by-hour">;
export type AuditEntry = Schemas["AuditLine"];
export type AuditFilter = Query<"/api/audit">;
export type Prompt = Schemas["PromptView"];
export type PromptVersion = Schemas["PromptVersionView"];
export type Card = Schemas["CardView"];
export type CardInput = Schemas["CardInput"];
export type User = Schemas["UserRow"];
export type OutsideLimits = Schemas["OutsideLimitsView"];
export type SipGuard = Schemas["SipGuardView"];
export type BlockedSource = Schemas["BlockedSource"];
export type Trunk = Omit<Schemas["TrunkView"], "state"> & { state: "up" | "down" | "unknown" | "inbound" };
export type TrunkInput = Schemas["TrunkInput"];
export type TrunkAnswer = Schemas["TrunkAnswerView"];
export type ServerSettings = Schemas["Settings"];

/** An account before it is made. */
export interface NewUser {
  user: string;
  name: string;
  role: string;
  password: string;
  practices: string[];
}

// What the document calls a text and is one of a few words, or an object of any shape.
export type AgentState =
  | "signedOut"
  | "away"
  | "ready"
  | "ringing"
  | "onCall"
  | "onHold"
  | "consulting"
  | "wrapUp"
  | "phoneLost";
export type StateChange = { state: "ready" | "away" | "signedOut"; reason?: string };
export type CurrentCall = Omit<Schemas["CurrentCall"], "state" | "direction" | "transfer"> & {
  transfer?: Transfer | null;
  state: InteractionState | "consulting";
  direction: Schemas["Direction"];
};
export type AgentMe = Omit<Schemas["MeView"], "state" | "call"> & { state: AgentState; call?: CurrentCall | null };
export type Agent = Omit<Schemas["AgentLine"], "state"> & { state: AgentState };
export type FloorAgent = Omit<Schemas["FloorAgent"], "state"> & { state: AgentState };
export type Floor = Omit<Schemas["FloorView"], "agents"> & { agents: FloorAgent[] };
export type PhoneAccount = Schemas["PhoneView"];
export type Recording = Omit<Schemas["RecordingLine"], "kind"> & { kind: "call" | "voicemail" };
export type InteractionEvent = Omit<Schemas["EventView"], "data"> & { data?: { [key: string]: unknown } | null };
export type InteractionDetail = Omit<Schemas["InteractionDetail"], "events" | "recordings"> & {
  events: InteractionEvent[];
  recordings: Recording[];
};
export type ReportRow = { [column: string]: string | number | null };
export type InboundReport = Omit<Schemas["InboundReport"], "rows" | "totals"> & {
  rows: ReportRow[];
  totals: ReportRow;
};

/** GET /healthz, which is no part of the documented API. */
export interface Health {
  status: string;
  checks: { name: string; status: string; message?: string | null }[];
}
// A figure of any column: the document knows their names only at the time of asking.
export type DayFigure = Omit<Schemas["DayFigure"], "value" | "target"> & {
  value?: number | null;
  target?: number | null;
};
export type DayBoard = Omit<Schemas["DayBoard"], "figures"> & { figures: DayFigure[] };
export type MyDay = Omit<Schemas["MyDay"], "figures"> & { figures: DayFigure[] };
type AgentDayColumn = Omit<Schemas["AgentDayColumn"], "target"> & { target?: number | null };
export type AgentDayBoard = {
  columns: AgentDayColumn[];
  agents: (Omit<Schemas["AgentDayLine"], "values"> & { values: { [column: string]: number | null } })[];
};
export type Town = Schemas["TownView"];
export type TownColumn = Schemas["TownColumn"];
export type ImportRow = Schemas["ImportView"];
export type ImportActivity = Schemas["ImportActivity"];
export type ImportColumns = Schemas["ColumnsView"];
export type ImportColumn = Schemas["ColumnView"];
export type ImportField = NonNullable<Schemas["ImportField"]>;
export type ImportPreviewView = Schemas["PreviewView"];
export type PreviewRow = Schemas["PreviewRow"];
export type RowKind = "added" | "changed" | "same" | "rejected";
export type ExportRow = Schemas["PracticeExportView"];
export type ExportActivity = Schemas["ExportActivity"];
export type ExportList = Schemas["PracticeExportList"];
export type PatientList = Schemas["ListView"];
export type ListInput = Schemas["ListInput"];
export type ListFilter = NonNullable<Schemas["ListFilter"]>;
export type Condition = Schemas["Condition"];
export type Verb = NonNullable<Schemas["Verb"]>;
export type ConditionKind = Omit<Schemas["ConditionView"], "verbs"> & { verbs: Verb[] };
export type SpanUnit = NonNullable<Schemas["SpanUnit"]>;
export type ListCatalogue = Omit<Schemas["ListCatalogue"], "conditions"> & { conditions: ConditionKind[] };
export type ListColumn = Schemas["ListColumnView"];
export type ListRow = Omit<Schemas["ListRow"], "cells"> & { cells: { [column: string]: string | number } };
export type ListPage = Omit<Schemas["ListPage"], "items"> & { items: ListRow[] };
export type BulkField = Schemas["BulkFieldView"];
export type BulkPerson = Schemas["BulkPersonView"];
export type BulkPreview = Schemas["BulkPreview"];
export type BulkChange = Schemas["BulkChangeView"];
export type BulkOutcome = BulkPerson["outcome"];
export type BulkWhy = NonNullable<BulkPerson["why"]>;
export type AppointmentRequest = Schemas["RequestView"];
export type RequestDetail = Schemas["RequestDetail"];
export type RequestState = AppointmentRequest["state"];
export type RequestSource = AppointmentRequest["source"];
export type RequestVisit = RequestDetail["visits"][number];
