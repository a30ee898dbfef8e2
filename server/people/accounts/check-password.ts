import { recordAudit } from "../audit/record-audit.ts";
import { RequestError } from "../../platform/errors.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import type { Account } from "./find-account.ts";
import { requireFreshSession } from "./require-fresh-session.ts";
import { type Stranger, takePasswordTry } from "./password-limits.ts";

/**
 * Checks an account's password. Takes the same time and counts against the same limits whether the
 * account exists or not.
 *
 * @param account null for an address without an account
 * @throws RequestError `wrong_credentials`; `rate_limited` after too many tries
 */
export async function checkPassword(
  { db, limits, passwords }: Pick<AccountDeps, "db" | "limits" | "passwords">,
  account: Account | null,
  { password, ...shownBy }: Stranger & { password: string },
): Promise<void> {
  await takePasswordTry({ db, limits }, account, shownBy);
  if (await passwords.verify(password, account?.passwordHash ?? null)) return;
  const userId = account?.id ?? null;
  await recordAudit(db, {
    kind: "sign_in_failed",
    actorId: null,
    userId,
    address: shownBy.address,
  });
  throw new RequestError("wrong_credentials", "Wrong e-mail or password.");
}

/**
 * Checks the password of a signed-in caller. Has its own limit, so strangers cannot use up the
 * owner's tries. An account without a password takes a sign-in of the last minutes instead.
 */
export function checkOwnPassword(
  deps: Pick<AccountDeps, "db" | "limits" | "passwords">,
  account: Account,
  { sessionId, address, password }: Pick<Caller, "sessionId" | "address"> & { password: string },
): Promise<void> {
  if (account.passwordHash === null && !account.isGuest)
    return requireFreshSession(deps.db, sessionId);
  const email = account.email ?? account.id;
  return checkPassword(deps, account, { email, password, address, device: sessionId });
}
