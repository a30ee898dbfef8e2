import type { Thread, ThreadPlace } from "../../shared/thread.ts";
import { maxThreadsAtOnce } from "../../shared/limits.ts";
import { toRequestError } from "../request-error.ts";
import type { ChatEvent } from "../state/chat-event.ts";
import type { PendingChange } from "../state/replica.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** The ids in pieces that one call may have. */
function inCalls(threadIds: readonly string[]): string[][] {
  const calls: string[][] = [];
  for (let from = 0; from < threadIds.length; from += maxThreadsAtOnce)
    calls.push(threadIds.slice(from, from + maxThreadsAtOnce));
  return calls;
}

/** Shows changes until the function that is returned is called. */
function show({ holder }: StoreContext, changes: readonly PendingChange[]): () => void {
  holder.apply(...changes.map((change) => ({ type: "pending" as const, change })));
  return () => holder.apply(...changes.map((change) => ({ type: "settled" as const, change })));
}

/** Makes a call, and returns how to apply the threads that it answers with. */
async function threadsOf(
  { holder, pause, signal }: StoreContext,
  call: () => Promise<{ threads: readonly Thread[] }>,
): Promise<ChatEvent[]> {
  const { asOf, epoch } = holder.now();
  const { threads } = await persist(call, pause, signal);
  const at = holder.now().epoch === epoch ? asOf : -1;
  return threads.map((thread) => ({ type: "answer", thread, messages: [], asOf: at }));
}

/** Shows threads in their new place immediately. */
export async function setPlaces(
  context: StoreContext,
  threadIds: readonly string[],
  place: ThreadPlace,
): Promise<void> {
  const changes = threadIds.map((threadId): PendingChange => ({ type: "place", threadId, place }));
  const { threads } = context.client.api;
  await changeAll(context, { threadIds, changes }, (ids) =>
    threads.setPlaces.mutate({ threadIds: ids, place }),
  );
}

/** Shows threads in another project immediately, or in none. */
export async function setProjects(
  context: StoreContext,
  threadIds: readonly string[],
  projectId: string | null,
): Promise<void> {
  const changes = threadIds.map((threadId): PendingChange => ({
    type: "project",
    threadId,
    projectId,
  }));
  const { threads } = context.client.api;
  await changeAll(context, { threadIds, changes }, (ids) =>
    threads.setProjects.mutate({ threadIds: ids, projectId }),
  );
}

/** Shows changes of threads, and makes them in as many calls as it takes. */
async function changeAll(
  context: StoreContext,
  { threadIds, changes }: { threadIds: readonly string[]; changes: readonly PendingChange[] },
  call: (ids: string[]) => Promise<{ threads: readonly Thread[] }>,
): Promise<void> {
  const settle = show(context, changes);
  try {
    for (const ids of inCalls(threadIds))
      context.holder.apply(...(await threadsOf(context, () => call(ids))));
  } finally {
    settle();
  }
}

/**
 * Hides threads immediately, and moves them to the trash; temporary chats are deleted for good.
 * Unsent messages stay in the outbox.
 *
 * @returns false where the server keeps no trash: then nothing has happened
 */
export async function trashThreads(
  context: StoreContext,
  threadIds: readonly string[],
): Promise<boolean> {
  const { client, pause, signal } = context;
  const changes = threadIds.map((threadId): PendingChange => ({ type: "delete", threadId }));
  const settle = show(context, changes);
  try {
    for (const ids of inCalls(threadIds)) {
      const call = () => client.api.threads.trash.mutate({ threadIds: ids });
      const { isMoved } = await persist(call, pause, signal);
      if (!isMoved) {
        settle();
        return false;
      }
    }
  } catch (cause) {
    // They are gone already.
    if (toRequestError(cause).code === "not_found") return true;
    settle();
    throw cause;
  }
  return true;
}

/** Brings threads back from the trash. */
export async function restoreThreads(
  context: StoreContext,
  threadIds: readonly string[],
): Promise<void> {
  const { threads } = context.client.api;
  for (const ids of inCalls(threadIds)) {
    const call = () => threads.restore.mutate({ threadIds: ids });
    context.holder.apply(...(await threadsOf(context, call)));
  }
}
