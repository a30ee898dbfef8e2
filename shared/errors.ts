/** Why a request was refused: the complete set of codes of all procedures. */
export const requestErrorCodes = [
  "unauthenticated",
  "forbidden",
  "not_found",
  "invalid_input",
  "conflict",
  /** Wrong e-mail or password. */
  "wrong_credentials",
  /** A mailed link that was used, has expired, or is incomplete. */
  "invalid_link",
  /** A very common password. */
  "weak_password",
  /** The account was disabled by an admin. */
  "account_disabled",
  /** The model is not offered to the caller, or none of the assistant's is. */
  "model_unavailable",
  "rate_limited",
  "too_large",
  /** The caller's files have reached the storage limit. */
  "storage_full",
  "unavailable",
  "internal",
] as const;

export type RequestErrorCode = (typeof requestErrorCodes)[number];

/** Why a generation failed. Stored, so every tab keeps showing the same message. */
export const generationErrorCodes = [
  /** The provider rejected the API key (401, 403). */
  "provider_auth",
  /** The provider does not know the model (404, or an error that names the model). */
  "provider_unknown_model",
  /** An admin has removed the model's connection. */
  "provider_removed",
  /** The model is not offered to the user. */
  "model_unavailable",
  /** There is no chat API at the provider's address (404 for the path itself). */
  "provider_wrong_address",
  /** The newest message alone does not fit into the model's context window. */
  "message_too_long",
  /** The provider's rate limit or quota is exhausted (429 after all retries). */
  "provider_rate_limited",
  /** The provider rejected the request because of its content (other 4xx, content filter). */
  "provider_rejected",
  /** No response from the provider's address: refused, unknown host, TLS failure. */
  "provider_unreachable",
  /** The provider answered 5xx after all retries. */
  "provider_unavailable",
  /** No first byte, no next byte, or no end within the time allowed. */
  "provider_timeout",
  /** The stream ended before the provider signalled its end. */
  "provider_cut",
  /** The response does not follow the protocol: HTML, invalid JSON, an empty reply. */
  "provider_nonsense",
  /** The reply exceeds the built-in model's limit of time or memory. */
  "too_complex",
  /** Two workers died or hung while writing this reply. */
  "workers_lost",
  /** An error of this server. */
  "internal",
] as const;

export type GenerationErrorCode = (typeof generationErrorCodes)[number];

/** The code to show for a failure: one that only a later version knows becomes `internal`. */
export function knownFailure(code: string | undefined): GenerationErrorCode {
  return generationErrorCodes.find((each) => each === code) ?? "internal";
}
