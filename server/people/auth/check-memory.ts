import type { ViewerRow } from "./read-viewers.ts";

/** The last check of a carrier. Times are `performance.now()`. */
export interface Check {
  /** Null when the carrier has ended. */
  row: ViewerRow | null;
  /** When the read started: the row is at least this recent. */
  at: number;
  usedAt: number;
}

/** Maximum number of checks; beyond that the oldest are evicted. */
const mostChecks = 20_000;

/** Evict checks unused for this long, in milliseconds. */
const dropAfterMs = 10_000;

/** Cache of a node's viewer checks, by carrier. */
export class CheckMemory {
  /** In insertion order. */
  readonly #checks = new Map<string, Check>();
  /** The cached carriers of each user. */
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

  clear(): void {
    this.#checks.clear();
    this.#carriers.clear();
  }

  /** Evicts unused checks, and returns the carriers used since their last check. */
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
