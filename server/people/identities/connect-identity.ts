import { requireAccount } from "../accounts/find-account.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { addIdentity, findOwner, lockIdentity } from "./find-identity.ts";
import type { IdentityDeps } from "./identity-deps.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { IdentityRefusal } from "./identity-refusal.ts";
import type { Claims } from "./read-claims.ts";

/** An account whose owner has proved both: that it is theirs, and who they are at the provider. */
interface Connection {
  provider: IdentityProvider;
  claims: Claims;
  userId: string;
  /** IP address of the call. */
  address: string;
}

/**
 * Connects an identity to an account, and tells its owner by mail. Doing it again changes nothing.
 *
 * @throws IdentityRefusal `taken` for one that is connected to another account
 */
export async function connectIdentity(
  { db, jobs }: IdentityDeps,
  { provider, claims: { subject }, userId, address }: Connection,
): Promise<void> {
  const key = { issuer: provider.issuer, subject };
  await db.transaction(async (tx) => {
    await lockIdentity(tx, key);
    const owner = await findOwner(tx, key);
    if (owner === userId) return;
    if (owner !== null) throw new IdentityRefusal("taken", true);
    const user = await requireAccount(tx, userId);
    if (user.isGuest || user.disabledAt) throw new IdentityRefusal("expired", true);
    await addIdentity(tx, provider, { subject, userId, address });
    const content = { kind: "identityConnected", provider: provider.name } as const;
    await mailUser(tx, jobs, { user, content });
  });
}
