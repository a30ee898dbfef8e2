import type { Announcement } from "../../../shared/announcement.ts";
import type { Executor } from "../../platform/db/client.ts";
import { Waits } from "../../platform/streams/waits.ts";
import { listAnnouncements } from "./read-announcements.ts";

/** All watchers wait for the same list. */
const key = "all";

/** Longest wait for an announcement's begin or end in milliseconds; timers hold 24 days. */
const longestWaitMs = 3_600_000;

/** What a watcher is told: the announcements of this moment. */
export interface AnnouncementsEvent {
  announcements: Announcement[];
}

/** A node's announcements: one query a change, however many watch. */
export class AnnouncementBoard {
  readonly #db: Executor;
  readonly #waits = new Waits();
  #reading: Promise<Announcement[]> | null = null;

  constructor(db: Executor) {
    this.#db = db;
  }

  /** Whether there are no watchers. */
  get isEmpty(): boolean {
    return this.#waits.isEmpty;
  }

  /** A notice, or one may have been lost: the list is read anew. */
  hear(): void {
    this.#reading = null;
    this.#waits.hearAll();
  }

  /**
   * Yields the announcements of this moment, and again whenever one begins, changes or ends.
   *
   * @param cursor that of the last event received, which is not repeated unless it has changed
   */
  async *watch(
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<{ cursor: string; event: AnnouncementsEvent }, void, undefined> {
    let told = cursor;
    while (!signal.aborted) {
      // Subscribe before reading, so that no change is missed in between.
      const listening = new AbortController();
      const heard = this.#waits.next(key, AbortSignal.any([signal, listening.signal]));
      try {
        const all = await this.#list();
        const now = Date.now();
        const announcements = all.filter((each) => isShown(each, now));
        const next = Bun.hash(JSON.stringify(announcements)).toString(36);
        if (next !== told) yield { cursor: next, event: { announcements } };
        told = next;
        const timer = setTimeout(() => listening.abort(), waitOf(all, now));
        await heard.finally(() => clearTimeout(timer));
      } finally {
        listening.abort();
      }
    }
  }

  #list(): Promise<Announcement[]> {
    const reading = (this.#reading ??= listAnnouncements(this.#db));
    reading.catch(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    return reading;
  }
}

function isShown({ startsAt, endsAt }: Announcement, now: number): boolean {
  return Date.parse(startsAt) <= now && (endsAt === null || Date.parse(endsAt) > now);
}

/** Milliseconds until the next announcement begins or ends. */
function waitOf(all: readonly Announcement[], now: number): number {
  const moments = all
    .flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt === null ? [] : [endsAt])])
    .map((moment) => Date.parse(moment) - now)
    .filter((ms) => ms > 0);
  return Math.min(longestWaitMs, ...moments);
}
