import type { RequestError } from "../errors.ts";
import { policies } from "./policies.ts";

/**
 * What an answer over HTTP says of the limit that refused it: `Retry-After` (RFC 9110), and
 * `RateLimit` with `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers has them. Of a batch
 * it is the refusal that holds longest. Times are seconds, rounded up.
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
