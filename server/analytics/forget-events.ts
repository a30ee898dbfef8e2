import { eq } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import {
  analyticsEvents,
  analyticsPresences,
  analyticsUserTotals,
} from "../db/schema/analytics.ts";
import { holdCounting } from "./counting-lock.ts";

/**
 * Deletes all events and figures that name a user; those of everybody together name nobody, and
 * stay. Before a user is deleted, so that this does not get into the way of counting.
 */
export async function forgetEvents(tx: Transaction, userId: string): Promise<void> {
  await holdCounting(tx);
  await tx.delete(analyticsEvents).where(eq(analyticsEvents.userId, userId));
  await tx.delete(analyticsUserTotals).where(eq(analyticsUserTotals.userId, userId));
  await tx.delete(analyticsPresences).where(eq(analyticsPresences.userId, userId));
}
