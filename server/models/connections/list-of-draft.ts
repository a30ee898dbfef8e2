import type { ConnectionFailure, ModelListing } from "../../../shared/connections.ts";
import { RequestError } from "../../platform/errors.ts";
import { UpstreamFailure } from "../../platform/upstream/upstream-failure.ts";
import type { ServerProvider } from "../provider.ts";

/** Most models of a returned list: an admin cannot look through more. */
const mostModels = 1_000;

/** Longest wait for a server's list, in milliseconds. */
const longestListMs = 20_000;

/** The names that a server lists, or why it did not answer. A server without a list is no failure. */
export async function listOfDraft(
  provider: ServerProvider,
  callerSignal = new AbortController().signal,
): Promise<ModelListing> {
  const late = AbortSignal.timeout(longestListMs);
  try {
    const models = await provider.listModels(AbortSignal.any([callerSignal, late]));
    return { models: models.slice(0, mostModels).map(({ name }) => name), failure: null };
  } catch (error) {
    callerSignal.throwIfAborted();
    if (!(error instanceof RequestError) || error.code !== "unavailable") throw error;
    return { models: [], failure: late.aborted ? tooLate : failureOf(error.cause) };
  }
}

const tooLate: ConnectionFailure = {
  code: "provider_timeout",
  reason: `no answer after ${longestListMs / 1_000} s`,
};

/** Null where only the list is missing: a typed model may still answer. */
function failureOf(cause: unknown): ConnectionFailure | null {
  if (!(cause instanceof UpstreamFailure)) return null;
  if (cause.kind === "unreached") return { code: "provider_unreachable", reason: cause.message };
  const code = cause.status === undefined ? null : codeOf(cause.status);
  return code && { code, reason: `HTTP ${cause.status}` };
}

function codeOf(status: number): ConnectionFailure["code"] | null {
  // The request has nothing else that could be wrong; Google answers 400 for a wrong key.
  if (status === 400 || status === 401 || status === 403) return "provider_auth";
  if (status === 429) return "provider_rate_limited";
  return status >= 500 ? "provider_unavailable" : null;
}
