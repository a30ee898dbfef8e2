import type { RequestError } from "../../platform/errors.ts";
import { parseJson } from "../../platform/narrow.ts";
import { findReservedName } from "../../platform/reserved-name.ts";
import { toRequestError } from "../trpc/map-error.ts";
import { requireShallow } from "../json-depth.ts";

/** Why a body cannot be read, for the response. */
export interface Unreadable {
  message: string;
  /** Present for JSON with a name that schemas would silently drop. */
  isJson?: true;
}

/**
 * Reads the body of a request as JSON, whatever its content type.
 *
 * @returns the JSON text, empty for an empty body; why it cannot be used; or the refusal `too_large`
 *   for JSON that is nested too deeply
 */
export async function readJsonBody(request: Request): Promise<string | Unreadable | RequestError> {
  const text = decode(await request.arrayBuffer());
  if (text === null) return { message: "the body is not UTF-8" };
  try {
    // Before parsing, because a parser may overflow the stack.
    requireShallow(text);
  } catch (error) {
    return toRequestError(error);
  }
  if (text === "") return text;
  const body = parseJson(text);
  if (body === undefined) return { message: "the body is not JSON" };
  const reserved = findReservedName(body);
  if (reserved === null) return text;
  return { message: `${reserved} is a reserved name`, isJson: true };
}

/**
 * Whether a body is compressed. Compressed bodies are refused, so that a small one cannot expand to
 * a large one.
 */
export function isCompressed(headers: Headers): boolean {
  return !/^(identity)?$/i.test(headers.get("content-encoding")?.trim() ?? "");
}

/**
 * Null for invalid UTF-8: replacing its bytes could make two names, such as those of users, equal.
 */
function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
