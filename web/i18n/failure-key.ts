import { toRequestError } from "../../client/request-error.ts";

/** Reasons that have a message of their own. */
export type ToldReason = "refused.rate_limited" | "refused.model_unavailable";

/** The key of the message for a failed change: the given one, unless the reason has a message. */
export function failureKey<Key>(error: unknown, otherwise: Key): Key | ToldReason {
  const { code } = toRequestError(error);
  return code === "rate_limited" || code === "model_unavailable" ? `refused.${code}` : otherwise;
}
