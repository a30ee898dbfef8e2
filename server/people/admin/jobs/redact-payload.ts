import { idPrefixes } from "../../../../shared/ids.ts";
import type { DeadJob } from "../../../../shared/jobs.ts";

/** Maximum number of fields shown. */
const mostFields = 20;

/**
 * An id of a known kind: generated, or a workflow's, which people may choose. Secrets have other
 * prefixes.
 */
const idPattern = new RegExp(
  `^(?:(?:${Object.values(idPrefixes).join("|")})_[0-9a-f]{32}|${idPrefixes.workflow}_[A-Za-z0-9_-]{1,64})$`,
);

/**
 * Redacts a payload to ids, numbers and booleans. A payload that does not match its queue may
 * contain anything, so every other value becomes `…`.
 */
export function redactPayload(payload: unknown): DeadJob["payload"] {
  if (typeof payload !== "object" || payload === null) return {};
  const fields = Object.entries(payload).filter(([name]) => /^\w{1,40}$/.test(name));
  return Object.fromEntries(
    fields.slice(0, mostFields).map(([name, value]) => [name, redact(value)]),
  );
}

function redact(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" && idPattern.test(value) ? value : "…";
}
