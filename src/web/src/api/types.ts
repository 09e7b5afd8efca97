/** The API's words as the screens use them: one name each, whatever the generated file calls it. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Problem = Schemas["Problem"];
export type Named = Schemas["Named"];
export type Me = Schemas["Me"];
export type AgentMe = Schemas["AgentMe"];
export type AgentState = Schemas["AgentState"];
export type StateChange = Schemas["StateChange"];
export type Agent = Schemas["Agent"];
export type Queue = Schemas["Queue"];
export type QueueSettings = Schemas["QueueSettings"];
export type Phone = Schemas["Phone"];
export type CurrentCall = Schemas["CurrentCall"];
export type CallerType = Schemas["CallerType"];
export type Interaction = Schemas["Interaction"];
export type InteractionDetail = Schemas["InteractionDetail"];
export type InteractionEvent = Schemas["InteractionEvent"];
export type InteractionState = Schemas["InteractionState"];
export type Outcome = Schemas["Outcome"];
export type Match = Schemas["Match"];
export type Subject = Schemas["Subject"];
export type WrapUp = Schemas["WrapUp"];
export type Disposition = Schemas["Disposition"];
export type DispositionInput = Schemas["DispositionInput"];
export type Owed = Schemas["Owed"];
export type WorkItem = Schemas["WorkItem"];
export type PatientRow = Schemas["PatientRow"];
export type ReportColumn = Schemas["ReportColumn"];
export type ReportRow = Schemas["ReportRow"];
export type ReportCell = Schemas["ReportCell"];
export type ReportFilter = Schemas["ReportFilter"];
export type InboundReport = Schemas["InboundReport"];
export type AuditEntry = Schemas["AuditEntry"];
export type Prompt = Schemas["Prompt"];
export type User = Schemas["User"];
export type Health = Schemas["Health"];
