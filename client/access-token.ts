import type { AccessGrant, User } from "../shared/user.ts";
import { createValue } from "./observable.ts";
import { type RequestError, toRequestError } from "./request-error.ts";
import { createSessionEnd } from "./session-end.ts";
import type { Observable } from "./types.ts";

/** The two calls that return a grant. */
export interface GrantCalls {
  /** For the cookie's user, or for a new guest without a cookie. */
  guest(): Promise<AccessGrant>;
  /** Only for the cookie's user. */
  refresh(): Promise<AccessGrant>;
}

/**
 * What to do when a session has ended: continue as a new guest, or stop until the user signs in.
 */
export type SessionLostAnswer = "guest" | "stop";

export interface AccessTokenOptions {
  calls: GrantCalls;
  onSessionLost: (user: User) => SessionLostAnswer;
  /** Unix milliseconds. */
  now: () => number;
}

export interface AccessTokens {
  /** Null before the first grant, and when the session has ended. */
  readonly user: Observable<User | null>;
  /** Why the session has ended, so that the user has to act; null while a user is signed in. */
  readonly ended: Observable<RequestError | null>;
  /**
   * A valid grant, from memory or the server; concurrent callers share one request. Rejects with
   * `unauthenticated` or `account_disabled` when the session has ended.
   */
  get(): Promise<AccessGrant>;
  /** Resolves immediately, or after the next sign-in if the session has ended. */
  whenSignedIn(): Promise<void>;
  /** The server has rejected the current token: the next `get` requests another. */
  invalidate(): void;
  /**
   * The server has rejected this token: the next `get` requests another, unless it was replaced
   * already.
   */
  refuse(token: string): void;
  /** The current user's profile has changed, but not who it is. */
  learn(user: User): void;
  /** Uses a grant from elsewhere, such as signing in. */
  adopt(grant: AccessGrant): void;
}

/** A token this close to its expiry is renewed before use; covers a slow connection. */
const marginMs = 30_000;

/** A token this young is used regardless of its expiry: a client's clock may be hours off. */
const freshMs = 60_000;

interface HeldGrant {
  grant: AccessGrant;
  receivedAt: number;
  usable: boolean;
}

/** Holds the access token: the first one as a guest, later ones from the session cookie. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const user = createValue<User | null>(null);
  let held: HeldGrant | null = null;
  let flight: Promise<AccessGrant> | null = null;
  let adoptions = 0;
  const end = createSessionEnd();

  const hold = (grant: AccessGrant) => {
    held = { grant, receivedAt: options.now(), usable: true };
    user.set(grant.user);
  };
  const askForGrant = async (known: User | null): Promise<AccessGrant> => {
    try {
      return await (known ? refreshOrGoOn(options, known) : options.calls.guest());
    } catch (cause) {
      const error = toRequestError(cause);
      if (isPassing(error)) throw error;
      user.set(null);
      end.end(error);
      throw error;
    }
  };
  const renew = async (): Promise<AccessGrant> => {
    const adoptionsBefore = adoptions;
    const grant = await askForGrant(user.get());
    // A grant adopted meanwhile is newer than this response.
    if (adoptions !== adoptionsBefore && held) return held.grant;
    hold(grant);
    return grant;
  };

  return {
    user,
    ended: end.reason,
    get() {
      const error = end.reason.get();
      if (error) return Promise.reject(error);
      if (held && isUsable(held, options.now())) return Promise.resolve(held.grant);
      flight ??= renew().finally(() => {
        flight = null;
      });
      return flight;
    },
    whenSignedIn: end.whenMended,
    invalidate() {
      if (held) held.usable = false;
    },
    refuse(token) {
      if (held?.grant.accessToken === token) held.usable = false;
    },
    learn(next) {
      if (user.get()?.id !== next.id || !held) return;
      held = { ...held, grant: { ...held.grant, user: next } };
      user.set(next);
    },
    adopt(grant) {
      adoptions++;
      hold(grant);
      end.mend();
    },
  };
}

/** Whether a retry may help. */
function isPassing({ code }: RequestError): boolean {
  return code !== "unauthenticated" && code !== "account_disabled";
}

/** A grant for the cookie's user, or for a new guest where the session is over and that is wanted. */
async function refreshOrGoOn(
  { calls, onSessionLost }: AccessTokenOptions,
  known: User,
): Promise<AccessGrant> {
  try {
    return await calls.refresh();
  } catch (cause) {
    const { code } = toRequestError(cause);
    if (code === "unauthenticated" && onSessionLost(known) === "guest") return calls.guest();
    throw cause;
  }
}

function isUsable({ grant, receivedAt, usable }: HeldGrant, now: number): boolean {
  if (!usable) return false;
  const age = now - receivedAt;
  return (age >= 0 && age < freshMs) || now < grant.accessTokenExpiresAt - marginMs;
}
