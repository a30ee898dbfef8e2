import { listKey } from "../state/list-key.ts";
import type { ListOf } from "../types.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** Threads per page. */
const pageLength = 30;

/**
 * Loads the newest threads of a project or with a tag, and at each later call the next older ones.
 * Never rejects: see `listLoads`.
 */
export async function loadList(
  { client, holder, pause, signal }: StoreContext,
  of: ListOf,
): Promise<void> {
  const key = listKey(of);
  const load = holder.get().listLoads[key];
  if (load?.status === "loading" || (load?.status === "ready" && load.nextCursor === null)) return;
  const cursor = load?.nextCursor ?? undefined;
  const { epoch } = holder.now();
  holder.apply({ type: "list.load", key, status: "loading" });
  try {
    const page = await persist(
      () => client.api.threads.list.query({ ...of, cursor, limit: pageLength }),
      pause,
      signal,
    );
    if (holder.now().epoch === epoch) holder.apply({ type: "list.page", key, page });
  } catch {
    if (holder.now().epoch === epoch && !signal.aborted)
      holder.apply({ type: "list.load", key, status: "failed" });
  }
}
