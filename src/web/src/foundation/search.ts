/** Readers of URL search values. Only ids, dates, numbers of pages and words from a list ever stand in a URL. */

type Raw = Record<string, unknown>;

/** The same values, each of which a link may leave out. */
export const optional = <T extends object>(values: T): Partial<T> => values;

export function oneOf<T extends string>(raw: Raw, key: string, allowed: readonly T[]): T | undefined {
  const value = raw[key];
  return allowed.find((each) => each === value);
}

export function idIn(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === "string" && /^[\w-]{1,64}$/.test(value) ? value : undefined;
}

/** The key of a column: a word, or a field of the practice's own by its id. */
export function columnIn(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === "string" && /^(?:field:)?[\w-]{1,64}$/.test(value) ? value : undefined;
}

export function dateIn(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

export function intIn(raw: Raw, key: string, least: number, most: number): number | undefined {
  const value = Number(raw[key]);
  return raw[key] !== undefined && raw[key] !== "" && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
}

/** A page of this site to return to, or nothing. */
export function pathIn(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}
