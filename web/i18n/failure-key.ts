import { toRequestError } from "../../client/request-error.ts";

/** The key of the message for a failed change: the given one, unless a rate limit is the reason. */
export function failureKey<Key>(error: unknown, otherwise: Key): Key | "refused.rate_limited" {
  return toRequestError(error).code === "rate_limited" ? "refused.rate_limited" : otherwise;
}
