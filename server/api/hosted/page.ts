/** Which page of a list, as the hosted API asks for it. */
export interface PageRequest {
  /** 0 to 100. */
  limit: number;
  order: "asc" | "desc";
  /** Only what comes after the thing with this id, in the list's order. */
  after?: string | undefined;
  /** Only what comes before the thing with this id; the ones next to it. */
  before?: string | undefined;
}

/** One page, and whether there is more beyond it. */
export interface Page<T> {
  data: T[];
  hasMore: boolean;
}

/**
 * Takes the page out of rows that were read from its cursor on, one more than fit.
 *
 * @param rows in the order in which they were read: backwards from `before`, else forwards
 * @param found how many rows there were, where the page is full with fewer
 */
export function toPage<T>(
  rows: T[],
  { limit, after, before }: PageRequest,
  found = rows.length,
): Page<T> {
  const page = rows.slice(0, limit);
  const isBackwards = before !== undefined && after === undefined;
  return { data: isBackwards ? page.toReversed() : page, hasMore: found > page.length };
}
