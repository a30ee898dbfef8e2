import type { ViewerRow } from "./read-viewers.ts";

/** What is known of one carrier. Times are `performance.now()`. */
export interface Check {
  /** Null: the carrier has ended. */
  row: ViewerRow | null;
  /** When its reading began: what is known is not older. */
  at: number;
  usedAt: number;
}

/** Most checks kept; beyond that the ones put longest ago go. */
const mostChecks = 20_000;

/** A check unused for this long is dropped, in milliseconds. */
const dropAfterMs = 10_000;

/** The checks of a node's viewers, by carrier. */
export class CheckMemory {
  /** In the order in which they were put. */
  readonly #checks = new Map<string, Check>();
  /** Carriers of each user among them. */
  readonly #carriers = new Map<string, Set<string>>();

  get(carrierId: string): Check | undefined {
    return this.#checks.get(carrierId);
  }

  put(carrierId: string, check: Check): void {
    this.#drop(carrierId);
    this.#checks.set(carrierId, check);
    if (check.row) {
      const theirs = this.#carriers.get(check.row.userId) ?? new Set();
      this.#carriers.set(check.row.userId, theirs.add(carrierId));
    }
    for (const oldest of this.#checks.keys()) {
      if (this.#checks.size <= mostChecks) break;
      this.#drop(oldest);
    }
  }

  forgetUser(userId: string): void {
    for (const carrierId of this.#carriers.get(userId) ?? []) this.#drop(carrierId);
  }

  /** Drops what is unused, and names the carriers that were used since they were checked. */
  listUsed(now: number): string[] {
    const used: string[] = [];
    for (const [carrierId, { at, usedAt }] of this.#checks) {
      if (now - usedAt > dropAfterMs) this.#drop(carrierId);
      else if (usedAt > at) used.push(carrierId);
    }
    return used;
  }

  #drop(carrierId: string): void {
    const check = this.#checks.get(carrierId);
    this.#checks.delete(carrierId);
    if (!check?.row) return;
    const theirs = this.#carriers.get(check.row.userId);
    theirs?.delete(carrierId);
    if (theirs?.size === 0) this.#carriers.delete(check.row.userId);
  }
}
