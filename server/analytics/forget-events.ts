import { inArray, type SQLWrapper } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";
import {
  analyticsEvents,
  analyticsPresences,
  analyticsUserTotals,
} from "../platform/db/schema/analytics.ts";
import { holdCounting } from "./counting-lock.ts";

/**
 * Deletes all events and figures that name one of these users; aggregate figures name no user and
 * stay. Call it before the user is deleted, to keep out of the way of counting.
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
