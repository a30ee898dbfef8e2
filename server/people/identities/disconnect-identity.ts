import { and, eq } from "drizzle-orm";
import { users } from "../../platform/db/schema/users.ts";
import { identities } from "../../platform/db/schema/identities.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import type { Caller } from "../accounts/caller.ts";
import { checkOwnPassword } from "../accounts/check-password.ts";
import { requireAccount } from "../accounts/find-account.ts";
import type { IdentityDeps } from "./identity-deps.ts";

/** The identity to disconnect, and the proof that the account is the caller's. */
interface Disconnection {
  id: string;
  /** Null for an account without one. */
  password: string | null;
}

/**
 * Disconnects an identity of the caller, unless it is the last way into the account, and ends all
 * auth sessions except the caller's.
 *
 * @throws RequestError `not_found`; `wrong_credentials`; `conflict` for the last way in
 */
export async function disconnectIdentity(
  deps: IdentityDeps,
  caller: Caller,
  { id, password }: Disconnection,
): Promise<void> {
  const { db, identityProviders } = deps;
  const { userId, address } = caller;
  const isOwn = and(eq(identities.id, id), eq(identities.userId, userId));
  const [own] = await db.select({ id: identities.id }).from(identities).where(isOwn);
  if (!own) throw notFound("identity");
  const account = await requireAccount(db, userId);
  await checkOwnPassword(deps, account, { ...caller, password: password ?? "" });
  return db.transaction(async (tx) => {
    // Locked, so that of two ways in that are removed at once, one stays.
    const [user] = await tx
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, userId))
      .for("update");
    const all = await tx.select().from(identities).where(eq(identities.userId, userId));
    const one = all.find((each) => each.id === id);
    if (!one) throw notFound("identity");
    const others = all.filter(
      (each) => each.id !== id && identityProviders.findByIssuer(each.issuer) !== null,
    );
    if (!user?.passwordHash && others.length === 0)
      throw new RequestError("conflict", "This is the last way into the account.");
    await tx.delete(identities).where(isOwn);
    // Nothing tells which of them the identity has opened.
    await endSessions(tx, userId, { except: caller.sessionId });
    const name = identityProviders.findByIssuer(one.issuer)?.name ?? one.issuer;
    const who = { actorId: userId, userId, address };
    await recordAudit(tx, { kind: "identity_disconnected", ...who, details: { name } });
  });
}
