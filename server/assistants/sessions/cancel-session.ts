import { and, eq, isNull, or, sql } from "drizzle-orm";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { Database } from "../../platform/db/client.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";
import { notFound } from "../../platform/errors.ts";
import { type SessionRecord, sessionColumns, toSessionRecord } from "./session-record.ts";

/**
 * A session and the caller who ends it: its user, or with an API key the account that created or
 * owns it.
 */
export type SessionOf = { id: string } & ({ userId: string } | { ownerId: string });

/**
 * Ends a chat session: its secret stops working, and its connections are closed within two seconds.
 * Idempotent.
 *
 * @throws RequestError `not_found` for another user's session
 */
export function cancelSession(db: Database, of: SessionOf): Promise<SessionRecord> {
  const { userId, ownerId } = chatSessions;
  const owned =
    "userId" in of
      ? eq(userId, of.userId)
      : or(eq(ownerId, of.ownerId), and(eq(userId, of.ownerId), isNull(ownerId)));
  const own = and(eq(chatSessions.id, of.id), owned);
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(chatSessions)
      .set({ cancelledAt: sql`now()` })
      .where(and(own, isNull(chatSessions.cancelledAt)))
      .returning({ userId });
    for (const each of ended) await tellViewers(tx, each.userId);
    const [row] = await tx.select(sessionColumns).from(chatSessions).where(own);
    if (!row) throw notFound("session");
    return toSessionRecord(row);
  });
}
