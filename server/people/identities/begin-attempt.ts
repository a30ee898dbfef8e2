import { RequestError } from "../../platform/errors.ts";
import { attemptSecretsOf, newAttemptSecret } from "./attempt-secrets.ts";
import { saveAttempt } from "./attempts.ts";
import type { IdentityDeps } from "./identity-deps.ts";
import { logFault } from "./log-fault.ts";
import { ProviderFault } from "./provider-fault.ts";

/** What a browser is about to do with a provider. */
export interface Beginning {
  /** The provider's id. */
  provider: string;
  /** The account to connect; null for signing in. */
  userId: string | null;
  /** The slug of a shared chat to return to; null for the chat. */
  nextShare: string | null;
  /** IP address of the call. */
  address: string;
}

/**
 * Begins to sign in with a provider, or to connect one.
 *
 * @returns the provider's address to send the browser to, and the secret for its cookie
 * @throws RequestError `not_found`; `unavailable` for a provider that does not answer or is not
 *   what the settings say; `rate_limited`
 */
export async function beginAttempt(
  deps: IdentityDeps,
  { provider: id, address, ...beginning }: Beginning,
): Promise<{ url: string; secret: string }> {
  const { db, identityProviders, limits, log } = deps;
  await limits.takeByAddress("beginIdentity", address);
  const provider = identityProviders.find(id);
  if (!provider) throw new RequestError("not_found", "No such identity provider.");
  const secret = newAttemptSecret();
  try {
    const url = await identityProviders.begin(provider, attemptSecretsOf(secret));
    await saveAttempt(db, secret, { ...beginning, provider: id, issuer: provider.issuer });
    return { url, secret };
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error;
    logFault(log, provider, error);
    throw new RequestError("unavailable", `${provider.name} cannot be reached.`, { cause: error });
  }
}
