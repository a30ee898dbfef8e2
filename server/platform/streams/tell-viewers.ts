import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { noticeChannels } from "./notices.ts";

/** In notices, instead of a user's id: the rights of any user may have changed. */
export const everyViewer = "*";

/** Tells all nodes, on commit, that a rule for many users has changed: they re-check everyone. */
export async function tellEveryViewer(tx: Transaction): Promise<void> {
  await tellViewers(tx, everyViewer);
}

/** Tells all nodes, on commit, that a user's rights have changed: they re-check at once. */
export async function tellViewers(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${noticeChannels.viewer}, ${userId})`);
}
