import type { CallerType, FollowUp, InteractionDetail, Subject, WrapUp } from "../api/types";
import { ApiError, wordsOf } from "../foundation/api";

/** What the agent has chosen and typed about one contact. */
export interface WrapUpFields {
  callerType: CallerType | null;
  reason: string;
  source: string;
  resolved: boolean | null;
  notes: string;
  subjects: Subject[];
  /** A call-back that this agent promised. */
  followUp: FollowUp | null;
}

export type SaveState =
  | { kind: "clean" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; at: number }
  | { kind: "failed"; why: string };

export interface DraftSnapshot {
  fields: WrapUpFields;
  save: SaveState;
}

export type Send = (body: WrapUp) => Promise<unknown>;

export const saveEvery = 2_000;
const longestRetry = 15_000;

export function fieldsOf(call: InteractionDetail): WrapUpFields {
  const people: Subject[] = call.subjects.length > 0 ? call.subjects : [nobodyYet];
  return {
    callerType: call.callerType ?? null,
    reason: call.reason ?? "",
    source: call.source ?? "",
    resolved: call.resolved ?? null,
    notes: call.notes ?? "",
    subjects: people,
    followUp: call.followUp ?? null,
  };
}

// A possible match by number is never taken for the person: the agent picks.
const nobodyYet: Subject = { patientId: null, disposition: null };

export function bodyOf(fields: WrapUpFields): WrapUp {
  return {
    ...(fields.callerType ? { callerType: fields.callerType } : {}),
    reason: fields.reason,
    source: fields.source,
    resolved: fields.resolved,
    notes: fields.notes,
    subjects: fields.subjects
      .filter((subject) => subject.patientId || subject.disposition)
      .map(({ patientId, disposition, notes }) => ({ patientId, disposition, notes })),
    followUp: fields.followUp,
  };
}

/**
 * One wrap-up being written. It lives outside the page, so leaving the page, a lost server or a new sign-in never loses
 * what was typed. Changes go to the server every two seconds while there are any; failures are tried again.
 */
export class WrapUpDraft {
  private fields: WrapUpFields;
  private save: SaveState = { kind: "clean" };
  private version = 0;
  private savedVersion = 0;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private abandoned = false;
  private shown: DraftSnapshot;
  private readonly listeners = new Set<() => void>();

  constructor(
    initial: WrapUpFields,
    private readonly send: Send,
  ) {
    this.fields = initial;
    this.shown = { fields: initial, save: this.save };
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = () => this.shown;

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return this.version !== this.savedVersion;
  }

  change(patch: Partial<WrapUpFields>) {
    this.version += 1;
    this.failures = 0;
    this.fields = { ...this.fields, ...patch };
    this.show(this.save.kind === "saving" ? this.save : { kind: "unsaved" });
    this.schedule(saveEvery);
  }

  /** What the server holds now, unless the agent has typed since. */
  refresh(latest: WrapUpFields) {
    if (this.unsaved || this.sending || this.save.kind !== "clean") return;
    this.fields = latest;
    this.show(this.save);
  }

  /** Sends what is not saved yet. Throws what the server refused; the text stays. */
  async flush(): Promise<void> {
    await this.sending?.catch(() => {});
    if (this.unsaved) await this.put({});
  }

  /** Saves everything and ends the wrap-up. On failure nothing is lost and the draft stays open. */
  async finish(then: Pick<WrapUp, "nextState" | "nextReason">): Promise<void> {
    await this.sending?.catch(() => {});
    await this.put({ done: true, ...then });
  }

  /** Nothing more is sent by itself: it was another person's. */
  abandon() {
    this.abandoned = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(after: number) {
    if (this.abandoned) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.sending) this.schedule(saveEvery);
      else if (this.unsaved) void this.put({}).catch(() => {});
    }, after);
  }

  private put(extra: WrapUp): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending = this.attempt(extra).finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async attempt(extra: WrapUp): Promise<void> {
    const version = this.version;
    this.show({ kind: "saving" });
    try {
      await this.send({ ...bodyOf(this.fields), ...extra });
    } catch (error) {
      this.show({ kind: "failed", why: wordsOf(error) });
      if (error instanceof ApiError && error.passing && !extra.done) this.tryAgain();
      throw error;
    }
    this.failures = 0;
    this.savedVersion = version;
    this.show(this.unsaved ? { kind: "unsaved" } : { kind: "saved", at: Date.now() });
  }

  private tryAgain() {
    this.failures += 1;
    this.schedule(Math.min(longestRetry, saveEvery * 2 ** (this.failures - 1)));
  }

  private show(save: SaveState) {
    this.save = save;
    this.shown = { fields: this.fields, save };
    for (const listener of this.listeners) listener();
  }
}
