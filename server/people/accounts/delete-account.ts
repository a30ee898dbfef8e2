import { recordAudit } from "../audit/record-audit.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import { checkOwnPassword } from "./check-password.ts";
import { deleteUser } from "./delete-user.ts";
import { requireAccount } from "./find-account.ts";
import { mailUser } from "./mail-user.ts";
import { requireAnotherAdmin } from "./require-another-admin.ts";

/**
 * Deletes a user and all their data, including the users that their programs created. Workers
 * writing their replies find the generation gone and stop; connections of their sessions and keys
 * are closed within two seconds.
 *
 * @param password of an account; a guest has none
 * @throws RequestError `wrong_credentials`; `conflict` for the last admin while there are other
 *   accounts
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
    await deleteUser(tx, userId);
    await mailUser(tx, jobs, { user: account, content: { kind: "accountDeleted" }, about: userId });
    await recordAudit(tx, { kind: "account_deleted", actorId: userId, userId, address });
  });
}
