import type { OpenedAuthSession } from "../auth/auth-session.ts";
import { accountDisabled } from "../../platform/errors.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { checkPassword } from "../accounts/check-password.ts";
import { findAccount } from "../accounts/find-account.ts";
import { type Entrance, enterAccount } from "./enter-account.ts";

/** A visitor who signs in. */
export interface SignInRequest extends Entrance {
  email: string;
  password: string;
  /** The browser's device cookie. */
  deviceCookie: string | null;
}

/**
 * Verifies an account's password, opens a new auth session and ends the browser's old one. If that
 * was a guest's, their data moves to the account, as far as its limits allow.
 *
 * @throws RequestError `wrong_credentials`; `account_disabled`, only with the right password
 */
export async function signIn(
  deps: AccountDeps,
  request: SignInRequest,
): Promise<OpenedAuthSession> {
  const { db } = deps;
  const { email, password, cookie, preferences, address, userAgent } = request;
  const account = await findAccount(db, email);
  const device = account && deps.knownDevices.deviceOf(request.deviceCookie, account.id);
  await checkPassword(deps, account, { email, password, address, device });
  if (!account) throw new Error("A password matched without an account.");
  if (account.disabledAt) throw accountDisabled();
  const entrance = { cookie, preferences, address, userAgent };
  return db.transaction((tx) =>
    enterAccount(tx, deps, { ...entrance, account, provider: null, isNew: false }),
  );
}
