import { AISDKError, APICallError } from "@ai-sdk/provider";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { isObject } from "../../platform/narrow.ts";
import { classifyErrorObject, classifyResponse } from "../openai-chat/classify-failure.ts";
import { isNoSuchPath, wrongAddress } from "../openai-chat/missing-path.ts";
import { readRetryAfterMs } from "../patience/retry-after.ts";
import { ProviderError } from "../provider.ts";

/** Maximum number of characters kept of a refusal's body: the reason comes first. */
const bodyLength = 4_000;

/** Statuses below 500 that are the server's own fault. */
const faults: Readonly<Record<number, GenerationErrorCode>> = { 408: "provider_timeout" };

/**
 * Classifies an error of a call: a refused request, an unreadable response, a lost connection, or a
 * server that was not reached.
 */
export function classifyCallError(cause: unknown, nowMs = Date.now()): ProviderError {
  if (cause instanceof ProviderError) return cause;
  if (!APICallError.isInstance(cause)) {
    // The SDK's other errors concern the response; the rest come from the connection.
    const code = AISDKError.isInstance(cause) ? "provider_nonsense" : "provider_cut";
    return new ProviderError(code, nameOf(cause), { cause });
  }
  const { statusCode, responseHeaders, responseBody } = cause;
  if (statusCode === undefined)
    return new ProviderError("provider_unreachable", "no response", { cause });
  // The SDK reports an unreadable response as an error with a success status.
  if (statusCode < 400)
    return new ProviderError("provider_nonsense", `unreadable answer, HTTP ${statusCode}`);
  const body = responseBody?.slice(0, bodyLength) ?? "";
  if (isNoSuchPath({ status: statusCode, body })) return wrongAddress(statusCode);
  const fault = faults[statusCode];
  if (fault) return new ProviderError(fault, `HTTP ${statusCode}`);
  return classifyResponse({
    status: statusCode,
    body,
    retryAfterMs: readRetryAfterMs(new Headers(responseHeaders), nowMs),
  });
}

/** Classifies an `error` part in the middle of a stream. */
export function classifyStreamError(error: unknown): ProviderError {
  if (APICallError.isInstance(error)) return classifyCallError(error);
  // The SDK's stream errors carry the API's own fields: `type`, `code` and, if known, the status.
  if (!isObject(error)) return new ProviderError("provider_unavailable", "error in the stream");
  if (error.type === "overloaded_error")
    return new ProviderError("provider_unavailable", "error in the stream type=overloaded_error");
  const status = Number(error.statusCode);
  const known = Number.isInteger(status) && status >= 400 ? { status } : {};
  return (
    classifyErrorObject({ error: { type: error.type, code: error.code, ...known } }) ??
    new ProviderError("provider_unavailable", "error in the stream")
  );
}

/** The name of an error, never its message, which may quote the conversation or the key. */
function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : "unknown error";
}
