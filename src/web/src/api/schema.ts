/** The HTTP API as types, in the shape that openapi-typescript writes; `npm run api` replaces this file from docs/openapi.json. */

interface Json<T> {
  headers: { [name: string]: unknown };
  content: { "application/json": T };
}
interface Empty {
  headers: { [name: string]: unknown };
  content?: never;
}
interface Failed {
  headers: { [name: string]: unknown };
  content: { "application/problem+json": components["schemas"]["Problem"] };
}
interface Answer<T> {
  200: Json<T>;
  default: Failed;
}
interface Read<T, Q = never> {
  parameters: { query?: Q; header?: never; path?: never; cookie?: never };
  requestBody?: never;
  responses: Answer<T>;
}
interface ReadOne<T, P> {
  parameters: { query?: never; header?: never; path: P; cookie?: never };
  requestBody?: never;
  responses: Answer<T>;
}
interface Write<B, T> {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody: { content: { "application/json": B } };
  responses: Answer<T>;
}
interface WriteOne<P, B, T> {
  parameters: { query?: never; header?: never; path: P; cookie?: never };
  requestBody: { content: { "application/json": B } };
  responses: Answer<T>;
}
interface Do<P, T> {
  parameters: { query?: never; header?: never; path: P; cookie?: never };
  requestBody?: never;
  responses: Answer<T>;
}
interface Remove {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody?: never;
  responses: { 204: Empty; default: Failed };
}
interface ById {
  id: string;
}
interface List<T> {
  items: T[];
  total: number;
}
interface Paged {
  page?: number;
  size?: number;
}
type S = components["schemas"];

export interface paths {
  "/api/session": {
    get: Read<S["Me"]>;
    post: Write<S["SignIn"], S["SignedIn"]>;
    delete: Remove;
  };
  "/api/agents/me": { get: Read<S["AgentMe"]> };
  "/api/agents/me/state": { put: Write<S["StateChange"], S["AgentMe"]> };
  "/api/agents/me/next-state": { put: Write<S["StateChange"], S["AgentMe"]> };
  "/api/agents/me/phone": { get: Read<S["Phone"]>; put: Write<S["PhoneChoice"], S["Phone"]> };
  "/api/agents": { get: Read<List<S["Agent"]>, { practice?: string; team?: string; state?: string }> };
  "/api/queues": { get: Read<List<S["Queue"]>> };
  "/api/queues/{id}": { put: WriteOne<ById, S["QueueSettings"], S["Queue"]> };
  "/api/calls": { post: Write<S["NewCall"], S["CallStarted"]> };
  "/api/calls/{id}/answer": { post: Do<ById, S["CallState"]> };
  "/api/calls/{id}/hold": { post: Do<ById, S["CallState"]> };
  "/api/calls/{id}/resume": { post: Do<ById, S["CallState"]> };
  "/api/calls/{id}/hangup": { post: Do<ById, S["CallState"]> };
  "/api/interactions": { get: Read<List<S["Interaction"]>, S["InteractionFilter"] & Paged> };
  "/api/interactions/{id}": { get: ReadOne<S["InteractionDetail"], ById> };
  "/api/interactions/{id}/wrap-up": { put: WriteOne<ById, S["WrapUp"], S["Interaction"]> };
  "/api/dispositions": {
    get: Read<List<S["Disposition"]>, { tree?: string }>;
    post: Write<S["DispositionInput"], S["Disposition"]>;
  };
  "/api/dispositions/{key}": {
    put: WriteOne<{ key: string }, S["DispositionInput"], S["Disposition"]>;
    delete: Do<{ key: string }, S["Disposition"]>;
  };
  "/api/owed": { get: Read<S["OwedList"], { state?: string; kind?: string; practice?: string } & Paged> };
  "/api/owed/{id}/claim": { post: Do<ById, unknown> };
  "/api/owed/{id}/release": { post: Do<ById, unknown> };
  "/api/owed/{id}/close": { post: WriteOne<ById, { reason: string }, unknown> };
  "/api/work-items": { get: Read<S["WorkItemList"], { state?: string; kind?: string; mine?: boolean } & Paged> };
  "/api/work-items/{id}/claim": { post: Do<ById, unknown> };
  "/api/work-items/{id}/release": { post: Do<ById, unknown> };
  "/api/work-items/{id}/done": { post: WriteOne<ById, { note: string }, unknown> };
  "/api/patients/search": { post: Write<S["PatientQuery"], List<S["PatientRow"]>> };
  "/api/reports": { get: Read<List<S["ReportInfo"]>> };
  "/api/reports/inbound-by-hour": { get: Read<S["InboundReport"], S["ReportFilter"]> };
  "/api/reports/inbound-by-hour/rows": { get: Read<S["ReportRows"], S["ReportCell"] & Paged> };
  "/api/metrics": { get: Read<List<S["Metric"]>> };
  "/api/audit": { get: Read<List<S["AuditEntry"]>, S["AuditFilter"] & Paged> };
  "/api/prompts": { get: Read<List<S["Prompt"]>> };
  "/api/prompts/{practice}/{kind}": { put: WriteOne<{ practice: string; kind: string }, { text: string }, unknown> };
  "/api/practices": { get: Read<List<S["Practice"]>> };
  "/api/users": { get: Read<List<S["User"]>, Paged>; post: Write<S["NewUser"], S["User"]> };
  "/api/users/{id}": { put: WriteOne<ById, S["UserInput"], S["User"]> };
  "/api/roles": { get: Read<List<S["Role"]>> };
  "/api/settings": { get: Read<S["Settings"]> };
  "/healthz": { get: Read<S["Health"]> };
}

