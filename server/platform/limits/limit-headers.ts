import type { RequestError } from "../errors.ts";
import { policies } from "./policies.ts";

/**
 * Headers of an HTTP response that was refused by a limit: `Retry-After` (RFC 9110), and
 * `RateLimit` with `RateLimit-Policy` as in draft-ietf-httpapi-ratelimit-headers. For a batch, the
 * longest refusal counts. Times are seconds, rounded up.
 */
export function limitHeaders(errors: readonly RequestError[]): Record<string, string> {
  const refusals = errors.filter(({ retryAfterMs }) => retryAfterMs !== undefined);
  const [last] = refusals.toSorted((a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0));
  if (!last) return {};
  const seconds = Math.ceil((last.retryAfterMs ?? 0) / 1_000);
  const headers = { "retry-after": String(seconds) };
  if (!last.policy) return headers;
  const { points, seconds: window } = policies[last.policy];
  return {
    ...headers,
    ratelimit: `"${last.policy}";r=0;t=${seconds}`,
    "ratelimit-policy": `"${last.policy}";q=${last.quota ?? points};w=${window}`,
  };
}
