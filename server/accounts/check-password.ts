import { recordAudit } from "../audit/record-audit.ts";
import { RequestError } from "../errors.ts";
import { addressGroup } from "../limits/address-group.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Account } from "./find-account.ts";

/**
 * Makes sure that somebody knows an account's password. Costs the same, and is counted the same,
 * whether there is such an account or not.
 *
 * @param account null for an address that has none
 * @throws RequestError `wrong_credentials`; `rate_limited` after too many tries
 */
export async function checkPassword(
  { db, limits, passwords }: Pick<AccountDeps, "db" | "limits" | "passwords">,
  account: Account | null,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<void> {
  await limits.take("passwordByAddress", addressGroup(address));
  await limits.take("passwordByAccount", email);
  if (await passwords.verify(password, account?.passwordHash ?? null)) return;
  const userId = account?.id ?? null;
  await recordAudit(db, { kind: "sign_in_failed", actorId: null, userId, address });
  throw new RequestError(
    "wrong_credentials",
    "The address and the password do not belong together.",
  );
}

/** The same for somebody who is signed in. */
export function checkOwnPassword(
  deps: Pick<AccountDeps, "db" | "limits" | "passwords">,
  account: Account,
  { password, address }: { password: string; address: string },
): Promise<void> {
  return checkPassword(deps, account, { email: account.email ?? account.id, password, address });
}
