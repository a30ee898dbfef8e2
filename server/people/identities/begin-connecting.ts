import { RequestError } from "../../platform/errors.ts";
import type { Caller } from "../accounts/caller.ts";
import { checkOwnPassword } from "../accounts/check-password.ts";
import { requireAccount } from "../accounts/find-account.ts";
import { beginAttempt } from "./begin-attempt.ts";
import type { IdentityDeps } from "./identity-deps.ts";

/**
 * Begins to connect a provider to the caller's account, for which the caller proves once more that
 * it is theirs.
 *
 * @param wish the provider's id, and the password; null for an account without one
 * @returns as `beginAttempt`
 * @throws RequestError `forbidden` for a guest; `wrong_credentials`; as `beginAttempt`
 */
export async function beginConnecting(
  deps: IdentityDeps,
  caller: Caller,
  wish: { provider: string; password: string | null },
): Promise<{ url: string; secret: string }> {
  const { userId, address } = caller;
  const account = await requireAccount(deps.db, userId);
  if (account.isGuest) throw new RequestError("forbidden", "Register first.");
  await checkOwnPassword(deps, account, { ...caller, password: wish.password ?? "" });
  return beginAttempt(deps, { provider: wish.provider, userId, nextShare: null, address });
}
