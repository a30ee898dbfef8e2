import type { RequestErrorCode } from "../../shared/errors.ts";
import type { Message } from "../../shared/message.ts";
import { toRequestError } from "../request-error.ts";
import type { ChatEvent } from "../state/chat-event.ts";
import { feedNumber } from "../state/feed-number.ts";
import { persist } from "./persist.ts";
import type { Moment } from "./state-holder.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Number of open threads that stay on the screen when everything is fetched again; an app shows one
 * or two.
 */
const recentCount = 3;

/** Messages per page: a tall screen's worth and some to scroll. */
const pageLength = 50;

/** Pages of older messages that are compared at most: as much as a device keeps of a chat. */
const mostConfirmed = 4;

/** The server's codes for a missing thread, and for an impossible id. */
const saysMissing: readonly RequestErrorCode[] = ["not_found", "invalid_input"];

/**
 * Loads threads' messages, a page at a time.
 *
 * Each page has a place in the feed. A page from before the place where following started lacks the
 * events in between, so it is fetched again; this only happens at the start, when pages are fetched
 * before that place is known.
 */
export class ThreadLoader {
  readonly #context: StoreContext;
  /** Whether the outbox is about to create a thread that the server does not have. */
  readonly #isExpected: (threadId: string) => boolean;
  readonly #flights = new Map<string, Promise<void>>();
  /** When each thread's newest page was fetched. */
  readonly #fetchedAt = new Map<string, Moment>();
  #followedFrom = -1;
  #opened: string[] = [];
  /** Threads whose older pages were refused: they show their newest branch. */
  readonly #unreached = new Set<string>();

  constructor(context: StoreContext, isExpected: (threadId: string) => boolean) {
    this.#context = context;
    this.#isExpected = isExpected;
  }

  /**
   * Loads a thread's newest messages unless the server has sent them. The outcome is in the state's
   * `loads`.
   */
  async open(threadId: string): Promise<void> {
    this.#remember(threadId);
    const { holder } = this.#context;
    const status = holder.get().loads[threadId]?.status;
    if (status === "missing") return;
    // A copy from this device may be there before the server's answer.
    if (status === "ready") return this.#flights.get(threadId);
    if (status !== "loading") holder.apply({ type: "thread.loading", threadId });
    await this.#fetchNewest(threadId);
  }

  /** Loads older pages of open threads whose active leaf is not among their newest messages. */
  reachLeaves(): void {
    for (const threadId of this.recent()) if (this.#lacksLeaf(threadId)) void this.#reach(threadId);
  }

  /** A thread created here, which the server does not have. */
  begin(threadId: string): void {
    this.#remember(threadId);
    this.#context.holder.apply({ type: "thread.begun", threadId });
  }

  /** The most recently opened threads that are still loaded, newest first. */
  recent(): string[] {
    return this.#opened.filter((threadId) => threadId in this.#context.holder.get().loads);
  }

  /** The feed is now followed from the state's cursor: fetches older pages again. */
  async catchUp(): Promise<void> {
    const { holder } = this.#context;
    this.#followedFrom = holder.now().asOf;
    const stale = Object.keys(holder.get().loads).filter((threadId) => this.#isStale(threadId));
    await Promise.all(stale.map((threadId) => this.#fetchNewest(threadId)));
  }

  /** @throws RequestError when the server refuses */
  loadOlder(threadId: string): Promise<void> {
    return this.#once(`older ${threadId}`, async () => {
      const { holder } = this.#context;
      const cursor = holder.get().loads[threadId]?.olderCursor ?? null;
      if (cursor === null) return;
      const page = await this.#getPage(threadId, cursor);
      // The thread may have been reloaded meanwhile, with another beginning.
      const isNext = holder.get().loads[threadId]?.olderCursor === cursor;
      if (isNext) holder.apply({ type: "messages.page", threadId, page, newest: false });
    });
  }

  /**
   * Updates one message by loading pages back to it.
   *
   * @throws RequestError when the server refuses
   */
  refetch({ id, threadId }: Message): Promise<void> {
    return this.#once(`message ${id}`, async () => {
      for (let cursor: string | null = null; ;) {
        const page = await this.#getPage(threadId, cursor);
        const copy = page.messages.find((message) => message.id === id);
        if (copy)
          this.#context.holder.apply({ type: "answer", thread: null, messages: [copy], asOf: -1 });
        cursor = page.olderCursor;
        if (copy || cursor === null) return;
      }
    });
  }

