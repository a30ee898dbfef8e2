import type { Preferences } from "../../../shared/user.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import type { Device, OpenedAuthSession } from "../auth/auth-session.ts";
import { findSession } from "../auth/find-session.ts";
import type { ShownCookie } from "../auth/session-cookie.ts";
import { RequestError } from "../../platform/errors.ts";
import { register } from "./register.ts";
import { renewSession } from "./renew-session.ts";

/** A visitor who registers without being let in as a guest. */
export interface SignUpRequest extends Device {
  email: string;
  password: string;
  /** The secret of an invitation; null without one. */
  invitation: string | null;
  preferences: Preferences;
  /** The browser's session cookie; a guest who is not let in any more keeps their chats. */
  cookie: ShownCookie | null;
}

/**
 * Registers a visitor of a server that lets no guests in. Until the mailed link is used, the user has
 * no session that opens anything; without mail, the visitor is signed in at once.
 *
 * @returns whether the account exists already, and the session of the browser; null if it has none
 * @throws RequestError as `register` does, `rate_limited`
 */
export async function signUp(
  deps: AccountDeps,
  { email, password, invitation, preferences, cookie, ...device }: SignUpRequest,
): Promise<{ done: boolean; session: OpenedAuthSession | null }> {
  const { db, limits } = deps;
  const { address } = device;
  const old = await findSession(db, cookie);
  if (old && !old.isGuest) throw new RequestError("conflict", "You already have an account.");
  if (!old) await limits.takeByAddress("newGuest", address);
  const known = old?.userId ?? null;
  const wanted = { email, password, invitation, preferences, address };
  const { done, userId } = await register(deps, { userId: known, ...wanted });
  if (!done && !old) return { done, session: null };
  const session = await renewSession(deps, { userId, sessionId: old?.id ?? null, ...device });
  return { done, session };
}
