import { and, eq, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { identities } from "../../platform/db/schema/identities.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { IdentityProvider } from "./identity-provider.ts";

/** A person by what a provider calls them. */
export interface IdentityKey {
  issuer: string;
  subject: string;
}

/** Makes sign-ins of the same person take turns, so that the first creates the account alone. */
export async function lockIdentity(
  tx: Transaction,
  { issuer, subject }: IdentityKey,
): Promise<void> {
  const name = JSON.stringify([issuer, subject]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** The user that an identity is connected to; null for none. */
export async function findOwner(
  tx: Transaction,
  { issuer, subject }: IdentityKey,
): Promise<string | null> {
  const [found] = await tx
    .update(identities)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
    .returning({ userId: identities.userId });
  return found?.userId ?? null;
}

/** Whether an account has an identity of an issuer, by which its person comes. */
export async function isConnectedTo(
  tx: Transaction,
  userId: string,
  issuer: string,
): Promise<boolean> {
  const found = await tx
    .select({ id: identities.id })
    .from(identities)
    .where(and(eq(identities.userId, userId), eq(identities.issuer, issuer)))
    .limit(1);
  return found.length > 0;
}

/** Connects an identity that has no owner to an account. */
export async function addIdentity(
  tx: Transaction,
  { issuer, name }: IdentityProvider,
  to: { subject: string; userId: string; address: string },
): Promise<void> {
  const { subject, userId, address } = to;
  const lastUsedAt = sql`now()`;
  await tx
    .insert(identities)
    .values({ id: newId("identity"), userId, issuer, subject, lastUsedAt });
  const details = { name };
  await recordAudit(tx, { kind: "identity_connected", actorId: userId, userId, address, details });
}
