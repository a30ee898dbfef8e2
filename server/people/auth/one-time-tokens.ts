import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { oneTimeTokens } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import type { OneTimeSecrets } from "./one-time-secrets.ts";

/** For how long a link in a mail works, in minutes (OWASP ASVS 5.0, 6.5.5). */
export const linkMinutes = 10;

/** What a link is for. */
export type LinkPurpose = "verify_email" | "reset_password" | "change_email";

/** What a link that was used stood for. */
export interface UsedLink {
  userId: string;
  email: string;
  /** Of a registration: the password that was chosen with it. */
  passwordHash: string | null;
}

/**
 * Makes a link's token; the secret follows from its id. Those before it, for the same thing, end. Not so
 * links for a new password: strangers can ask for them, and would end the one that the owner is about
 * to use. Of these the first that is used ends the others.
 */
export async function createLink(
  tx: Transaction,
  link: { userId: string; purpose: LinkPurpose; email: string; passwordHash?: string },
): Promise<string> {
  const id = newId("oneTimeToken");
  if (link.purpose !== "reset_password") await endLinks(tx, link.userId, [link.purpose]);
  await tx.insert(oneTimeTokens).values({
    id,
    ...link,
    expiresAt: sql`now() + ${linkMinutes} * interval '1 minute'`,
  });
  return id;
}

/**
 * Uses a link up. Of two who use it at once, one has it.
 *
 * @throws RequestError `invalid_link` when it is none of ours, for something else, used, or too old
 */
export async function useLink(
  tx: Transaction,
  secrets: OneTimeSecrets,
  { secret, purpose }: { secret: string; purpose: LinkPurpose },
): Promise<UsedLink> {
  const id = secrets.tokenIdOf(secret);
  const [link] =
    id === null
      ? []
      : await tx
          .update(oneTimeTokens)
          .set({ usedAt: sql`now()` })
          .where(
            and(
              eq(oneTimeTokens.id, id),
              eq(oneTimeTokens.purpose, purpose),
              isNull(oneTimeTokens.usedAt),
              gt(oneTimeTokens.expiresAt, sql`now()`),
            ),
          )
          .returning();
  if (!link) throw invalidLink();
  return { userId: link.userId, email: link.email, passwordHash: link.passwordHash };
}

/** Ends what links a user has been sent: what they were for is done, or no longer wanted. */
export async function endLinks(
  tx: Transaction,
  userId: string,
  purposes: LinkPurpose[],
): Promise<void> {
  await tx
    .delete(oneTimeTokens)
    .where(and(eq(oneTimeTokens.userId, userId), inArray(oneTimeTokens.purpose, purposes)));
}

/** Every reason is the same answer. */
export function invalidLink(): RequestError {
  return new RequestError(
    "invalid_link",
    "This link was already used, has expired or is incomplete.",
  );
}
