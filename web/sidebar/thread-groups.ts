import type { Thread } from "../../shared/thread.ts";
import { type DayGroup, groupByDay } from "./day-groups.ts";

/** Threads under a heading. */
export interface ThreadGroup {
  group: DayGroup | "pinned";
  ids: readonly string[];
}

/** The whole list, from top to bottom. */
export interface ThreadOrder {
  groups: readonly ThreadGroup[];
  ids: readonly string[];
  /** For each thread, its place in `ids`. */
  places: ReadonlyMap<string, number>;
}

/** Pinned threads first, then the others by the day they were last used. */
export function orderThreads(
  { pinned, others }: { pinned: readonly Thread[]; others: readonly Thread[] },
  today: Date,
): ThreadOrder {
  const groups: ThreadGroup[] = [
    ...(pinned.length > 0 ? [{ group: "pinned" as const, ids: idsOf(pinned) }] : []),
    ...groupByDay(others, today).map(({ group, items }) => ({ group, ids: idsOf(items) })),
  ];
  const ids = groups.flatMap((group) => group.ids);
  return { groups, ids, places: new Map(ids.map((id, place) => [id, place])) };
}

function idsOf(threads: readonly Thread[]): string[] {
  return threads.map(({ id }) => id);
}
