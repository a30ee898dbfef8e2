import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { AuditKind } from "../../../shared/audit.ts";
import { liveStatuses } from "../../../shared/generation-status.ts";
import { endAdminKeys } from "../api-keys/end-keys.ts";
import { putUser } from "../../chat/feed/put-user.ts";
import { requireAnotherAdmin } from "../accounts/require-another-admin.ts";
import { endInvitationsOf } from "../invitations/manage-invitations.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { tellNamedViewers } from "../../assistants/sessions/tell-named-viewers.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { users } from "../../platform/db/schema/users.ts";
import { notFound } from "../../platform/errors.ts";
import type { FinishDeps } from "../../chat/generation/finish-generation.ts";
import { stopGeneration } from "../../chat/generation/stop-generation.ts";

/** A change of a user's account by an admin. */
export interface UserChange {
  userId: string;
  actorId: string | null;
  /** IP address of the call; null for the operator's command line. */
  address: string | null;
}

/**
 * Disables an account and the users that its programs created: within two seconds every session,
 * key and connection of theirs stops working on every node, and replies in progress are stopped.
 * Their data stays.
 *
 * @throws RequestError `not_found`; `conflict` for the last admin
 */
export async function disableUser(
  deps: FinishDeps & { sql: Sql },
  change: UserChange,
): Promise<void> {
  await deps.db.transaction((tx) =>
    changeUser(tx, change, { kind: "user_disabled", set: { disabledAt: sql`now()` } }),
  );
  const { userId } = change;
  const live = await deps.db
    .select({ generationId: generations.id, userId: generations.userId })
    .from(generations)
    .innerJoin(users, eq(users.id, generations.userId))
    .where(
      and(
        // Includes the users that the account's programs created.
        or(eq(users.id, userId), eq(users.ownerId, userId)),
        inArray(generations.status, liveStatuses),
      ),
    );
  await Promise.all(live.map((each) => stopGeneration(deps, each)));
}

/** @throws RequestError `not_found` */
export function enableUser(deps: Pick<FinishDeps, "db">, change: UserChange): Promise<void> {
  return deps.db.transaction((tx) =>
    changeUser(tx, change, { kind: "user_enabled", set: { disabledAt: null } }),
  );
}

/** @throws RequestError `not_found` */
export function promoteUser(deps: Pick<FinishDeps, "db">, change: UserChange): Promise<void> {
  return deps.db.transaction((tx) =>
    changeUser(tx, change, { kind: "user_promoted", set: { role: "admin" } }),
  );
}

/** @throws RequestError `not_found`; `conflict` for the last admin */
export function demoteUser(deps: Pick<FinishDeps, "db">, change: UserChange): Promise<void> {
  return deps.db.transaction((tx) =>
    changeUser(tx, change, { kind: "user_demoted", set: { role: "user" } }),
  );
}

async function changeUser(
  tx: Transaction,
  { userId, actorId, address }: UserChange,
  { kind, set }: { kind: AuditKind; set: Parameters<typeof updateUser>[2] },
): Promise<void> {
  const [user] = await tx
    .select({ role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.isGuest, false)));
  if (!user) throw notFound("user");
  const losesAdmin = kind === "user_disabled" || kind === "user_demoted";
  if (losesAdmin && user.role === "admin") await requireAnotherAdmin(tx, userId);
  await updateUser(tx, userId, set);
  if (losesAdmin) await endInvitationsOf(tx, userId);
  if (set.role !== undefined && set.role !== user.role) await endAdminKeys(tx, userId);
  await tellViewers(tx, userId);
  await tellNamedViewers(tx, userId);
  await recordAudit(tx, { kind, actorId, userId, address });
  await putUser(tx, userId);
}

function updateUser(
  tx: Transaction,
  userId: string,
  set: { role?: "user" | "admin"; disabledAt?: ReturnType<typeof sql> | null },
) {
  return tx.update(users).set(set).where(eq(users.id, userId));
}
