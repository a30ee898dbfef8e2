import { createHmac, timingSafeEqual } from "node:crypto";
import { hashSecret } from "../../platform/hash-secret.ts";

/** The parsed session cookie: `<id>.<secret>.<mark>`. */
export interface SessionCookie {
  /** The auth session's id. Null in the oldest cookies, which hold only the secret. */
  id: string | null;
  secret: string;
  /**
   * Proves that this server gave this secret to this session. Null in cookies of earlier versions.
   */
  mark: string | null;
}

/** Parses a cookie's value; never fails. */
export function parseSessionCookie(value: string): SessionCookie {
  const [id = "", secret, mark = null] = value.split(".", 3);
  return secret === undefined ? { id: null, secret: value, mark } : { id, secret, mark };
}

/** Length of a mark in bytes: 128 bits cannot be guessed. */
const markBytes = 16;

/** Makes the secrets of auth sessions. Postgres stores only their hashes. */
export class SessionSecrets {
  readonly #keys: readonly [Buffer, ...Buffer[]];
  readonly #markKeys: readonly [Buffer, ...Buffer[]];
  /** Whether cookies have the `__Host-` name. */
  readonly areHostBound: boolean;

  /**
   * @param serverSecrets newest first
   * @param overTls whether the server is reached over TLS
   */
  constructor([newest, ...older]: readonly [string, ...string[]], overTls: boolean) {
    this.areHostBound = overTls;
    this.#keys = [keyOf(newest, "secret"), ...older.map((each) => keyOf(each, "secret"))];
    this.#markKeys = [keyOf(newest, "mark"), ...older.map((each) => keyOf(each, "mark"))];
  }

  /** The cookie value for a session and its current secret. */
  cookieOf(id: string, secret: string): string {
    return `${id}.${secret}.${markOf(this.#markKeys[0], id, secret).toString("base64url")}`;
  }

  /**
   * Whether this server ever gave the session this secret. The mark proves it, so former secrets
   * need not be stored; it cannot be forged without the server's key.
   */
  wasGiven({ id, secret, mark }: SessionCookie): boolean {
    if (id === null || mark === null) return false;
    const shown = Buffer.from(mark, "base64url");
    if (shown.length !== markBytes) return false;
    return this.#markKeys.some((key) => timingSafeEqual(markOf(key, id, secret), shown));
  }

  /** Creates a secret of 256 random bits. */
  create(): string {
    return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  }

  /**
   * The successor of a secret. Deterministic, so tabs that refresh at once get the same one, and so
   * does a retry whose first response was lost.
   */
  successorOf(secret: string): string {
    return follow(this.#keys[0], secret);
  }

  /** The successor of a secret that has this hash, under any of the keys. */
  findSuccessor(secret: string, hash: string): string | null {
    const made = this.#keys.map((key) => follow(key, secret));
    return made.find((each) => hashSecret(each) === hash) ?? null;
  }
}

/** A separate key for each use, so that a value made for one is worthless for the other. */
function keyOf(serverSecret: string, use: "secret" | "mark"): Buffer {
  return createHmac("sha256", serverSecret).update(`auth-session-${use}`).digest();
}

function markOf(key: Buffer, id: string, secret: string): Buffer {
  return createHmac("sha256", key).update(`${id}.${secret}`).digest().subarray(0, markBytes);
}

function follow(key: Buffer, secret: string): string {
  return createHmac("sha256", key).update(secret).digest("base64url");
}
