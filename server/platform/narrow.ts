/** A JSON object whose fields are not yet validated. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * True for objects that are not arrays. Per-token code narrows by hand, because a schema would cost
 * too much there.
 */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses external JSON; undefined if it is invalid (JSON itself has no undefined). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
