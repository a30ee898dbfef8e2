import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { noticeChannels } from "./notices.ts";

/** Tells all nodes, on commit, that a user's rights have changed: they re-check at once. */
export async function tellViewers(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${noticeChannels.viewer}, ${userId})`);
}
