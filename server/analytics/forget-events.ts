import { inArray, type SQLWrapper } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";
import {
  analyticsEvents,
  analyticsPresences,
  analyticsUserTotals,
} from "../platform/db/schema/analytics.ts";
import { holdCounting } from "./counting-lock.ts";

/**
 * Deletes all events and figures that name one of these users; those of everybody together name nobody, and
 * stay. Before a user is deleted, so that this does not get into the way of counting.
 */
export async function forgetEvents(
  tx: Transaction,
  userIds: readonly string[] | SQLWrapper,
): Promise<void> {
  await holdCounting(tx);
  await tx.delete(analyticsEvents).where(inArray(analyticsEvents.userId, userIds));
  await tx.delete(analyticsUserTotals).where(inArray(analyticsUserTotals.userId, userIds));
  await tx.delete(analyticsPresences).where(inArray(analyticsPresences.userId, userIds));
}
