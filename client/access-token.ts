import type { AccessGrant, User } from "../shared/user.ts";
import { createValue } from "./observable.ts";
import { type RequestError, toRequestError } from "./request-error.ts";
import { createSessionEnd } from "./session-end.ts";
import type { Observable } from "./types.ts";

/** The two calls a grant can come from. */
export interface GrantCalls {
  /** For the cookie's user, or a new guest without one. */
  guest(): Promise<AccessGrant>;
  /** For the cookie's user alone. */
  refresh(): Promise<AccessGrant>;
}

/** What to do when a session has ended: go on as a new guest, or stop until somebody signs in. */
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
  /** Why nobody is signed in any more, and nobody can be without doing something; null while somebody is. */
  readonly ended: Observable<RequestError | null>;
  /**
   * A usable grant, from memory or the server; concurrent callers share one request. Rejects
   * with `unauthenticated` or `account_disabled` when the session has ended.
   */
  get(): Promise<AccessGrant>;
  /** Resolves at once, or when somebody signs in if the session has ended. */
  whenSignedIn(): Promise<void>;
  /** The server has refused the present token: the next `get` asks for another. */
  invalidate(): void;
  /** The server has refused this token: the next `get` asks for another, unless one is here already. */
  refuse(token: string): void;
  /** The present user has changed, but not who it is. */
  learn(user: User): void;
  /** Uses a grant that came from elsewhere, such as signing in. */
  adopt(grant: AccessGrant): void;
}

/** A token this near its end is replaced before it is used; covers a slow connection. */
const marginMs = 30_000;

/** A token this young is used whatever the clocks say: a client's clock may be hours off. */
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
      return await (known ? options.calls.refresh() : options.calls.guest());
    } catch (cause) {
      const error = toRequestError(cause);
      if (isPassing(error)) throw error;
      if (goesOnAsGuest(options, known, error)) return options.calls.guest();
      user.set(null);
      end.end(error);
      throw error;
    }
  };
  const renew = async (): Promise<AccessGrant> => {
    const adoptionsBefore = adoptions;
    const grant = await askForGrant(user.get());
    // A grant adopted meanwhile is newer than this answer.
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

/** What another try may mend. */
function isPassing({ code }: RequestError): boolean {
  return code !== "unauthenticated" && code !== "account_disabled";
}

function goesOnAsGuest(
  { onSessionLost }: AccessTokenOptions,
  known: User | null,
  { code }: RequestError,
): boolean {
  return code === "unauthenticated" && known !== null && onSessionLost(known) === "guest";
}

function isUsable({ grant, receivedAt, usable }: HeldGrant, now: number): boolean {
  if (!usable) return false;
  const age = now - receivedAt;
  return (age >= 0 && age < freshMs) || now < grant.accessTokenExpiresAt - marginMs;
}
