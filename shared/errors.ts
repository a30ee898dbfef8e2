/** Why a request was refused. The closed set of codes a caller can meet on any procedure. */
export const requestErrorCodes = [
  "unauthenticated",
  "forbidden",
  "not_found",
  "invalid_input",
  "conflict",
  /** Wrong e-mail or password. */
  "wrong_credentials",
  /** A link of a mail that has been used, is too old, or is not whole. */
  "invalid_link",
  /** A password that everybody tries first. */
  "weak_password",
  /** An admin has shut the account. */
  "account_disabled",
  "rate_limited",
  "too_large",
  /** The caller's files take up as much as they may. */
  "storage_full",
  "unavailable",
  "internal",
] as const;

export type RequestErrorCode = (typeof requestErrorCodes)[number];

/** Why a generation failed. Stored with it, so every tab shows the same sentence for ever. */
export const generationErrorCodes = [
  /** The provider refused the API key (401, 403). */
  "provider_auth",
  /** The provider does not know the model (404, or an error that names the model). */
  "provider_unknown_model",
  /** There is no chat API at the provider's address (404 for the path itself). */
  "provider_wrong_address",
  /** The newest message alone does not fit into the model's context window. */
  "message_too_long",
  /** The provider's limit or quota is used up (429 after all retries). */
  "provider_rate_limited",
  /** The provider refused this request for what it contains (other 4xx, content filter). */
  "provider_rejected",
  /** No answer at the provider's address: refused, unknown host, TLS failure. */
  "provider_unreachable",
  /** The provider answered 5xx after all retries. */
  "provider_unavailable",
  /** No first byte, no next byte, or no end within the time allowed. */
  "provider_timeout",
  /** The stream ended before the provider said it was done. */
  "provider_cut",
  /** What came back is not the protocol: HTML, broken JSON, an empty reply. */
  "provider_nonsense",
  /** The reply would take the built-in model more time or memory than it may use. */
  "too_complex",
  /** Two workers have died or hung while they wrote this reply. */
  "workers_lost",
  /** This server's own fault. */
  "internal",
] as const;

export type GenerationErrorCode = (typeof generationErrorCodes)[number];

/** A failure's code as a reader may show it: one that only a later version knows is this server's own fault to this one. */
export function knownFailure(code: string | undefined): GenerationErrorCode {
  return generationErrorCodes.find((each) => each === code) ?? "internal";
}
