import { addressGroup } from "../../platform/limits/address-group.ts";

/** How long files of an address are counted, in milliseconds, up to twice as long: most are read by then. */
const countedForMs = 60_000;

/** Files of one address that are taken for those of one user. */
const filesOfOne = 8;

/**
 * How many files came from each address lately, to this node. One address can be many guests, each
 * with a first file, so what comes from there gets behind as a whole.
 */
export class RecentUploads {
  #now = new Map<string, number>();
  #before = new Map<string, number>();
  #turnedAt = 0;

  /**
   * Counts a file of an address.
   *
   * @param at milliseconds of a clock that only goes forward
   * @returns how many places it goes behind those of other addresses
   */
  add(address: string, at = performance.now()): number {
    if (at - this.#turnedAt >= countedForMs) {
      const isOld = at - this.#turnedAt >= 2 * countedForMs;
      this.#before = isOld ? new Map() : this.#now;
      this.#now = new Map();
      this.#turnedAt = at;
    }
    const key = addressGroup(address);
    const count = this.#now.get(key) ?? 0;
    this.#now.set(key, count + 1);
    return Math.floor((count + (this.#before.get(key) ?? 0)) / filesOfOne);
  }
}
