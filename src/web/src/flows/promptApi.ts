import { queryOptions } from "@tanstack/react-query";
import type { Prompt, PromptVersion } from "../api/types";
import { ApiError, api, ask, toApiError } from "../foundation/api";

/** Which prompt is meant: of one practice, on one line or on all. */
export interface PromptTarget {
  practice: string;
  kind: Prompt["kind"];
  line: string | null;
}

/** From and to by the practice's clock on the wall ("2026-11-26T18:00"), empty where there is none. */
export interface Schedule {
  from: string;
  to: string;
}

export const always: Schedule = { from: "", to: "" };

export const promptsQuery = (practice: string, line: string | null) =>
  queryOptions({
    queryKey: ["prompts", practice, line],
    queryFn: () =>
      ask(api.GET("/api/prompts/{practice}", { params: { path: { practice }, query: { line: line ?? undefined } } })),
  });

export const versionsQuery = ({ practice, kind, line }: PromptTarget) =>
  queryOptions({
    queryKey: ["prompts", practice, line, kind, "versions"],
    queryFn: () =>
      ask(
        api.GET("/api/prompts/{practice}/{kind}/versions", {
          params: { path: { practice, kind }, query: { line: line ?? undefined } },
        }),
      ),
  });

const when = ({ from, to }: Schedule) => ({ from: from || undefined, to: to || undefined });

export const saveText = ({ practice, kind, line }: PromptTarget, text: string, schedule: Schedule, confirm: boolean) =>
  ask(
    api.PUT("/api/prompts/{practice}/{kind}", {
      params: { path: { practice, kind } },
      body: { text, line, ...when(schedule), confirm },
    }),
  );

export const restore = ({ practice, kind, line }: PromptTarget, version: number, confirm: boolean) =>
  ask(
    api.POST("/api/prompts/{practice}/{kind}/versions/{version}/restore", {
      params: { path: { practice, kind, version } },
      body: { line, confirm },
    }),
  );

export const withdraw = ({ practice, kind, line }: PromptTarget, version: number) =>
  ask(
    api.DELETE("/api/prompts/{practice}/{kind}/versions/{version}", {
      params: { path: { practice, kind, version }, query: { line: line ?? undefined } },
    }),
  );

export const inherit = ({ practice, kind, line }: PromptTarget) =>
  ask(
    api.DELETE("/api/prompts/{practice}/{kind}", {
      params: { path: { practice, kind }, query: { line: line ?? undefined } },
    }),
  );

async function answered(request: Promise<Response>): Promise<Response> {
  const response = await request.catch(() => {
    throw new ApiError(0, "The server cannot be reached");
  });
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null), response.headers);
  return response;
}

/** Sends a WAV file as it is; the server converts it. */
export async function saveSound(target: PromptTarget, file: Blob, schedule: Schedule, confirm: boolean) {
  const query = new URLSearchParams({ confirm: String(confirm) });
  if (target.line) query.set("line", target.line);
  if (schedule.from) query.set("from", schedule.from);
  if (schedule.to) query.set("to", schedule.to);
  const response = await answered(
    fetch(`/api/prompts/${target.practice}/${target.kind}/audio?${query}`, {
      method: "PUT",
      headers: { "Content-Type": "audio/wav", "X-Kindline": "1" },
      body: file,
    }),
  );
  return (await response.json()) as Prompt;
}

/** A text as callers would hear it, without keeping it. */
export async function speak(text: string): Promise<Blob> {
  const headers = { "Content-Type": "application/json", "X-Kindline": "1" };
  const response = await answered(
    fetch("/api/prompts/preview", { method: "POST", headers, body: JSON.stringify({ text }) }),
  );
  return response.blob();
}

/** A version as callers hear it. What was never written down is spoken from its text. */
export async function soundOf(target: PromptTarget, version: PromptVersion): Promise<Blob> {
  if (version.version === null || version.version === undefined) return speak(version.text);
  const query = version.line ? `?${new URLSearchParams({ line: version.line })}` : "";
  const path = `/api/prompts/${target.practice}/${target.kind}/versions/${version.version}/audio${query}`;
  return (await answered(fetch(path))).blob();
}
