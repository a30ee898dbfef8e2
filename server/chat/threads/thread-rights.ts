import { type SQL, sql } from "drizzle-orm";
import { inferenceSchema } from "../../../shared/inference-schemas.ts";
import type { Rights } from "../../models/access/rights.ts";
import type { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";

/**
 * SQL value: which models a thread's replies may use. With a chat session that was made with an API
 * key, the rights of the key's owner count.
 */
export function rightsIn(thread: typeof threads): SQL<Rights> {
  return sql`(
    select jsonb_build_object('role', p.role, 'isGuest', p.is_guest) from ${users} p
    where p.id = coalesce(
      (select c.owner_id from ${chatSessions} c where c.id = ${thread.chatSessionId}),
      ${thread.userId}
    )
  )`;
}

/** The model that the user has chosen in a thread's `inference`; undefined without one. */
export function chosenIn(inference: unknown): string | undefined {
  return inferenceSchema.parse(inference ?? {}).model;
}
