import type { JsonObject } from "../../narrow.ts";
import { titleTokens } from "./build-request.ts";

/** What to send instead, once a server has refused a parameter by name. */
const replacements: Readonly<Record<string, (value: unknown) => JsonObject>> = {
  stream_options: () => ({}),
  temperature: () => ({}),
  // Models that think before they answer take only this one, and need room for their thoughts.
  max_tokens: (value) =>
    value === titleTokens
      ? { max_completion_tokens: 1_000, reasoning_effort: "minimal" }
      : { max_completion_tokens: Number(value) },
  reasoning_effort: () => ({}),
};

/** Statuses with which servers refuse parameters that they do not know. */
const refusingStatuses = new Set([400, 422]);

/**
 * The parameter of `sent` that a refusal complains about, if the request can do without it.
 * Servers differ in where they name it, so the whole error body counts.
 */
export function findRefusedParameter(
  sent: JsonObject,
  status: number,
  errorBody: string,
): string | null {
  if (!refusingStatuses.has(status)) return null;
  const known = Object.keys(replacements).filter((name) => name in sent);
  return known.find((name) => new RegExp(`\\b${name}\\b`).test(errorBody)) ?? null;
}

/** The request without the parameters that this model's server has refused before. */
export function withoutRefused(request: JsonObject, refused: Iterable<string>): JsonObject {
  let body: Record<string, unknown> = { ...request };
  for (const name of refused) {
    if (!(name in body)) continue;
    const { [name]: refusedValue, ...kept } = body;
    body = { ...kept, ...replacements[name]?.(refusedValue) };
  }
  return body;
}
