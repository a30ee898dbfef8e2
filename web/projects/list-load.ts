import { type Accessor, createEffect, createMemo, on } from "solid-js";
import { listKey } from "../../client/state/list-key.ts";
import type { ListLoad, ListOf } from "../../client/types.ts";
import { useChat } from "../state/chat.ts";

/** How far a list of chats is loaded. */
export interface ShownListLoad {
  status: Accessor<ListLoad["status"]>;
  hasMore: Accessor<boolean>;
  /** Loads the next page, or the one that failed. */
  more(): void;
}

/** Loads the newest chats of a list, and again when they have to be fetched anew. */
export function createListLoad(of: () => ListOf): ShownListLoad {
  const chat = useChat();
  const load = createMemo(() => chat.threadState().listLoads[listKey(of())]);
  // Not before the first page of all threads: what is fetched earlier has no place in the feed.
  const isDue = createMemo(
    () => chat.state().threadList.status === "ready" && load() === undefined && listKey(of()),
  );
  const more = () => void chat.store.loadList(of());
  createEffect(on(isDue, (due) => due && more()));
  return {
    status: () => load()?.status ?? "loading",
    hasMore: () => (load()?.nextCursor ?? null) !== null,
    more,
  };
}
