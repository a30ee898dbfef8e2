import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { filterOfMessage } from "./filter-of-message.ts";
import type { Candidate } from "./read-candidates.ts";

/**
 * Gives messages from before there were filters theirs, as searches come upon them. A reply that is
 * being written gets its filter when it ends.
 */
export async function fillFilters(db: Database, candidates: readonly Candidate[]): Promise<void> {
  const missing = candidates.flatMap(({ id, text, files, isUnfiltered }) =>
    isUnfiltered && text ? [{ id, filter: filterOfMessage(text, files) }] : [],
  );
  if (missing.length === 0) return;
  await db.execute(sql`
    update ${messages} m set search_filter = decode(new.filter, 'base64')
    from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as new(id text, filter text)
    where m.id = new.id and m.search_filter is null`);
}
