import { desc, eq, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AuditEvent } from "../../../shared/audit.ts";
import type { Database } from "../../platform/db/client.ts";
import { auditEvents } from "../../platform/db/schema/audit.ts";
import { users } from "../../platform/db/schema/users.ts";

/** The audit log, newest entry first, with the e-mail addresses of users who still exist. */
export async function listAudit(
  db: Database,
  { cursor, limit }: { cursor: number | undefined; limit: number },
): Promise<{ events: AuditEvent[]; nextCursor: number | null }> {
  const actors = alias(users, "actors");
  const { seq, at, kind, actorId, userId, address, details } = auditEvents;
  const rows = await db
    .select({
      seq,
      at,
      kind,
      actorId,
      userId,
      address,
      details,
      actorEmail: actors.email,
      userEmail: users.email,
    })
    .from(auditEvents)
    .leftJoin(actors, eq(actors.id, actorId))
    .leftJoin(users, eq(users.id, userId))
    .where(cursor === undefined ? undefined : lt(seq, cursor))
    .orderBy(desc(seq))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    events: page.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      kind: row.kind,
      actor: row.actorId === null ? null : { id: row.actorId, email: row.actorEmail },
      user: row.userId === null ? null : { id: row.userId, email: row.userEmail },
      address: row.address,
      details: row.details,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.seq ?? null) : null,
  };
}
