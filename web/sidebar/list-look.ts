import { type Accessor, createSignal } from "solid-js";
import type { SafeStorage } from "../state/safe-storage.ts";

/** By last use, by beginning, or by name. */
export const threadSorts = ["recent", "created", "title"] as const;

export type ThreadSort = (typeof threadSorts)[number];

const sortKey = "chatkit.sidebar.sort";
const unreadKey = "chatkit.sidebar.unread";

/** How the list of threads is sorted, and which it shows; kept on this device. */
export interface ListLook {
  sort: Accessor<ThreadSort>;
  setSort(sort: string): void;
  /** Only threads with a reply that was not seen. */
  onlyUnread: Accessor<boolean>;
  setOnlyUnread(onlyUnread: boolean): void;
  /** Whether it is not the usual one, which needs only the newest threads. */
  isUnusual(): boolean;
}

export function createListLook(storage: SafeStorage): ListLook {
  const known = (value: string | null) => threadSorts.find((sort) => sort === value) ?? "recent";
  const [sort, setSort] = createSignal(known(storage.getItem(sortKey)));
  const [onlyUnread, setOnlyUnread] = createSignal(storage.getItem(unreadKey) !== null);
  return {
    sort,
    setSort(next) {
      setSort(known(next));
      storage.setItem(sortKey, next);
    },
    onlyUnread,
    setOnlyUnread(next) {
      setOnlyUnread(next);
      if (next) storage.setItem(unreadKey, "only");
      else storage.removeItem(unreadKey);
    },
    isUnusual: () => sort() !== "recent" || onlyUnread(),
  };
}
