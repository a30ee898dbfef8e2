/** Why a provider's answer opens nothing. */
export type FaultReason =
  /** The person, or the provider on their behalf, has refused. */
  | "cancelled"
  /** It is down, slow or over its limits. */
  | "unreachable"
  /** What it says does not hold: issuer, signature, audience, nonce, time or form. */
  | "untrusted"
  /** It refuses this server, such as for a wrong client secret. */
  | "misconfigured";

/** A sign-in that fails because of the provider. The message is for the operator's log. */
export class ProviderFault extends Error {
  override readonly name = "ProviderFault";

  constructor(
    readonly reason: FaultReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
