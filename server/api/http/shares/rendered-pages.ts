import pLimit from "p-limit";
import { RequestError } from "../../../platform/errors.ts";

/** Kept pages, in UTF-16 code units of HTML. The newest is kept even if it is larger. */
const mostKept = 8_000_000;

/** Pages rendered at once: rendering occupies the event loop in short stretches. */
const rendersAtOnce = 1;

/** Pages that wait or are rendered, some seconds of work. */
const mostPending = 20;

/** The same for one link, whose pages, languages and regions are many. */
const mostPendingOfShare = 5;

/** When a refused reader may come back, in milliseconds. */
const comeBackMs = 5_000;

/** A page of a link. */
export interface PageOfShare {
  shareId: string;
  /** Names everything that the page depends on. */
  key: string;
}

/** The renderings of one link, one after the other. */
interface ShareQueue {
  length: number;
  /** Resolves when the last one has ended. */
  last: Promise<void>;
}

/**
 * Pages that have been rendered lately, so that many readers of a link cost one rendering. The caller
 * has read the link from the database just before: a revoked one never gets here. Links take turns,
 * so that a long one delays the others by one page at a time.
 */
export class RenderedPages {
  readonly #turn = pLimit(rendersAtOnce);
  /** The least recently used first. */
  readonly #pages = new Map<string, string>();
  readonly #pending = new Map<string, Promise<string | null>>();
  /** Links with a page in `#pending`. */
  readonly #queues = new Map<string, ShareQueue>();
  #kept = 0;

  /**
   * A page, kept or rendered; readers that ask at the same time share a rendering.
   *
   * @throws RequestError `unavailable` while too many pages wait
   */
  async get(page: PageOfShare, render: () => Promise<string | null>): Promise<string | null> {
    const { key } = page;
    const kept = this.#pages.get(key);
    if (kept !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, kept);
      return kept;
    }
    return this.#pending.get(key) ?? this.#render(page, render);
  }

  #render({ shareId, key }: PageOfShare, render: () => Promise<string | null>) {
    const queue = this.#queues.get(shareId) ?? { length: 0, last: Promise.resolve() };
    if (this.#pending.size >= mostPending || queue.length >= mostPendingOfShare)
      throw new RequestError("unavailable", "Too many pages are being rendered.", {
        retryAfterMs: comeBackMs,
      });
    const rendering = queue.last
      .then(() => this.#turn(render))
      .then((page) => {
        if (page !== null) this.#keep(key, page);
        return page;
      })
      .finally(() => {
        this.#pending.delete(key);
        queue.length--;
        if (queue.length === 0) this.#queues.delete(shareId);
      });
    this.#pending.set(key, rendering);
    this.#queues.set(shareId, queue);
    queue.length++;
    // Its readers get the error.
    queue.last = rendering.then(
      () => {},
      () => {},
    );
    return rendering;
  }

  #keep(key: string, page: string): void {
    this.#pages.set(key, page);
    this.#kept += page.length;
    for (const [oldest, { length }] of this.#pages) {
      if (this.#kept <= mostKept || oldest === key) return;
      this.#pages.delete(oldest);
      this.#kept -= length;
    }
  }
}
