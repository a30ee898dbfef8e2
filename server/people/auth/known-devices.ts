import { createHmac, timingSafeEqual } from "node:crypto";

/** Maximum number of accounts per device, enough for a family's browser. The oldest is dropped. */
const mostAccounts = 5;

/** Longest accepted value in characters: an id and the marks of all accounts take 240. */
const longestValue = 400;

/**
 * Recognises devices that were signed in to an account before, like OWASP's device cookies: wrong
 * passwords from elsewhere do not lock them out. A value holds a random device id and, for each
 * account, a mark derived from both with the server's key. It grants no access.
 */
export class KnownDevices {
  readonly #keys: readonly Buffer[];

  /** @param serverSecrets newest first; marks by any of them are recognised */
  constructor(serverSecrets: readonly [string, ...string[]]) {
    this.#keys = serverSecrets.map((secret) =>
      createHmac("sha256", secret).update("known-device").digest(),
    );
  }

  /** The device id in a cookie's value, if the device is known for the account; otherwise null. */
  deviceOf(value: string | null, userId: string): string | null {
    const { id, marks } = parse(value);
    if (id === null) return null;
    const isKnown = this.#keys.some((key) => has(marks, markOf(key, id, userId)));
    return isKnown ? id : null;
  }

  /** A new cookie value that adds the account to those the device is known for. */
  remember(value: string | null, userId: string): string {
    const { id, marks } = parse(value);
    const device =
      id ?? Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
    const [key] = this.#keys;
    if (!key) throw new Error("There is no key to mark a device with.");
    const mark = markOf(key, device, userId);
    const others = id === null ? [] : marks.filter((each) => each !== mark);
    return [device, mark, ...others.slice(0, mostAccounts - 1)].join(".");
  }
}

function markOf(key: Buffer, device: string, userId: string): string {
  return createHmac("sha256", key).update(`${device} ${userId}`).digest("base64url");
}

function has(marks: readonly string[], wanted: string): boolean {
  const expected = Buffer.from(wanted);
  return marks.some((mark) => {
    const shown = Buffer.from(mark);
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  });
}

/** Parses whatever a browser sends; a value not made by this server has no id. */
function parse(value: string | null): { id: string | null; marks: string[] } {
  if (value === null || value.length > longestValue) return { id: null, marks: [] };
  const [id = "", ...marks] = value.split(".");
  return /^[\w-]{22}$/.test(id) ? { id, marks } : { id: null, marks: [] };
}
