import { toRequestError } from "../../../client/request-error.ts";
import type { ChatStore } from "../../../client/types.ts";

export interface GoneFinderOptions {
  state: ChatStore["state"];
  /** Rejects with `not_found` for a chat that is gone. */
  getThread: (threadId: string) => Promise<unknown>;
}

/** How long the server is not asked after a question that it did not answer, in milliseconds. */
const pauseMs = 60_000;

/** Finds out which of the kept chats were deleted elsewhere while this tab did not follow. */
export interface GoneFinder {
  /** Asks the server about chats that are in no loaded list, one after the other. */
  check(ids: readonly string[]): Promise<void>;
  /** There is a new connection: anything may have been deleted before it. */
  renew(): void;
}

/** @param onGone awaited before the next question */
export function createGoneFinder(
  { state, getThread }: GoneFinderOptions,
  onGone: (threadId: string) => Promise<void>,
): GoneFinder {
  /** Chats that the server has, as of this connection. */
  let confirmed = new Set<string>();
  let isAsking = false;
  let pausedUntil = 0;

  async function askAll(ids: readonly string[]): Promise<void> {
    const known = confirmed;
    for (const id of ids) {
      if (id in state.get().threads) known.delete(id);
      else if (!known.has(id)) {
        const isThere = await ask(getThread, id);
        if (isThere === null) {
          pausedUntil = Date.now() + pauseMs;
          return;
        }
        if (isThere) known.add(id);
        else await onGone(id);
      }
    }
  }

  return {
    async check(ids) {
      if (isAsking || Date.now() < pausedUntil) return;
      isAsking = true;
      await askAll(ids).finally(() => (isAsking = false));
    },
    renew() {
      confirmed = new Set();
      pausedUntil = 0;
    },
  };
}

/** Whether the server has a chat; null without an answer to that. */
function ask(get: GoneFinderOptions["getThread"], threadId: string): Promise<boolean | null> {
  return get(threadId).then(
    () => true,
    (cause: unknown) => (toRequestError(cause).code === "not_found" ? false : null),
  );
}
