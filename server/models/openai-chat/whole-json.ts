import { parseJson } from "../../platform/narrow.ts";

/**
 * Whether a body is JSON instead of an event stream, told by its first character: the servers'
 * own `content-type` is wrong too often. Null while nothing but white space has come.
 */
export function beginsAsJson(text: string): boolean | null {
  const first = text.trimStart()[0];
  return first === undefined ? null : first === "{" || first === "[";
}

/**
 * The values of a body that is JSON: one answer, a list of chunks, or a line for each chunk.
 * Undefined for a body that is cut or garbled.
 */
export function parseWhole(body: string): unknown[] | undefined {
  const value = parseJson(body);
  if (value !== undefined) return Array.isArray(value) ? value : [value];
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  const values = lines.map(parseJson);
  return values.includes(undefined) ? undefined : values;
}
