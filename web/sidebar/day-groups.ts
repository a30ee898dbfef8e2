export type DayGroup = "today" | "yesterday" | "week" | "older";

/**
 * The number of the calendar day in the local time zone, so that differences count days across
 * clock changes.
 */
function dayNumber(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** The sidebar group of a time (ISO 8601). A clock ahead of this one still means today. */
export function dayGroup(iso: string, now: Date): DayGroup {
  const days = dayNumber(now) - dayNumber(new Date(iso));
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days <= 7 ? "week" : "older";
}

/** Splits a list sorted newest first into groups, keeping its order; empty groups are left out. */
export function groupByDay<T extends { updatedAt: string }>(
  items: readonly T[],
  now: Date,
): { group: DayGroup; items: T[] }[] {
  const groups: { group: DayGroup; items: T[] }[] = [];
  for (const item of items) {
    const group = dayGroup(item.updatedAt, now);
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
