import { and, eq, sql } from "drizzle-orm";
import { recordEvents } from "../../analytics/record-events.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { userLanguage } from "../../platform/db/user-language.ts";
import { isUniqueViolation } from "../../platform/errors.ts";
import type { MailJobs } from "../../mail/mail-queues.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import { revokeAllKeys } from "../api-keys/end-keys.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Admission } from "../entry/require-sign-up.ts";
import { nameInvitation } from "../invitations/name-invitation.ts";
import { putUser } from "../../chat/feed/put-user.ts";
import { mailUser } from "../accounts/mail-user.ts";

/** The registration of a guest. */
export interface Registration {
  userId: string;
  email: string;
  /** Null for an account that is entered with an identity provider. */
  passwordHash: string | null;
  admission: Admission;
  /** Whether the address is verified by mail. */
  isVerified: boolean;
  /** IP address of the call. */
  address: string;
}

/** Advisory lock for creating an account, so that exactly one is the first. */
const firstAccountLock = 0x63_6b_75_31;

/**
 * Turns a guest into an account that keeps all their data. The first account of a server becomes an
 * admin.
 *
 * @returns false when the address already has an account, or the guest has already registered
 */
export async function becomeRegistered(
  tx: Transaction,
  jobs: MailJobs,
  { userId, email, passwordHash, admission, isVerified, address }: Registration,
): Promise<boolean> {
  const change = {
    email,
    passwordHash,
    role: (await isFirstAccount(tx)) ? ("admin" as const) : admission.role,
    isGuest: false,
    emailVerifiedAt: isVerified ? sql`now()` : null,
  };
  try {
    const registered = await tx.transaction((inner) =>
      inner
        .update(users)
        .set(change)
        .where(and(eq(users.id, userId), eq(users.isGuest, true)))
        .returning({ id: users.id, email: users.email, language: userLanguage }),
    );
    const [user] = registered;
    if (!user) return false;
    await mailUser(tx, jobs, { user, content: { kind: "welcome" }, about: userId });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
  // Guests have no keys; a key that an older node gave one must not come to life with the account.
  await revokeAllKeys(tx, userId);
  const details = detailsOf(change.role, admission);
  await recordAudit(tx, { kind: "registered", actorId: userId, userId, address, details });
  await recordEvents(tx, userId, [{ kind: "registered" }]);
  await tellViewers(tx, userId);
  await putUser(tx, userId);
  return true;
}

/** What is not plain: an invitation, and an account that is an admin's at once. */
function detailsOf(role: "user" | "admin", { invitedBy }: Admission): Record<string, string> {
  if (invitedBy !== null) return { name: nameInvitation({ name: invitedBy, grants: role }) };
  return role === "admin" ? { name: role } : {};
}

async function isFirstAccount(tx: Transaction): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${firstAccountLock})`);
  const [row] = await tx.execute<{ exists: boolean }>(
    sql`select exists (select 1 from ${users} where not is_guest)`,
  );
  return !row?.exists;
}
