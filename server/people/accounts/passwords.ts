import pLimit from "p-limit";
import { isRepeatedCharacter } from "../../../shared/repeated-character.ts";
import { RequestError } from "../../platform/errors.ts";

/** OWASP's parameters for argon2id: 19 MiB, two passes. Bun uses one lane. */
const argon2id = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

/** Hashes computed at once: each occupies a core for tens of milliseconds. */
const hashesAtOnce = 1;

/** Maximum number of queued sign-ins, about ten seconds' worth. */
const mostWaiting = 200;

/** Hashes and verifies passwords, off the event loop and a few at a time. */
export class Passwords {
  readonly #turn = pLimit(hashesAtOnce);
  #nobodys: Promise<string> | undefined;

  /**
   * @returns argon2id in PHC form
   * @throws RequestError `unavailable` when the queue is full
   */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => Bun.password.hash(password, argon2id));
  }

  /**
   * Whether a password matches a hash. Without a hash it takes as long and returns false, so timing
   * does not reveal whether an account exists.
   *
   * @throws RequestError `unavailable` when the queue is full
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    this.#nobodys ??= Bun.password.hash(crypto.randomUUID(), argon2id);
    const nobodys = await this.#nobodys;
    const isRight = await this.#inTurn(() => Bun.password.verify(password, hash ?? nobodys));
    return isRight && hash !== null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#turn.pendingCount >= mostWaiting) {
      throw new RequestError("unavailable", "Too many people are signing in right now.", {
        retryAfterMs: 3_000,
      });
    }
    return this.#turn(work);
  }
}

/**
 * Rejects passwords that attackers try first (OWASP ASVS 5.0, 6.2.4): common ones, and a single
 * repeated character.
 *
 * @throws RequestError `weak_password`
 */
export async function requireUncommon(password: string): Promise<void> {
  if (isRepeatedCharacter(password))
    throw new RequestError("weak_password", "Use at least two different characters.");
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  if (dictionary["passwords-common"].includes(password.toLowerCase()))
    throw new RequestError("weak_password", "This password is too common. Choose another.");
}
