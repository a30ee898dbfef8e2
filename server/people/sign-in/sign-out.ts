import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import type { ShownCookie } from "../auth/session-cookie.ts";
import { findSession } from "../auth/find-session.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Caller } from "../accounts/caller.ts";

/** Ends the auth session of a cookie, if there is one. */
export async function signOut(
  db: Database,
  { cookie, address }: { cookie: ShownCookie | null; address: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const session = await findSession(tx, cookie);
    if (!session) return;
    const { id, userId } = session;
    await endSessions(tx, userId, { ids: [id] });
    await recordAudit(tx, { kind: "signed_out", actorId: userId, userId, address });
  });
}

/** Ends all auth sessions of a user, including the caller's. */
export async function signOutEverywhere(db: Database, { userId, address }: Caller): Promise<void> {
  await db.transaction(async (tx) => {
    await endSessions(tx, userId, { except: null });
    await recordAudit(tx, { kind: "signed_out_everywhere", actorId: userId, userId, address });
  });
}
