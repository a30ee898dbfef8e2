import { and, eq, gt, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Executor, Transaction } from "../../platform/db/client.ts";
import { oneTimeTokens } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import type { OneTimeSecrets } from "./one-time-secrets.ts";

/** Lifetime of a mailed link, in minutes (OWASP ASVS 5.0, 6.5.5). */
export const linkMinutes = 10;

/**
 * Lifetime of the link with which a person chooses the first password of an account that an admin
 * has created, in minutes: a week. Until then there is nothing in the account.
 */
export const firstPasswordMinutes = 7 * 24 * 60;

/** The purpose of a link. */
export type LinkPurpose = "verify_email" | "reset_password" | "change_email";

/** The data of a link. */
export interface LinkData {
  userId: string;
  email: string;
  /** For a registration: the hash of the chosen password. */
  passwordHash: string | null;
  /** For a registration by invitation: the invitation that is used with it. */
  invitationId: string | null;
}

/** A link to create. */
interface NewLink {
  userId: string;
  purpose: LinkPurpose;
  email: string;
  passwordHash?: string;
  invitationId?: string | null;
  /** How long it works; `linkMinutes` by default. */
  minutes?: number;
}

/**
 * Creates a link's token; the secret is derived from its id. Earlier links for the same purpose
 * stop working, except password reset links: strangers can request those, and would invalidate the
 * one that the owner is about to use. The first reset link used ends the others.
 */
export async function createLink(
  tx: Transaction,
  { minutes = linkMinutes, ...link }: NewLink,
): Promise<string> {
  const id = newId("oneTimeToken");
  if (link.purpose !== "reset_password") await endLinks(tx, link.userId, [link.purpose]);
  await tx.insert(oneTimeTokens).values({
    id,
    ...link,
    expiresAt: sql`now() + ${minutes} * interval '1 minute'`,
  });
  return id;
}

/** The secret of a link, and what it should be for. */
interface ShownLink {
  secret: string;
  purpose: LinkPurpose;
}

/**
 * Uses a link up. Of two concurrent uses, one succeeds.
 *
 * @throws RequestError `invalid_link` when it is unknown, for another purpose, used or expired
 */
export async function useLink(
  tx: Transaction,
  secrets: OneTimeSecrets,
  shown: ShownLink,
): Promise<LinkData> {
  const [link] = await tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(isUsable(secrets, shown))
    .returning(linkColumns);
  return link ?? refuse();
}

/**
 * Reads a link without using it.
 *
 * @throws RequestError `invalid_link` as `useLink`
 */
export async function readLink(
  executor: Executor,
  secrets: OneTimeSecrets,
  shown: ShownLink,
): Promise<LinkData> {
  const [link] = await executor
    .select(linkColumns)
    .from(oneTimeTokens)
    .where(isUsable(secrets, shown));
  return link ?? refuse();
}

const linkColumns = {
  userId: oneTimeTokens.userId,
  email: oneTimeTokens.email,
  passwordHash: oneTimeTokens.passwordHash,
  invitationId: oneTimeTokens.invitationId,
};

function isUsable(secrets: OneTimeSecrets, { secret, purpose }: ShownLink): SQL | undefined {
  const id = secrets.tokenIdOf(secret);
  if (id === null) throw invalidLink();
  return and(
    eq(oneTimeTokens.id, id),
    eq(oneTimeTokens.purpose, purpose),
    isNull(oneTimeTokens.usedAt),
    gt(oneTimeTokens.expiresAt, sql`now()`),
  );
}

function refuse(): never {
  throw invalidLink();
}

/** Ends a user's open links for these purposes. */
export async function endLinks(
  tx: Transaction,
  userId: string,
  purposes: LinkPurpose[],
): Promise<void> {
  await tx
    .delete(oneTimeTokens)
    .where(and(eq(oneTimeTokens.userId, userId), inArray(oneTimeTokens.purpose, purposes)));
}

/** The same error for every reason. */
export function invalidLink(): RequestError {
  return new RequestError(
    "invalid_link",
    "This link was already used, has expired or is incomplete.",
  );
}
