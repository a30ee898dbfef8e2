import { addressGroup } from "../../platform/limits/address-group.ts";

/** How long files of an address count, in milliseconds, up to twice this: most are read by then. */
const countedForMs = 60_000;

/** Files of one address that count as one user's. */
const filesOfOne = 8;

/**
 * Counts recent files per address on this node. One address can be many guests with one file each,
 * so all its files together move back in the queue.
 */
export class RecentUploads {
  #now = new Map<string, number>();
  #before = new Map<string, number>();
  #turnedAt = 0;

  /**
   * Counts a file of an address.
   *
   * @param at monotonic time in milliseconds
   * @returns queue positions that it moves back behind other addresses
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
