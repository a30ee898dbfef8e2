import { and, count, desc, eq, inArray, isNull, not, sql } from "drizzle-orm";
import type {
  CreatedInvitation,
  CreateInvitation,
  Invitation,
} from "../../../shared/invitations.ts";
import {
  type InvitationGrant,
  invitationGrants,
  maxInvitations,
} from "../../../shared/invitation-limits.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { invitations } from "../../platform/db/schema/invitations.ts";
import { users } from "../../platform/db/schema/users.ts";
import { notFound, RequestError, theRow } from "../../platform/errors.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { EntryChange } from "../entry/change-entry.ts";
import { nameInvitation } from "./name-invitation.ts";

/** Length of a secret in bytes: 192 bits cannot be guessed. */
const secretBytes = 24;

/** Makes creations wait for each other, so that the limit is exact. */
const creationLock = 0x63_6b_75_33;

/**
 * Creates an invitation. The secret is returned only here; the database stores its hash.
 *
 * @throws RequestError `conflict` at the limit of open invitations, and for an id that is taken;
 *   `forbidden` for a caller who has just lost their rights
 */
export function createInvitation(
  db: Database,
  { actorId, address }: EntryChange,
  { expiresInHours, ...wanted }: CreateInvitation,
): Promise<CreatedInvitation> {
  const random = crypto.getRandomValues(new Uint8Array(secretBytes));
  const secret = Buffer.from(random).toString("base64url");
  return db.transaction(async (tx) => {
    await requireStillAdmin(tx, actorId);
    await tx.execute(sql`select pg_advisory_xact_lock(${creationLock})`);
    await makeRoom(tx);
    const made = await tx
      .insert(invitations)
      .values({
        ...wanted,
        tokenHash: hashSecret(secret),
        createdBy: actorId,
        expiresAt: sql`now() + ${expiresInHours} * interval '1 hour'`,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (made.length === 0) throw new RequestError("conflict", "This invitation exists already.");
    await record(tx, { actorId, address }, { kind: "invitation_created", ...wanted });
    const row = theRow(await selectInvitations(tx).where(eq(invitations.id, wanted.id)));
    return { ...toInvitation(row), secret };
  });
}

/** All invitations that are kept, newest first. */
export async function listInvitations(db: Database): Promise<Invitation[]> {
  const rows = await selectInvitations(db)
    .orderBy(desc(invitations.id))
    .limit(2 * maxInvitations);
  return rows.filter(({ grants }) => isKnown(grants)).map(toInvitation);
}

/**
 * Ends an invitation: from then on it lets people in no more, not even with a mailed link of before.
 *
 * @throws RequestError `not_found`, also for one that was revoked before
 */
export function revokeInvitation(
  db: Database,
  change: EntryChange,
  invitationId: string,
): Promise<void> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.id, invitationId), isNull(invitations.revokedAt)))
      .returning({ name: invitations.name, grants: invitations.grants });
    if (!revoked) throw notFound("invitation");
    await record(tx, change, { kind: "invitation_revoked", ...revoked });
  });
}

/** Ends the invitations of an admin who loses the role, so that none comes to life again with it. */
export async function endInvitationsOf(tx: Transaction, userId: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.createdBy, userId), isNull(invitations.revokedAt)));
}

/**
 * Makes sure that another invitation can be kept. Those that have ended make room: the list keeps
 * the newest of them, as many as can be open.
 *
 * @throws RequestError `conflict` when as many as can be are open
 */
async function makeRoom(tx: Transaction): Promise<void> {
  const { id } = invitations;
  const [open] = await tx.select({ count: count() }).from(invitations).where(not(hasEnded));
  if (open && open.count >= maxInvitations)
    throw new RequestError("conflict", `There can be at most ${maxInvitations} open invitations.`);
  const oldest = tx
    .select({ id })
    .from(invitations)
    .where(hasEnded)
    .orderBy(desc(id))
    .offset(maxInvitations - 1);
  await tx.delete(invitations).where(inArray(id, oldest));
}

/** SQL for whether an invitation has expired, was revoked or is used up. */
const hasEnded = sql<boolean>`(${invitations.expiresAt} <= now() or ${invitations.revokedAt} is not null
  or coalesce(${invitations.uses} >= ${invitations.maxUses}, false))`;

/** Waits for a change of the caller's role; what it ends cannot be created behind its back. */
async function requireStillAdmin(tx: Transaction, userId: string): Promise<void> {
  const [user] = await tx
    .select({ role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, userId))
    .for("share");
  if (user?.role !== "admin" || user.disabledAt)
    throw new RequestError("forbidden", "Only admins may do this.");
}

function selectInvitations(executor: Database | Transaction) {
  const { id, name, grants, maxUses, uses, createdAt, expiresAt, revokedAt } = invitations;
  const isExpired = sql<boolean>`${expiresAt} <= now()`;
  return executor
    .select({
      id,
      name,
      grants,
      maxUses,
      uses,
      createdAt,
      expiresAt,
      revokedAt,
      isExpired,
      createdBy: users.email,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectInvitations>>[number];

function toInvitation({ createdAt, expiresAt, revokedAt, isExpired, ...row }: Row): Invitation {
  const isUsed = row.maxUses !== null && row.uses >= row.maxUses;
  const ended = isExpired ? "expired" : "open";
  return {
    ...row,
    grants: isKnown(row.grants) ? row.grants : "guest",
    state: revokedAt ? "revoked" : isUsed ? "used" : ended,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

function isKnown(grants: string): grants is InvitationGrant {
  return invitationGrants.some((each) => each === grants);
}

function record(
  tx: Transaction,
  { actorId, address }: EntryChange,
  of: { kind: "invitation_created" | "invitation_revoked"; name: string; grants: string },
): Promise<void> {
  const name = nameInvitation(of);
  return recordAudit(tx, { kind: of.kind, actorId, userId: actorId, address, details: { name } });
}
