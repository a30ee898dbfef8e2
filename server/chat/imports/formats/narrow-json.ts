import { cleanText } from "../../../../shared/requests.ts";

/** Untrusted JSON: an object, or nothing. */
export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list. */
export function asObjects(value: unknown): Json[] {
  return asList(value).flatMap((each): Json[] => {
    const object = asObject(each);
    return object ? [object] : [];
  });
}

/** Text that fits into the database; null for anything else. */
export function asText(value: unknown): string | null {
  return typeof value === "string" ? cleanText(value) : null;
}

/** Text that is more than white space; null for anything else. */
export function asFilled(value: unknown): string | null {
  const text = asText(value)?.trim();
  return text === undefined || text === "" ? null : text;
}

/** Years between which a time is believed. */
const earliest = Date.UTC(1990, 0);
const latest = Date.UTC(2200, 0);

/**
 * A time in milliseconds: ISO 8601, or Unix time in seconds or milliseconds, also as MongoDB writes
 * it (`{"$date": …}`). One in the future is now, so that no chat stays above those that follow.
 */
export function asTime(value: unknown): number | null {
  const inner = asObject(value)?.["$date"];
  if (inner !== undefined) return asTime(inner);
  const read =
    typeof value === "string" ? Date.parse(value) : typeof value === "number" ? value : NaN;
  const time = typeof value === "number" && read < 1e11 ? read * 1_000 : read;
  return time > earliest && time < latest ? Math.min(Math.round(time), Date.now()) : null;
}

/** An id: text, or MongoDB's `{"$oid": …}`. */
export function asId(value: unknown): string | null {
  const id = asFilled(value) ?? asFilled(asObject(value)?.["$oid"]);
  return id === null ? null : id.slice(0, 200);
}
