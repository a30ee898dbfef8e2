import { createHmac, timingSafeEqual } from "node:crypto";
import { hashSecret } from "../../platform/hash-secret.ts";

/** What the session cookie holds: `<id>.<secret>.<mark>`. */
export interface SessionCookie {
  /** The auth session's id. Null in cookies of early versions, which hold the secret alone. */
  id: string | null;
  secret: string;
  /** Proves that this server gave this secret to this session. Null in cookies of earlier versions. */
  mark: string | null;
}

/** Reads a cookie's value; whatever it is, there is an answer. */
export function parseSessionCookie(value: string): SessionCookie {
  const [id = "", secret, mark = null] = value.split(".", 3);
  return secret === undefined ? { id: null, secret: value, mark } : { id, secret, mark };
}

/** Length of a mark in bytes: 128 bits cannot be guessed. */
const markBytes = 16;

/** Makes the secrets of auth sessions. Postgres has only their hashes. */
export class SessionSecrets {
  readonly #keys: readonly [Buffer, ...Buffer[]];
  readonly #markKeys: readonly [Buffer, ...Buffer[]];
  /** Whether cookies have the `__Host-` name. */
  readonly areHostBound: boolean;

  /**
   * @param serverSecrets newest first
   * @param overTls whether people reach the server by TLS
   */
  constructor([newest, ...older]: readonly [string, ...string[]], overTls: boolean) {
    this.areHostBound = overTls;
    this.#keys = [keyOf(newest, "secret"), ...older.map((each) => keyOf(each, "secret"))];
    this.#markKeys = [keyOf(newest, "mark"), ...older.map((each) => keyOf(each, "mark"))];
  }

  /** The value of the cookie for a session and its present secret. */
  cookieOf(id: string, secret: string): string {
    return `${id}.${secret}.${markOf(this.#markKeys[0], id, secret).toString("base64url")}`;
  }

  /**
   * Whether this server once gave the session this secret, however long ago. The mark tells, so no
   * former secret has to be stored; it cannot be made without the server's key.
   */
  wasGiven({ id, secret, mark }: SessionCookie): boolean {
    if (id === null || mark === null) return false;
    const shown = Buffer.from(mark, "base64url");
    if (shown.length !== markBytes) return false;
    return this.#markKeys.some((key) => timingSafeEqual(markOf(key, id, secret), shown));
  }

  /** A new one, of 256 random bits. */
  create(): string {
    return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  }

  /**
   * The one that follows a secret. It is the same each time, so that tabs which refresh at once get
   * the same, and so does a repetition whose first answer was lost.
   */
  successorOf(secret: string): string {
    return follow(this.#keys[0], secret);
  }

  /** The one that followed a secret and has this hash, whichever key it was made with. */
  findSuccessor(secret: string, hash: string): string | null {
    const made = this.#keys.map((key) => follow(key, secret));
    return made.find((each) => hashSecret(each) === hash) ?? null;
  }
}

/** A key for each use, so that a value made for one use is worth nothing in another. */
function keyOf(serverSecret: string, use: "secret" | "mark"): Buffer {
  return createHmac("sha256", serverSecret).update(`auth-session-${use}`).digest();
}

function markOf(key: Buffer, id: string, secret: string): Buffer {
  return createHmac("sha256", key).update(`${id}.${secret}`).digest().subarray(0, markBytes);
}

function follow(key: Buffer, secret: string): string {
  return createHmac("sha256", key).update(secret).digest("base64url");
}
