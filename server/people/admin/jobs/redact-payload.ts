import { idPrefixes } from "../../../../shared/ids.ts";
import type { DeadJob } from "../../../../shared/jobs.ts";

/** Most fields that are shown. */
const mostFields = 20;

/** An id of this product's: made, or a workflow's, which people name. A secret has another prefix. */
const idPattern = new RegExp(
  `^(?:(?:${Object.values(idPrefixes).join("|")})_[0-9a-f]{32}|${idPrefixes.workflow}_[A-Za-z0-9_-]{1,64})$`,
);

/**
 * What may be shown of a payload: ids, numbers and yes or no. A payload that did not fit its queue
 * may hold anything, so whatever else it holds is `…`.
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
