/** The requested page of a list, with the hosted API's parameters. */
export interface PageRequest {
  /** 0 to 100. */
  limit: number;
  order: "asc" | "desc";
  /** Only items after the one with this id, in the list's order. */
  after?: string | undefined;
  /** Only items just before the one with this id. */
  before?: string | undefined;
}

/** A page, and whether there are more items beyond it. */
export interface Page<T> {
  data: T[];
  hasMore: boolean;
}

/**
 * Cuts a page out of rows read from its cursor, of which there may be one too many.
 *
 * @param rows in the order read: backwards from `before`, otherwise forwards
 * @param found the number of rows read, if the page is full with fewer
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
