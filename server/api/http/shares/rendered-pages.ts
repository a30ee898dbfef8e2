import pLimit from "p-limit";

/** Kept pages, in UTF-16 code units of HTML. */
const mostKept = 8_000_000;

/** Pages rendered at once: rendering occupies the event loop in short stretches. */
const rendersAtOnce = 1;

/**
 * Pages that have been rendered lately, so that many readers of a link cost one rendering. The caller
 * has read the link from the database just before: a revoked one never gets here.
 */
export class RenderedPages {
  readonly #turn = pLimit(rendersAtOnce);
  /** The least recently used first. */
  readonly #pages = new Map<string, string>();
  readonly #pending = new Map<string, Promise<string | null>>();
  #kept = 0;

  /**
   * A page, kept or rendered; readers that ask at the same time share a rendering.
   *
   * @param key names everything that the page depends on
   */
  async get(key: string, render: () => Promise<string | null>): Promise<string | null> {
    const page = this.#pages.get(key);
    if (page !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, page);
      return page;
    }
    const pending = this.#pending.get(key) ?? this.#turn(render);
    this.#pending.set(key, pending);
    try {
      const rendered = await pending;
      if (rendered !== null) this.#keep(key, rendered);
      return rendered;
    } finally {
      this.#pending.delete(key);
    }
  }

  #keep(key: string, page: string): void {
    if (this.#pages.has(key) || page.length > mostKept / 4) return;
    this.#pages.set(key, page);
    this.#kept += page.length;
    for (const [oldest, { length }] of this.#pages) {
      if (this.#kept <= mostKept) return;
      this.#pages.delete(oldest);
      this.#kept -= length;
    }
  }
}
