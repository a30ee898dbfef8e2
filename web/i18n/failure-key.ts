import { toRequestError } from "../../client/request-error.ts";

/** The sentence for a change that failed: the one given, unless the reason is too many changes in a short time. */
export function failureKey<Key>(error: unknown, otherwise: Key): Key | "refused.rate_limited" {
  return toRequestError(error).code === "rate_limited" ? "refused.rate_limited" : otherwise;
}
