import { sql } from "drizzle-orm";
import type { TagCount } from "../../../shared/tags.ts";
import type { Executor } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/** Maximum number of tags in the list: more than a person can oversee. */
const mostTags = 500;

/** The tags of a user's threads without temporary ones, the most frequent first. */
export async function listTags(executor: Executor, userId: string): Promise<TagCount[]> {
  // Written as in `threads_tagged_idx`.
  const rows = await executor.execute<{ tag: string; count: number }>(sql`
    select tag, count(*)::int as count from ${threads} cross join unnest(${threads.tags}) as tag
    where ${threads.userId} = ${userId} and ${threads.tags} <> '{}' and ${threads.trashedAt} is null
      and ${threads.temporaryUntil} is null
    group by tag order by count desc, tag limit ${mostTags}`);
  return rows.map(({ tag, count }) => ({ tag, count }));
}
