import type { Thread } from "../../shared/thread.ts";
import { type DayGroup, groupByDay } from "./day-groups.ts";
import type { ThreadSort } from "./list-look.ts";

/** Threads under a heading. */
export interface ThreadGroup {
  group: DayGroup | "pinned" | "all";
  ids: readonly string[];
}

/** The whole list, from top to bottom. */
export interface ThreadOrder {
  groups: readonly ThreadGroup[];
  ids: readonly string[];
  /** For each thread, its place in `ids`. */
  places: ReadonlyMap<string, number>;
}

/** What decides the order besides the threads. */
export interface OrderOptions {
  today: Date;
  sort: ThreadSort;
  /** Compares titles in the person's language. */
  compare: (one: string, other: string) => number;
}

/** Pinned threads first, then the others by day, or by title. Both are sorted by their last use. */
export function orderThreads(
  { pinned, others }: { pinned: readonly Thread[]; others: readonly Thread[] },
  options: OrderOptions,
): ThreadOrder {
  const groups: ThreadGroup[] = [
    ...group("pinned", sorted(pinned, options)),
    ...groupOthers(sorted(others, options), options),
  ];
  const ids = groups.flatMap((each) => each.ids);
  return { groups, ids, places: new Map(ids.map((id, place) => [id, place])) };
}

function groupOthers(others: readonly Thread[], { sort, today }: OrderOptions): ThreadGroup[] {
  if (sort === "title") return group("all", others);
  const timed =
    sort === "recent" ? others : others.map(({ id, createdAt }) => ({ id, updatedAt: createdAt }));
  return groupByDay(timed, today).flatMap((day) => group(day.group, day.items));
}

function group(name: ThreadGroup["group"], threads: readonly Pick<Thread, "id">[]): ThreadGroup[] {
  return threads.length === 0 ? [] : [{ group: name, ids: threads.map(({ id }) => id) }];
}

function sorted(threads: readonly Thread[], { sort, compare }: OrderOptions): readonly Thread[] {
  switch (sort) {
    case "recent":
      return threads;
    case "created":
      return threads.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    case "title":
      return threads.toSorted((a, b) => compare(a.title ?? "", b.title ?? ""));
  }
}
