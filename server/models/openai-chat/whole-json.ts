import { parseJson } from "../../platform/narrow.ts";

/**
 * Whether a body is JSON instead of an event stream, by its first character, because servers'
 * `content-type` is wrong too often. Null while there is only white space.
 */
export function beginsAsJson(text: string): boolean | null {
  const first = text.trimStart()[0];
  return first === undefined ? null : ["{", "[", '"'].includes(first);
}

/**
 * The values of a JSON body: one answer, a list of chunks, or one chunk per line. Undefined for a
 * truncated or garbled body.
 */
export function parseWhole(body: string): unknown[] | undefined {
  const value = parseJson(body);
  if (value !== undefined) return Array.isArray(value) ? value : [value];
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  const values = lines.map(parseJson);
  return values.includes(undefined) ? undefined : values;
}
