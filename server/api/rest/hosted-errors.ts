import type { RequestError } from "../../platform/errors.ts";
import { limitHeaders } from "../../platform/limits/limit-headers.ts";
import { httpStatuses } from "./http-status.ts";
import type { Issue } from "./rest-context.ts";

/** The body of a hosted API error. */
export interface HostedError {
  message: string;
  type: "invalid_request_error" | "rate_limit_error" | "server_error";
  /** The invalid field, or null. */
  param: string | null;
  code: string | null;
}

/** An error in the hosted API's format. */
export function hostedError(
  status: number,
  error: Pick<HostedError, "message"> & Partial<HostedError>,
  headers: Record<string, string> = {},
): Response {
  const body: HostedError = { type: typeOf(status), param: null, code: null, ...error };
  return Response.json(
    { error: body },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
}

/**
 * The same for a use-case's refusal. Its `invalid_input` did match the schema, so it becomes a 422.
 * The SDK retries internal errors but not refusals.
 */
export function hostedRefusal(refusal: RequestError): Response {
  const { code, message } = refusal;
  const status = code === "invalid_input" ? 422 : httpStatuses[code];
  const headers = limitHeaders([refusal]);
  if (code !== "unauthenticated") return hostedError(status, { message, code }, headers);
  const challenge = { ...headers, "www-authenticate": "Bearer" };
  return hostedError(status, { message, code: "invalid_api_key" }, challenge);
}

/** The same for a request that does not match its schema. */
export function hostedMisfit(issues: readonly Issue[]): Response {
  const [first] = issues;
  const param = first?.path.join(".") || null;
  const message = `Invalid ${param ?? "request"}: ${first?.message ?? "not as it has to be"}.`;
  return hostedError(400, { message, param, code: "invalid_value" });
}

function typeOf(status: number): HostedError["type"] {
  if (status === 429) return "rate_limit_error";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
