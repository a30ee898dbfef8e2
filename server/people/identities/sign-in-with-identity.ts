import { eq, sql } from "drizzle-orm";
import { recordEvents } from "../../analytics/record-events.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { type Account, findAccount, requireAccount } from "../accounts/find-account.ts";
import { hasWayIn } from "../accounts/has-way-in.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { createGuest, type OpenedAuthSession } from "../auth/auth-session.ts";
import { findSession } from "../auth/find-session.ts";
import { endLinks } from "../auth/one-time-tokens.ts";
import { type Admission, takeSignUp } from "../entry/require-sign-up.ts";
import { becomeRegistered } from "../sign-in/become-registered.ts";
import { type Entrance, enterAccount } from "../sign-in/enter-account.ts";
import { addIdentity, findOwner, isConnectedTo, lockIdentity } from "./find-identity.ts";
import type { IdentityDeps } from "./identity-deps.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { IdentityRefusal } from "./identity-refusal.ts";
import type { Claims } from "./read-claims.ts";

/** A person whom a provider has identified, and their browser. */
export interface Identified {
  provider: IdentityProvider;
  claims: Claims;
  entrance: Entrance;
}

/**
 * Signs in to the account that an identity is connected to. An identity without one gets the
 * account with the same address, where both sides have confirmed it and the operator trusts the
 * provider for that; otherwise a new account, where the rules of registration let it in.
 *
 * @throws IdentityRefusal
 */
export function signInWithIdentity(
  deps: IdentityDeps,
  { provider, claims, entrance }: Identified,
): Promise<OpenedAuthSession> {
  const key = { issuer: provider.issuer, subject: claims.subject };
  return deps.db.transaction(async (tx) => {
    await lockIdentity(tx, key);
    const owner = await findOwner(tx, key);
    const { account, isNew } =
      owner === null
        ? await findOrCreate(tx, deps, { provider, claims, entrance })
        : { account: await requireAccount(tx, owner), isNew: false };
    if (account.disabledAt) throw new IdentityRefusal("disabled");
    return enterAccount(tx, deps, { ...entrance, account, provider: provider.name, isNew });
  });
}

async function findOrCreate(
  tx: Transaction,
  deps: IdentityDeps,
  { provider, claims, entrance }: Identified,
): Promise<{ account: Account; isNew: boolean }> {
  const { subject, confirmedEmail: email } = claims;
  const { address } = entrance;
  if (email === null) throw new IdentityRefusal("unconfirmed");
  const known = await findAccount(tx, email);
  if (known) {
    await connectKnown(tx, deps, { known, provider, subject, address });
    return { account: known, isNew: false };
  }
  const userId = await register(tx, deps, { email, entrance, isProved: provider.trustsEmail });
  await addIdentity(tx, provider, { subject, userId, address });
  return { account: await requireAccount(tx, userId), isNew: true };
}

/** An account that has the address of an identity without an account. */
interface KnownAccount {
  known: Account;
  provider: IdentityProvider;
  subject: string;
  address: string;
}

async function connectKnown(
  tx: Transaction,
  deps: IdentityDeps,
  { known, provider, subject, address }: KnownAccount,
): Promise<void> {
  // One that an admin has created for this address, and that is empty still.
  const isEmpty = !(await hasWayIn(tx, known.id));
  // An address that only one side has confirmed proves nothing, and one that the provider has given
  // to another person since then proves the wrong thing.
  const isProved = provider.trustsEmail && (isEmpty || known.emailVerifiedAt !== null);
  if (!isProved || (await isConnectedTo(tx, known.id, provider.issuer)))
    throw new IdentityRefusal("connect_first");
  if (known.disabledAt) throw new IdentityRefusal("disabled");
  await addIdentity(tx, provider, { subject, userId: known.id, address });
  if (isEmpty) {
    await tx
      .update(users)
      .set({ emailVerifiedAt: sql`now()` })
      .where(eq(users.id, known.id));
    await endLinks(tx, known.id, ["reset_password"]);
    await recordEvents(tx, known.id, [{ kind: "registered" }]);
  }
  const content = isEmpty
    ? ({ kind: "welcome" } as const)
    : ({ kind: "identityConnected", provider: provider.name } as const);
  await mailUser(tx, deps.jobs, { user: known, content });
}

/** The account of a person who is new here. */
interface NewPerson {
  email: string;
  entrance: Entrance;
  /** Whether the provider's word is enough to hold the address for confirmed. */
  isProved: boolean;
}

/** @returns the id of the browser's guest, or of a new user, who has become an account */
async function register(
  tx: Transaction,
  deps: IdentityDeps,
  { email, entrance, isProved }: NewPerson,
): Promise<string> {
  const { cookie, preferences, address } = entrance;
  const admission = await allow(tx, deps, { email, isProved });
  const old = await findSession(tx, cookie);
  const userId = old?.isGuest ? old.userId : (await createGuest(tx, preferences)).id;
  const account = { userId, email, passwordHash: null };
  const registration = { ...account, admission, isVerified: isProved, address };
  if (!(await becomeRegistered(tx, deps.jobs, registration)))
    throw new IdentityRefusal("connect_first");
  return userId;
}

async function allow(
  tx: Transaction,
  deps: IdentityDeps,
  { email, isProved }: Pick<NewPerson, "email" | "isProved">,
): Promise<Admission> {
  try {
    const confirmation = isProved ? "provider" : "none";
    return await takeSignUp(tx, deps, { email, invitation: null, confirmation });
  } catch (error) {
    if (error instanceof RequestError && error.code === "forbidden")
      throw new IdentityRefusal("closed");
    throw error;
  }
}