export interface components {
  schemas: {
    Problem: {
      title?: string | null;
      detail?: string | null;
      status?: number | null;
      retryAfter?: number | null;
      errors?: { [field: string]: string[] };
    };
    Named: { id: string; name: string };
    SignIn: { user: string; password: string };
    SignedIn: { token: string; me: S["Me"] };
    Permission: { permission: string; scope: string };
    Me: {
      id: string;
      user: string;
      name: string;
      role: { key: string; title: string };
      team?: string | null;
      practices: S["Named"][];
      permissions: S["Permission"][];
      isAgent: boolean;
    };
    AgentState: "signedOut" | "away" | "ready" | "ringing" | "onCall" | "onHold" | "wrapUp" | "phoneLost";
    CallerType: "patient" | "relative" | "provider" | "payer" | "pharmacy" | "other" | "unknown";
    Channel: "voice" | "sms" | "email" | "chat" | "fax" | "social";
    Direction: "inbound" | "outbound";
    InteractionState: "flow" | "queued" | "offered" | "talking" | "held" | "wrapUp" | "ended";
    Outcome: "handled" | "abandoned" | "voicemail" | "callback" | "overflow" | "interrupted" | "failed";
    Match: { patientId: string; name: string };
    AgentMe: {
      id: string;
      name: string;
      state: S["AgentState"];
      reason?: string | null;
      since: string;
      nextState?: { state: string; reason?: string | null } | null;
      phone: { kind: S["PhoneKind"]; reachable: boolean };
      profile?: { id: string; name: string; queues: { id: string; name: string; level: number }[] } | null;
      call?: S["CurrentCall"] | null;
      missedOffers?: number;
    };
    StateChange: { state: "ready" | "away" | "signedOut"; reason?: string };
    PhoneKind: "sip" | "browser";
    PhoneChoice: { kind: S["PhoneKind"] };
    Phone: {
      kind: S["PhoneKind"];
      user: string;
      secret: string;
      domain: string;
      addresses: { [transport: string]: string };
      reachable: boolean;
      contacts?: unknown;
    };
    CurrentCall: {
      id: string;
      direction: S["Direction"];
      state: S["InteractionState"];
      practice: S["Named"];
      line?: string | null;
      from: string;
      to: string;
      queue?: S["Named"] | null;
      startedAt: string;
      since: string;
      waitedSeconds?: number | null;
      matches: S["Match"][];
      notes?: string | null;
      wrapUp?: { startedAt: string; seconds: number } | null;
    };
    Agent: {
      id: string;
      name: string;
      user: string;
      state: S["AgentState"];
      reason?: string | null;
      since: string;
      queues: S["Named"][];
      interaction?: { id: string; queue?: S["Named"] | null; direction: S["Direction"]; since: string } | null;
      phoneReachable: boolean;
      callsToday: number;
    };
    QueueSettings: {
      offerSeconds: number;
      maxWaiting: number;
      autoAnswer: boolean;
      serviceLevelSeconds: number;
      owedMinutes: number;
    };
    Queue: S["QueueSettings"] & {
      id: string;
      name: string;
      practice: S["Named"];
      waiting: number;
      longestWaitSeconds?: number | null;
      ready: number;
      signedIn: number;
      busy: number;
    };
    NewCall: { to: string; patientId?: string; campaignId?: string };
    CallStarted: { id: string };
    CallState: { state: S["InteractionState"] };
    Subject: {
      patientId?: string | null;
      name?: string | null;
      disposition?: string | null;
      dispositionText?: string | null;
      notes?: string | null;
    };
    Interaction: {
      id: string;
      practice: S["Named"];
      channel: S["Channel"];
      direction: S["Direction"];
      from: string;
      to: string;
      queue?: S["Named"] | null;
      agent?: S["Named"] | null;
      callerType?: S["CallerType"] | null;
      callerPatientId?: string | null;
      subjects: S["Subject"][];
      reason?: string | null;
      source?: string | null;
      resolved?: boolean | null;
      state: S["InteractionState"];
      outcome?: S["Outcome"] | null;
      startedAt: string;
      answeredAt?: string | null;
      endedAt?: string | null;
      queueSeconds?: number | null;
      talkSeconds?: number | null;
      holdSeconds?: number | null;
      wrapUpSeconds?: number | null;
      recorded: boolean;
      voicemail: boolean;
      line?: string | null;
      wrapUpNeeded?: boolean;
    };
    InteractionEvent: { at: string; type: string; data?: { [key: string]: unknown } | null };
    Recording: { id: string; kind: "call" | "voicemail"; seconds?: number | null; startedAt: string };
    InteractionDetail: S["Interaction"] & {
      events: S["InteractionEvent"][];
      recordings: S["Recording"][];
      matches: S["Match"][];
      notes?: string | null;
      wrapUpNeeded: boolean;
      canListen: boolean;
      canEditWrapUp: boolean;
    };
    InteractionFilter: {
      from?: string;
      to?: string;
      practice?: string;
      queue?: string;
      agent?: string;
      channel?: string;
      direction?: string;
      outcome?: string;
      state?: string;
      callerType?: string;
      q?: string;
      mine?: boolean;
    };
    WrapUp: {
      callerType?: S["CallerType"];
      callerPatientId?: string | null;
      reason?: string | null;
      source?: string | null;
      resolved?: boolean | null;
      notes?: string | null;
      subjects?: { patientId?: string | null; disposition?: string | null; notes?: string | null }[];
      done?: boolean;
      nextState?: "ready" | "away";
      nextReason?: string;
    };
    Disposition: {
      key: string;
      tree: string;
      channels: string[];
      outcome: string;
      reason: string;
      source?: string | null;
      nextStep?: string | null;
      position: number;
      active: boolean;
      validFrom?: string | null;
      validTo?: string | null;
    };
    DispositionInput: {
      tree?: string;
      channels?: string[];
      outcome?: string;
      reason?: string;
      source?: string;
      nextStep?: string;
      position?: number;
      validFrom?: string;
      validTo?: string;
    };
    Owed: {
      id: string;
      kind: string;
      number: string;
      practice: S["Named"];
      queue?: S["Named"] | null;
      interactionId: string;
      owner?: S["Named"] | null;
      createdAt: string;
      dueAt?: string | null;
      overdue: boolean;
      closedAt?: string | null;
      closing?: "gotThrough" | "calledBack" | "byHand" | null;
      closeReason?: string | null;
      attempts: number;
    };
    OwedList: { items: S["Owed"][]; total: number; openCount: number };
    WorkItem: {
      id: string;
      kind: string;
      title: string;
      practice: S["Named"];
      queue?: S["Named"] | null;
      interactionId?: string | null;
      assignee?: S["Named"] | null;
      state: string;
      createdAt: string;
      dueAt?: string | null;
      overdue: boolean;
      doneAt?: string | null;
      note?: string | null;
    };
    WorkItemList: { items: S["WorkItem"][]; total: number; openCount: number };
    PatientQuery: { query: string; page?: number; size?: number };
    PatientRow: {
      id: string;
      name: string;
      bornOn?: string | null;
      mrn?: string | null;
      phones: string[];
      practice: S["Named"];
    };
    ReportColumn: { key: string; title: string; unit?: string | null; formula?: string | null };
    ReportInfo: { name: string; title: string; description: string; columns: S["ReportColumn"][] };
    ReportRow: { [column: string]: string | number | null };
    InboundReport: {
      name: string;
      from: string;
      to: string;
      zone: string;
      columns: S["ReportColumn"][];
      rows: S["ReportRow"][];
      totals: S["ReportRow"];
      callers: {
        byType: { callerType: S["CallerType"]; received: number }[];
        bySource: { source: string | null; received: number }[];
      };
      stillRunning: number;
      peakHour?: { day?: string | null; hour: number; received: number } | null;
    };
    ReportFilter: { from?: string; to?: string; practice?: string; queue?: string; by?: string; format?: string };
    ReportCell: {
      from?: string;
      to?: string;
      practice?: string;
      queue?: string;
      day?: string;
      hour?: number;
      column?: string;
      callerType?: string;
      source?: string;
    };
    ReportRows: { items: S["Interaction"][]; total: number; hidden: number };
    Metric: {
      key: string;
      title: string;
      formula: string;
      unit: string;
      exclusions?: string | null;
      source?: string | null;
    };
    AuditEntry: {
      seq: number;
      at: string;
      actor?: string | null;
      role?: string | null;
      code: string;
      action: string;
      objectType?: string | null;
      objectId?: string | null;
      patientId?: string | null;
      reason?: string | null;
      outcome: string;
      ip?: string | null;
    };
    AuditFilter: { from?: string; to?: string; actor?: string; code?: string; patient?: string };
    Prompt: {
      practiceId: string;
      practice: string;
      kind: string;
      text: string;
      hasAudio: boolean;
      seconds?: number | null;
      changedAt?: string | null;
    };
    Practice: { id: string; name: string; timeZone: string; open: boolean };
    User: {
      id: string;
      user: string;
      name: string;
      role: string;
      team?: string | null;
      practices: S["Named"][];
      active: boolean;
      lockedUntil?: string | null;
    };
    UserInput: { active?: boolean; unlock?: boolean; password?: string; role?: string; name?: string; user?: string };
    NewUser: { user: string; name: string; role: string; password: string; practices: string[] };
    Role: { key: string; title: string; permissions: S["Permission"][] };
    Settings: {
      version: string;
      demo: boolean;
      database: string;
      dataFolder: string;
      bind: string;
      httpPort: number;
      tls: boolean;
      sipPort: number;
      mllpPort: number;
      sessionIdleMinutes: number;
      sessionHours: number;
      lockoutFailures: number;
      lockoutMinutes: number;
    };
    Health: { status: string; checks: { name: string; status: string; message?: string | null }[] };
  };
}
