import { recordAudit } from "../audit/record-audit.ts";
import { RequestError } from "../../platform/errors.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import type { Account } from "./find-account.ts";
import { type Stranger, takePasswordTry } from "./password-limits.ts";

/**
 * Makes sure that a caller knows an account's password. It costs the same, and is counted the same,
 * whether there is such an account or not.
 *
 * @param account null for an address that has none
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

/** The same for a caller who is signed in to the account: strangers cannot use up their tries. */
export function checkOwnPassword(
  deps: Pick<AccountDeps, "db" | "limits" | "passwords">,
  account: Account,
  { sessionId, address, password }: Pick<Caller, "sessionId" | "address"> & { password: string },
): Promise<void> {
  const email = account.email ?? account.id;
  return checkPassword(deps, account, { email, password, address, device: sessionId });
}
