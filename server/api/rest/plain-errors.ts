import type { RequestError } from "../../platform/errors.ts";
import { limitHeaders } from "../../platform/limits/limit-headers.ts";
import { policies } from "../../platform/limits/policies.ts";
import { httpStatuses } from "./http-status.ts";
import type { Issue } from "./rest-context.ts";

/** A refusal in the format of the routes under `/api`. */
export function plainError(
  status: number,
  error: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error }, { status, headers: { "cache-control": "no-store", ...headers } });
}

/** The same for a use-case's refusal. */
export function plainRefusal(refusal: RequestError): Response {
  return plainError(httpStatuses[refusal.code], describe(refusal), limitHeaders([refusal]));
}

/** The same for a request that does not match its schema: names fields, not values. */
export function plainMisfit(issues: readonly Issue[]): Response {
  const [first] = issues;
  const path = first?.path.join(".") ?? "";
  return plainError(400, `Invalid input. ${path === "" ? "body" : path}: ${first?.message ?? ""}`);
}

function describe({ policy, quota, message }: RequestError): string {
  if (!policy) return message;
  const { points, seconds } = policies[policy];
  const [count, unit] = seconds % 60 === 0 ? [seconds / 60, "minute"] : [seconds, "second"];
  return `Rate limit exceeded: ${quota ?? points} per ${count} ${unit}`;
}
