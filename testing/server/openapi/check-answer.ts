import { parseJson } from "../../../server/platform/narrow.ts";
import type { SchemaCompiler } from "./compile-schema.ts";
import type { Operation } from "./read-document.ts";

/** An answer whose body has been read. */
export interface ReadAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Says how an answer differs from what the document declares for its operation; null when it does
 * not.
 * A server error is never declared.
 */
export function checkAnswer(
  { responses }: Operation,
  compiler: SchemaCompiler,
  { status, headers, text }: ReadAnswer,
): string | null {
  if (status >= 500) return `the server failed with ${status}`;
  const declared = responses[status] ?? responses["default"];
  if (!declared) return `status ${status} is not declared`;
  for (const [name, { required }] of Object.entries(declared.headers))
    if (required && !headers.has(name)) return `the header ${name} is missing`;
  if (Object.keys(declared.content).length === 0)
    return text === "" ? null : "a body is not declared";
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  const media = declared.content[type] ?? declared.content["*/*"];
  if (!media) return `the content type "${type}" is not declared`;
  if (type !== "application/json") return null;
  const body = parseJson(text);
  if (body === undefined) return "the body is not JSON";
  return compiler.closed(media.schema)(body);
}
