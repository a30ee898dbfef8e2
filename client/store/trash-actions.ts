import { toRequestError } from "../request-error.ts";
import type { PendingChange } from "../state/replica.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Hides threads immediately, and moves them to the trash. Unsent messages stay in the outbox.
 *
 * @returns false where the server keeps no trash: then nothing has happened
 */
export async function trashThreads(
  { client, holder, pause, signal }: StoreContext,
  threadIds: readonly string[],
): Promise<boolean> {
  const changes = threadIds.map((threadId): PendingChange => ({ type: "delete", threadId }));
  holder.apply(...changes.map((change) => ({ type: "pending" as const, change })));
  const show = () =>
    holder.apply(...changes.map((change) => ({ type: "settled" as const, change })));
  try {
    const { threads } = client.api;
    const { isMoved } = await persist(
      () => threads.trash.mutate({ threadIds: [...threadIds] }),
      pause,
      signal,
    );
    if (!isMoved) show();
    return isMoved;
  } catch (cause) {
    // They are gone already.
    if (toRequestError(cause).code === "not_found") return true;
    show();
    throw cause;
  }
}

/** Brings threads back from the trash. */
export async function restoreThreads(
  { client, holder, pause, signal }: StoreContext,
  threadIds: readonly string[],
): Promise<void> {
  const { asOf, epoch } = holder.now();
  const { threads } = await persist(
    () => client.api.threads.restore.mutate({ threadIds: [...threadIds] }),
    pause,
    signal,
  );
  const at = holder.now().epoch === epoch ? asOf : -1;
  holder.apply(
    ...threads.map((thread) => ({ type: "answer" as const, thread, messages: [], asOf: at })),
  );
}
