import { sql } from "drizzle-orm";
import type { AnalyticsFact } from "../../shared/analytics.ts";
import { newId } from "../../shared/ids.ts";
import type { Transaction } from "../platform/db/client.ts";
import { analyticsEvents } from "../platform/db/schema/analytics.ts";
import { users } from "../platform/db/schema/users.ts";
import { unknownLanguage } from "./detect-language.ts";

/**
 * Writes down what happened, in the transaction of what it reports: the one exists if and only if
 * the other does. One statement. Of a user who has opted out nothing is written. A message whose
 * language is not known takes its user's. The user's row is held, as by every row that refers to it, so
 * opting out comes before this or after it.
 */
export async function recordEvents(
  tx: Transaction,
  userId: string,
  facts: readonly AnalyticsFact[],
): Promise<void> {
  const events = facts.map((fact) => ({ id: newId("analyticsEvent"), fact }));
  await tx.execute(sql`
    insert into ${analyticsEvents} (id, user_id, fact)
    select new.id, u.id, case new.fact ->> 'language' when ${unknownLanguage}
      then new.fact || jsonb_build_object('language', u.locale) else new.fact end
    from ${users} u, jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as new(id text, fact jsonb)
    where u.id = ${userId} and not u.analytics_opt_out
    for key share of u`);
}
