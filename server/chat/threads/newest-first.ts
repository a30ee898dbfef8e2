import { sql } from "drizzle-orm";
import { threads } from "../../platform/db/schema/threads.ts";

/**
 * SQL order of threads, the most recently used first. Written as in `threads_recent_idx`: with the
 * nulls elsewhere, although there are none, Postgres would sort all of a user's threads for a page.
 */
export const newestFirst = sql`${threads.updatedAt} desc nulls last, ${threads.id} desc nulls last`;
