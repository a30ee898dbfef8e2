import { eq } from "drizzle-orm";
import { endKeysIfAsked } from "../api-keys/end-keys.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import { endLinks } from "../auth/one-time-tokens.ts";
import { users } from "../../platform/db/schema/users.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import { checkOwnPassword } from "./check-password.ts";
import { requireAccount } from "./find-account.ts";
import { mailUser } from "./mail-user.ts";
import { requireUncommon } from "./passwords.ts";

/**
 * Changes a password, and ends all auth sessions except the caller's; on request also revokes all
 * API keys.
 *
 * @throws RequestError `wrong_credentials`, `weak_password`
 */
export async function changePassword(
  deps: AccountDeps,
  { userId, sessionId, address }: Caller,
  change: { currentPassword: string | null; password: string; revokeKeys: boolean },
): Promise<void> {
  const { db, jobs, passwords } = deps;
  const account = await requireAccount(db, userId);
  const shown = change.currentPassword ?? "";
  await checkOwnPassword(deps, account, { password: shown, sessionId, address });
  await requireUncommon(change.password);
  const passwordHash = await passwords.hash(change.password);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endSessions(tx, userId, { except: sessionId });
    await endLinks(tx, userId, ["reset_password", "change_email"]);
    await mailUser(tx, jobs, { user: account, content: { kind: "passwordChanged" } });
    const details = await endKeysIfAsked(tx, userId, change.revokeKeys);
    await recordAudit(tx, { kind: "password_changed", actorId: userId, userId, address, details });
  });
}
