import { timingSafeEqual } from "node:crypto";
import type { OpenedAuthSession } from "../auth/auth-session.ts";
import { findSession } from "../auth/find-session.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Entrance } from "../sign-in/enter-account.ts";
import { attemptSecretsOf } from "./attempt-secrets.ts";
import { type Attempt, takeAttempt } from "./attempts.ts";
import { connectIdentity } from "./connect-identity.ts";
import type { IdentityDeps } from "./identity-deps.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { IdentityRefusal } from "./identity-refusal.ts";
import { logFault } from "./log-fault.ts";
import { ProviderFault } from "./provider-fault.ts";
import type { Claims } from "./read-claims.ts";
import { signInWithIdentity } from "./sign-in-with-identity.ts";

/** A browser that comes back from a provider. */
export interface Return extends Entrance {
  /** The id of the provider in the address. */
  provider: string;
  parameters: URLSearchParams;
  /** The secret in the browser's cookie; null without one. */
  secret: string | null;
}

/** What an attempt has led to. */
export type Finished =
  | { kind: "signed_in"; session: OpenedAuthSession; nextShare: string | null }
  | { kind: "connected" };

/**
 * Ends an attempt in the browser that has begun it, once.
 *
 * @throws IdentityRefusal
 */
export async function finishAttempt(deps: IdentityDeps, back: Return): Promise<Finished> {
  const provider = deps.identityProviders.find(back.provider);
  const { secret, parameters } = back;
  // Before the attempt is used up: another page can send the browser here too.
  if (!provider || secret === null || !isStateOf(secret, parameters.get("state")))
    throw new IdentityRefusal("expired");
  const attempt = await takeAttempt(deps.db, secret, provider.id);
  // The settings may have changed since.
  if (!attempt || attempt.issuer !== provider.issuer) throw new IdentityRefusal("expired");
  const isConnecting = attempt.userId !== null;
  const claims = await askProvider(deps, { provider, secret, back, isConnecting });
  if (attempt.userId !== null) {
    await connect(deps, { provider, claims, back, userId: attempt.userId });
    return { kind: "connected" };
  }
  return enter(deps, { provider, claims, back, attempt });
}

interface Asked {
  provider: IdentityProvider;
  back: Return;
}

async function askProvider(
  { db, log, identityProviders }: IdentityDeps,
  { provider, secret, back, isConnecting }: Asked & { secret: string; isConnecting: boolean },
): Promise<Claims> {
  try {
    return await identityProviders.finish(provider, back.parameters, attemptSecretsOf(secret));
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error;
    logFault(log, provider, error);
    if (error.reason === "untrusted")
      await recordAudit(db, {
        kind: "sign_in_failed",
        actorId: null,
        userId: null,
        address: back.address,
        details: { name: provider.name },
      });
    throw new IdentityRefusal(error.reason, isConnecting);
  }
}

/** Only for the person who has begun it: the browser has to be signed in as the same still. */
async function connect(
  deps: IdentityDeps,
  { provider, claims, back, userId }: Asked & { claims: Claims; userId: string },
): Promise<void> {
  const session = await findSession(deps.db, back.cookie);
  if (session?.userId !== userId) throw new IdentityRefusal("expired", true);
  const { address } = back;
  await connectIdentity(deps, { provider, claims, userId, address });
}

async function enter(
  deps: IdentityDeps,
  { provider, claims, back, attempt }: Asked & { claims: Claims; attempt: Attempt },
): Promise<Finished> {
  const { cookie, preferences, userAgent, address } = back;
  const entrance = { cookie, preferences, userAgent, address };
  const session = await signInWithIdentity(deps, { provider, claims, entrance });
  return { kind: "signed_in", session, nextShare: attempt.nextShare };
}

function isStateOf(secret: string, shown: string | null): boolean {
  const expected = Buffer.from(attemptSecretsOf(secret).state);
  const given = Buffer.from(shown ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
