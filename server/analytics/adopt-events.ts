import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";
import { analyticsEvents } from "../platform/db/schema/analytics.ts";
import { users } from "../platform/db/schema/users.ts";
import { addFigures, figureColumns } from "./count-events-statement.ts";
import { holdCounting } from "./counting-lock.ts";
import { forgetEvents } from "./forget-events.ts";

/**
 * Moves a guest's events and figures to an account; if the account has opted out, deletes them
 * instead. Counts of distinct people are not recomputed.
 */
export async function adoptEvents(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await holdCounting(tx);
  const [isIn] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, to), eq(users.analyticsOptOut, false)));
  if (!isIn) return forgetEvents(tx, [from]);
  await tx.update(analyticsEvents).set({ userId: to }).where(eq(analyticsEvents.userId, from));
  const columns = sql.raw(figureColumns);
  await tx.execute(sql`
    with guests as (
      delete from analytics_user_totals where user_id = ${from} returning *
    )
    insert into analytics_user_totals (user_id, ${columns})
    select ${to}, ${columns} from guests
    on conflict (user_id, step, starts, workflow_id, model) ${sql.raw(addFigures("analytics_user_totals"))}`);
  await tx.execute(sql`
    with guests as (
      delete from analytics_presences where user_id = ${from} returning *
    )
    insert into analytics_presences (span, starts, workflow_id, user_id)
    select span, starts, workflow_id, ${to} from guests on conflict do nothing`);
}
