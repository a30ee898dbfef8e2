import { maxThreadsPerPage } from "../../shared/limits.ts";
import { backoffMs } from "../backoff.ts";
import { toRequestError } from "../request-error.ts";
import type { ThreadsPage } from "../state/chat-event.ts";
import { unconfirmedThreads } from "../state/list-place.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** Threads on the first page: as many as a sidebar shows. */
const firstPageLength = 30;

/**
 * Least threads on later pages. A page is as long as the list before it, up to the server's limit: a
 * person who has come far wants to go far, and sorting by title needs the whole list.
 */
const leastLength = 100;

/** Pauses between attempts after an error of the server. */
const retryBackoff = { baseMs: 2_000, capMs: 30_000 };

/**
 * The newest threads. Retries until the server returns them; throws when the signal aborts. The
 * state is `failed` meanwhile if the server answered with an internal error.
 */
export async function newestThreads(
  context: StoreContext,
  signal: AbortSignal,
): Promise<ThreadsPage> {
  const { client, holder, pause } = context;
  for (let attempt = 0; ; attempt++) {
    try {
      return await persist(
        () => client.api.threads.list.query({ limit: firstPageLength }),
        pause,
        signal,
      );
    } catch (cause) {
      signal.throwIfAborted();
      if (toRequestError(cause).code === "unauthenticated") client.renew();
      holder.apply({ type: "threads.failed" });
      await pause.wait(backoffMs(attempt, retryBackoff), signal);
    }
  }
}

/**
 * Adds the next page of threads, if there is one.
 *
 * @throws RequestError when the server refuses
 */
export async function nextThreads({ client, holder, pause, signal }: StoreContext): Promise<void> {
  const cursor = holder.get().threadList.nextCursor;
  if (cursor === null) return;
  const { epoch } = holder.now();
  const ask = (limit: number) =>
    persist(() => client.api.threads.list.query({ cursor, limit }), pause, signal);
  const held = Object.keys(holder.get().threads).length;
  const limit = Math.min(Math.max(held, leastLength), maxThreadsPerPage);
  const page = await ask(limit).catch((cause: unknown) => {
    // A node of the release before has shorter pages.
    if (toRequestError(cause).code === "invalid_input") return ask(leastLength);
    throw cause;
  });
  // Another call may have added it meanwhile.
  const isNext = holder.now().epoch === epoch && holder.get().threadList.nextCursor === cursor;
  if (isNext) holder.apply({ type: "threads.page", page, newest: false });
}

/**
 * Adds pages until the server has confirmed every thread from a copy or from before a reset: those
 * deleted meanwhile do not stay in the list. Retries after a refusal; ends when the signal aborts.
 */
export async function confirmThreads(context: StoreContext, signal: AbortSignal): Promise<void> {
  const { holder, pause } = context;
  let failures = 0;
  const isDue = () =>
    holder.get().threadList.nextCursor !== null && unconfirmedThreads(holder.get()).length > 0;
  while (!signal.aborted && isDue()) {
    try {
      await nextThreads(context);
      failures = 0;
    } catch {
      await pause.wait(backoffMs(failures++, retryBackoff), signal);
    }
  }
}
