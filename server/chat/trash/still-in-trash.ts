import { type SQL, sql } from "drizzle-orm";
import { threads } from "../../platform/db/schema/threads.ts";

/** SQL condition: a thread is in the trash, and its time there is not over. */
export function stillInTrash(trashDays: number): SQL {
  return sql`${threads.trashedAt} > now() - ${trashDays} * interval '1 day'`;
}
