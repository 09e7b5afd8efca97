import createClient, { type Middleware } from "openapi-fetch";
import type { Problem, paths } from "../api/types";
import { learnServerTime } from "./clock";
import { sentence } from "./formats";
import { isAttended } from "./presence";

/** A refusal or failure of the server in words that can be shown as they are. Status 0: no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly fields: { [field: string]: string[] } = {},
    readonly retryAfter: number | null = null,
  ) {
    super(detail && detail !== title ? `${title.replace(/\.$/, "")}. ${detail}` : title);
  }

  /** Whether the same request may succeed later without a change by the person. */
  get passing(): boolean {
    return this.status === 0 || this.status === 401 || this.status >= 500;
  }
}

const plainTitles: { [status: number]: string } = {
  401: "You are signed out",
  403: "Your role does not allow this",
  404: "Not found, or not part of your work",
  409: "Somebody else changed this, or the call has moved on",
  413: "Too large",
  423: "Locked after too many tries",
  429: "Too many requests, wait a moment",
};

/** "filter.conditions[1].to" is "Condition 2, to", and "phones[0].number" "Phone 1, number". */
export function placeOf(field: string): string {
  const steps = field.split(".").filter((step) => step !== "filter");
  const words = steps.map((step) =>
    sentence(step.replace(/s?\[(\d+)\]/g, (_, place: string) => ` ${Number(place) + 1}`)).toLowerCase(),
  );
  return sentence(words.join(", "));
}

// The framework's own title of a 400 says nothing; the fields do: "Notes must be 8000 characters at most".
function titleOfFields(fields: { [field: string]: string[] }): string {
  const lines = Object.entries(fields).flatMap(([field, messages]) =>
    messages.map((message) => (/^[a-z]/.test(message) ? `${placeOf(field)} ${message}` : message)),
  );
  return lines.join(". ");
}

export function toApiError(status: number, body: unknown, headers: Headers): ApiError {
  const problem: Problem = typeof body === "object" && body !== null ? (body as Problem) : {};
  const fallback = plainTitles[status] ?? (status >= 500 ? "The server failed" : "The server refused this");
  const header = Number(headers.get("Retry-After"));
  const retryAfter = problem.retryAfter ?? (header > 0 ? header : null);
  const fields = problem.errors ?? {};
  const title = Object.keys(fields).length > 0 ? titleOfFields(fields) : problem.title || fallback;
  return new ApiError(status, title, problem.detail ?? null, fields, retryAfter);
}

type SignedOutListener = () => void;
let onSignedOut: SignedOutListener = () => {};

/** Called whenever any request but the sign-in itself is answered 401. */
export function whenSignedOut(listener: SignedOutListener) {
  onSignedOut = listener;
}

const kindline: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && request.method !== "HEAD") request.headers.set("X-Kindline", "1");
    else if (!isAttended()) request.headers.set("X-Kindline-Background", "1");
    return request;
  },
  onResponse({ request, response }) {
    learnServerTime(response.headers.get("Date"));
    if (response.status === 401 && !request.url.endsWith("/api/session")) onSignedOut();
    return response;
  },
};

/** The typed client of the HTTP API. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: (request: Request) => globalThis.fetch(request),
});
api.use(kindline);

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body, or an `ApiError`. */
export async function ask<T>(request: Promise<Answered<T>>): Promise<T> {
  let answer: Answered<T>;
  try {
    answer = await request;
  } catch {
    throw new ApiError(0, "The server cannot be reached");
  }
  if (!answer.response.ok) throw toApiError(answer.response.status, answer.error, answer.response.headers);
  return answer.data as T;
}

/** The words of any failure, for an alert. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong";
}

/** Refusals by field of a 400 answer, one sentence each. */
export function fieldWords(error: unknown): { [field: string]: string } {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(Object.entries(error.fields).map(([field, lines]) => [field, lines.join(" ")]));
}