  #lacksLeaf(threadId: string): boolean {
    const { threads, messages, loads, unsure } = this.#context.holder.get();
    // The newest page comes anyway, and may have it.
    if (threadId in unsure) return false;
    const leafId = threads[threadId]?.activeLeafId;
    const load = loads[threadId];
    const isKnown = leafId === undefined || leafId in messages || this.#unreached.has(threadId);
    return !isKnown && load?.status === "ready" && load.olderCursor !== null;
  }

  #reach(threadId: string): Promise<void> {
    return this.#once(`leaf ${threadId}`, async () => {
      try {
        while (this.#lacksLeaf(threadId)) await this.loadOlder(threadId);
      } catch {
        this.#unreached.add(threadId);
      }
    });
  }

  #fetchNewest(threadId: string): Promise<void> {
    const { holder, signal } = this.#context;
    return this.#once(threadId, async () => {
      for (let isDone = false; !isDone;) {
        const { epoch } = holder.now();
        const wasKnown = this.#isKnown(threadId);
        try {
          const events = await this.#newestEvents(threadId);
          const isSameFeed = holder.now().epoch === epoch;
          if (isSameFeed) holder.apply(...events);
          if (isSameFeed) await this.#confirmOlder(threadId);
          isDone = isSameFeed && !this.#isStale(threadId);
        } catch (cause) {
          if (signal.aborted) return;
          const isMissing = saysMissing.includes(toRequestError(cause).code);
          // It was created while the query was on its way: the outbox sent its first message.
          if (isMissing && !wasKnown && this.#isKnown(threadId)) continue;
          this.#failed(threadId, isMissing);
          return;
        }
      }
    });
  }

  /** Compares what is held from before with the server's older pages. */
  async #confirmOlder(threadId: string): Promise<void> {
    const { holder } = this.#context;
    const { epoch } = holder.now();
    for (let pages = 0; pages < mostConfirmed; pages++) {
      const last = holder.get().unsure[threadId];
      if (last === undefined) return;
      // A page's cursor is the `seq` of the message after it.
      const page = await this.#getPage(threadId, String(last + 1));
      if (holder.now().epoch !== epoch) return;
      holder.apply({ type: "messages.page", threadId, page, newest: false });
    }
  }

  #isKnown(threadId: string): boolean {
    return threadId in this.#context.holder.get().threads;
  }

  /** Fetches the thread itself too, unless a page or event has brought it. */
  async #newestEvents(threadId: string): Promise<ChatEvent[]> {
    const { holder } = this.#context;
    const { feedCursor, threadVersions } = holder.get();
    const { epoch, asOf } = holder.now();
    const isUnknown = feedCursor !== null && !(threadId in threadVersions);
    const [thread, page] = await Promise.all([
      isUnknown ? this.#getThread(threadId) : null,
      this.#getPage(threadId, null),
    ]);
    this.#fetchedAt.set(threadId, { epoch, asOf: feedNumber(page.feedCursor) });
    return [
      { type: "messages.page", threadId, page, newest: true },
      { type: "answer", thread, messages: [], asOf },
    ];
  }

  #failed(threadId: string, isMissing: boolean): void {
    const { holder } = this.#context;
    if (isMissing && this.#isExpected(threadId)) holder.apply({ type: "thread.begun", threadId });
    else
      holder.apply({ type: "thread.failed", threadId, status: isMissing ? "missing" : "failed" });
  }

  /** Before the feed is followed nothing is stale: `catchUp` runs then. */
  #isStale(threadId: string): boolean {
    const { holder } = this.#context;
    const { feedCursor, loads, threadVersions } = holder.get();
    const status = loads[threadId]?.status;
    if (feedCursor === null || status === "missing" || status === "failed") return false;
    const at = this.#fetchedAt.get(threadId);
    const isKnown = threadId in threadVersions;
    return !at || at.epoch !== holder.now().epoch || at.asOf < this.#followedFrom || !isKnown;
  }

  #remember(threadId: string): void {
    this.#opened = [threadId, ...this.#opened.filter((id) => id !== threadId)].slice(
      0,
      recentCount,
    );
  }

  #once(key: string, run: () => Promise<void>): Promise<void> {
    const flight = this.#flights.get(key) ?? run().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  #getThread(threadId: string) {
    const { client, pause, signal } = this.#context;
    return persist(() => client.api.threads.get.query({ threadId }), pause, signal);
  }

  #getPage(threadId: string, cursor: string | null) {
    const { client, pause, signal } = this.#context;
    const input = { threadId, limit: pageLength, ...(cursor === null ? {} : { cursor }) };
    return persist(() => client.api.messages.list.query(input), pause, signal);
  }
}
