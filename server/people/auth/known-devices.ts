import { createHmac, timingSafeEqual } from "node:crypto";

/** Most accounts that one device is known for: a family's browser. The oldest goes first. */
const mostAccounts = 5;

/** Longest value that is looked at, in characters: an id and the marks of all accounts have 240. */
const longestValue = 400;

/**
 * Tells devices that were signed in to an account from all others, as OWASP's device
 * cookies do: wrong passwords shown elsewhere do not lock these out. A value is a device's random id
 * and, for each account, a mark made from both with a key of the server's. It opens nothing.
 */
export class KnownDevices {
  readonly #keys: readonly Buffer[];

  /** @param serverSecrets newest first; those of all are recognised */
  constructor(serverSecrets: readonly [string, ...string[]]) {
    this.#keys = serverSecrets.map((secret) =>
      createHmac("sha256", secret).update("known-device").digest(),
    );
  }

  /** The id of the device that a cookie's value is of, if it is known for the account; else null. */
  deviceOf(value: string | null, userId: string): string | null {
    const { id, marks } = parse(value);
    if (id === null) return null;
    const isKnown = this.#keys.some((key) => has(marks, markOf(key, id, userId)));
    return isKnown ? id : null;
  }

  /** The value with which a device is known for the account, besides those it is known for already. */
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

/** Whatever a browser sends; what this server has not made has no id. */
function parse(value: string | null): { id: string | null; marks: string[] } {
  if (value === null || value.length > longestValue) return { id: null, marks: [] };
  const [id = "", ...marks] = value.split(".");
  return /^[\w-]{22}$/.test(id) ? { id, marks } : { id: null, marks: [] };
}
