import { and, eq, gt, inArray, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { InvitationGrant } from "../../../shared/invitation-limits.ts";
import type { Executor, Transaction } from "../../platform/db/client.ts";
import { invitations } from "../../platform/db/schema/invitations.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { hashSecret } from "../../platform/hash-secret.ts";

/** An invitation that can be used. */
export interface OpenInvitation {
  id: string;
  name: string;
  grants: string;
}

/** An invitation by the secret in its link, or by its id where the secret was shown before. */
export type InvitationKey = { secret: string } | { id: string };

/**
 * Finds an invitation that can be used now, without using it.
 *
 * @throws RequestError `invalid_link` for one that is unknown, ended, used up, or for something else
 */
export async function findInvitation(
  executor: Executor,
  key: InvitationKey,
  grants: readonly InvitationGrant[],
): Promise<OpenInvitation> {
  const { id, name } = invitations;
  const [found] = await executor
    .select({ id, name, grants: invitations.grants })
    .from(invitations)
    .where(isOpen(key, grants));
  return found ?? refuse();
}

/**
 * Uses an invitation once. Of those who take the last use at the same moment, on any node, one
 * succeeds; a transaction that is rolled back gives it back.
 *
 * @throws RequestError `invalid_link` as `findInvitation`
 */
export async function takeInvitation(
  tx: Transaction,
  key: InvitationKey,
  grants: readonly InvitationGrant[],
): Promise<OpenInvitation> {
  const { id, name } = invitations;
  const [taken] = await tx
    .update(invitations)
    .set({ uses: sql`${invitations.uses} + 1`, lastUsedAt: sql`now()` })
    .where(isOpen(key, grants))
    .returning({ id, name, grants: invitations.grants });
  return taken ?? refuse();
}

function isOpen(key: InvitationKey, grants: readonly InvitationGrant[]): SQL | undefined {
  const { id, tokenHash, maxUses, uses, revokedAt, expiresAt, createdBy } = invitations;
  return and(
    "secret" in key ? eq(tokenHash, hashSecret(key.secret)) : eq(id, key.id),
    inArray(invitations.grants, [...grants]),
    isNull(revokedAt),
    gt(expiresAt, sql`now()`),
    or(isNull(maxUses), lt(uses, maxUses)),
    // What an admin made must not outlast their rights.
    sql`exists (select 1 from ${users} where ${users.id} = ${createdBy} and ${users.role} = 'admin' and ${users.disabledAt} is null)`,
  );
}

function refuse(): never {
  throw new RequestError(
    "invalid_link",
    "This invitation was used up, has ended or is incomplete.",
  );
}
