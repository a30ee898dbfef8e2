import { type SQL, sql } from "drizzle-orm";
import type { AnalyticsFact } from "../../shared/analytics.ts";
import { newId } from "../../shared/ids.ts";
import type { Transaction } from "../platform/db/client.ts";
import { analyticsEvents } from "../platform/db/schema/analytics.ts";
import { users } from "../platform/db/schema/users.ts";
import { unknownLanguage } from "./detect-language.ts";

/**
 * Records events in the transaction of the change they report, in one statement, so neither exists
 * without the other. Skips users who have opted out. A message without a detected language gets its
 * user's. The foreign key locks the user's row, so opting out comes entirely before or after.
 */
export async function recordEvents(
  tx: Transaction,
  userId: string,
  facts: readonly AnalyticsFact[],
): Promise<void> {
  const locked = sql`(
    select id, locale, language, analytics_opt_out from ${users} where id = ${userId} for key share
  )`;
  await tx.execute(insertEvents(facts, locked));
}

/**
 * The same as part of a statement that has locked the user's row.
 *
 * @param user what the events' user is read from: the row's `id`, `locale`, `language` and
 *   `analytics_opt_out`
 */
export function insertEvents(facts: readonly AnalyticsFact[], user: SQL): SQL {
  const events = facts.map((fact) => ({ id: newId("analyticsEvent"), fact }));
  return sql`
    insert into ${analyticsEvents} (id, user_id, fact)
    select new.id, u.id, case new.fact ->> 'language' when ${unknownLanguage}
      then new.fact || jsonb_build_object('language', case when u.locale = 'en' then coalesce(u.language, 'en') else u.locale end) else new.fact end
    from ${user} u, jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as new(id text, fact jsonb)
    where not u.analytics_opt_out`;
}
