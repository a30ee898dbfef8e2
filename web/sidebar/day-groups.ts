export type DayGroup = "today" | "yesterday" | "week" | "older";

/**
 * Splits a list sorted newest first into groups, keeping its order; empty groups are left out. Times
 * are compared as text: parsing ten thousand takes most of a frame. A clock ahead of this one still
 * means today.
 */
export function groupByDay<T extends { updatedAt: string }>(
  items: readonly T[],
  now: Date,
): { group: DayGroup; items: T[] }[] {
  const [today, yesterday, week] = [0, 1, 7].map((days) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toISOString(),
  );
  const begins: readonly [DayGroup, string][] = [
    ["today", today ?? ""],
    ["yesterday", yesterday ?? ""],
    ["week", week ?? ""],
  ];
  const groups: { group: DayGroup; items: T[] }[] = [];
  for (const item of items) {
    const [group = "older"] = begins.find(([, begin]) => item.updatedAt >= begin) ?? [];
    const last = groups.at(-1);
    if (last?.group === group) last.items.push(item);
    else groups.push({ group, items: [item] });
  }
  return groups;
}

/** Milliseconds until the next local midnight, when the groups change. */
export function untilMidnightMs(now: Date): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return midnight.getTime() - now.getTime();
}
