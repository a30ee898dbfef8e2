import { createHmac } from "node:crypto";

/** What one attempt to sign in with a provider needs, all derived from the browser's secret. */
export interface AttemptSecrets {
  /** In the address that the provider sends the browser back to (RFC 6749, section 10.12). */
  state: string;
  /** In the ID token (OpenID Connect Core, section 3.1.3.7). */
  nonce: string;
  /** Proves to the provider that the same client began and ends the attempt (RFC 7636). */
  codeVerifier: string;
}

/** Creates a secret of 256 random bits, for the browser's cookie. */
export function newAttemptSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
}

/**
 * Derives what an attempt needs. Only the browser that has the secret can end the attempt, and
 * nothing that the server stores or the provider sees leads back to it.
 */
export function attemptSecretsOf(secret: string): AttemptSecrets {
  const derive = (use: string) => createHmac("sha256", secret).update(use).digest("base64url");
  return { state: derive("state"), nonce: derive("nonce"), codeVerifier: derive("verifier") };
}
