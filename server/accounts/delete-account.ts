import { eq, inArray, or } from "drizzle-orm";
import { forgetEvents } from "../analytics/forget-events.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { tellNamedViewers, tellViewers } from "../auth/tell-viewers.ts";
import type { Transaction } from "../db/client.ts";
import { mails } from "../db/schema/mails.ts";
import { threads } from "../db/schema/threads.ts";
import { users } from "../db/schema/users.ts";
import { deleteGenerationsOfThreads } from "../generation/delete-generations.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import { checkOwnPassword } from "./check-password.ts";
import { requireAccount } from "./find-account.ts";
import { mailUser } from "./mail-user.ts";
import { requireAnotherAdmin } from "./require-another-admin.ts";

/**
 * Deletes a user with all that is theirs, as well as the users whom their programs brought along.
 * Workers that write for them find their generations gone and hang up; what is connected by their sessions and keys is cut within two seconds.
 *
 * @param password of an account; a guest has none
 * @throws RequestError `wrong_credentials`; `conflict` for the last admin while there are others
 */
export async function deleteAccount(
  deps: AccountDeps,
  { userId, sessionId, address }: Caller,
  password: string | null,
): Promise<void> {
  const { db, jobs } = deps;
  const account = await requireAccount(db, userId);
  if (!account.isGuest)
    await checkOwnPassword(deps, account, { password: password ?? "", sessionId, address });
  await db.transaction(async (tx) => {
    if (account.role === "admin") await requireAnotherAdmin(tx, userId);
    // Threads first, then their user, as in every transaction that changes both.
    const locked = await tx
      .select({ id: threads.id })
      .from(threads)
      .where(inArray(threads.userId, everybodyOf(tx, userId)))
      .for("update");
    await deleteGenerationsOfThreads(
      tx,
      locked.map((thread) => thread.id),
    );
    await forgetEvents(tx, everybodyOf(tx, userId));
    await tellViewers(tx, userId);
    await tellNamedViewers(tx, userId);
    await tx.delete(users).where(eq(users.id, userId));
    await tx.delete(mails).where(eq(mails.userId, userId));
    await mailUser(tx, jobs, { user: account, content: { kind: "accountDeleted" }, about: userId });
    await recordAudit(tx, { kind: "account_deleted", actorId: userId, userId, address });
  });
}

/** The account itself, and the users whom its programs brought along. */
function everybodyOf(tx: Transaction, userId: string) {
  return tx
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.id, userId), eq(users.ownerId, userId)));
}
