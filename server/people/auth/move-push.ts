import { eq } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { pushSubscriptions } from "../../platform/db/schema/push.ts";

/** The notifications of a browser, between two of its auth sessions. */
export type TakenPush = typeof pushSubscriptions.$inferSelect | null;

/** Takes the subscription of an auth session that is about to end, to give it to its successor. */
export async function takePush(tx: Transaction, authSessionId: string): Promise<TakenPush> {
  const [taken] = await tx
    .delete(pushSubscriptions)
    .where(eq(pushSubscriptions.authSessionId, authSessionId))
    .returning();
  return taken ?? null;
}

/** Gives a taken subscription to the session that follows in the same browser. */
export async function givePush(
  tx: Transaction,
  taken: TakenPush,
  to: { userId: string; authSessionId: string },
): Promise<void> {
  if (taken) await tx.insert(pushSubscriptions).values({ ...taken, ...to });
}
