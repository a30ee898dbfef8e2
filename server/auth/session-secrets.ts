import { createHmac } from "node:crypto";

/** What the session cookie holds: which auth session, and its secret at the time. */
export interface SessionCookie {
  /** Null in a cookie from before they named it. */
  id: string | null;
  secret: string;
}

/** Reads a cookie's value; whatever it is, there is an answer. */
export function parseSessionCookie(value: string): SessionCookie {
  const [id = "", secret] = value.split(".", 2);
  return secret === undefined ? { id: null, secret: value } : { id, secret };
}

/** Makes the secrets of auth sessions. Postgres has only their hashes. */
export class SessionSecrets {
  readonly #keys: readonly [Buffer, ...Buffer[]];

  /** @param serverSecrets newest first */
  constructor([newest, ...older]: readonly [string, ...string[]]) {
    this.#keys = [keyOf(newest), ...older.map(keyOf)];
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

/** The secret has 256 random bits, so a plain hash keeps it: there is nothing to guess. */
export function hashSecret(secret: string): string {
  return new Bun.CryptoHasher("sha256").update(secret).digest("hex");
}

/** A key of its own, so that no other use of the server's secret can be taken for this one. */
function keyOf(serverSecret: string): Buffer {
  return createHmac("sha256", serverSecret).update("auth-session-secret").digest();
}

function follow(key: Buffer, secret: string): string {
  return createHmac("sha256", key).update(secret).digest("base64url");
}
