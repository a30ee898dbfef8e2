import { eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { authSessions } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { addressGroup } from "../../platform/limits/address-group.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { Account } from "./find-account.ts";

/** An unauthenticated caller who names an account. */
export interface Stranger {
  email: string;
  /** IP address of the call. */
  address: string;
  /** The id of a device that was signed in to the account before; null for any other. */
  device: string | null;
}

interface LimitDeps {
  db: Database;
  limits: Limits;
}

/**
 * Counts a password attempt. A known device of the account has its own counter, so that guesses
 * from elsewhere do not lock the owner out (OWASP, device cookies). All others count by account and
 * address, by address, and by account over all addresses; a network from which the account was
 * signed in before is exempt from the last.
 *
 * @param account null for an e-mail address without one, which is counted the same
 * @throws RequestError `rate_limited`
 */
export async function takePasswordTry(
  { db, limits }: LimitDeps,
  account: Account | null,
  { email, address, device }: Stranger,
): Promise<void> {
  if (account && device !== null) {
    await limits.take("passwordByDevice", `${account.id} ${device}`);
    return limits.take("passwordByDevices", account.id);
  }
  await limits.takeByAddress("passwordByNetwork", address, email);
  await limits.takeByAddress("passwordByAddress", address);
  await unlessAtHome({ db, account, address }, () => limits.take("passwordByAccount", email));
}

/**
 * Counts a request for a password reset link, by the same rules.
 *
 * @throws RequestError `rate_limited`
 */
export async function takeResetMail(
  { db, limits }: LimitDeps,
  account: Account | null,
  { email, address, device }: Stranger,
): Promise<void> {
  if (account && device !== null) return limits.take("mailByDevice", `${account.id} ${device}`);
  await takeMailTo(limits, { email, address }, (count) =>
    unlessAtHome({ db, account, address }, count),
  );
}

/**
 * Counts a mail to an address that may not be the caller's.
 *
 * @param overall counts over all callers
 * @throws RequestError `rate_limited`
 */
export async function takeMailTo(
  limits: Limits,
  { email, address }: { email: string; address: string },
  overall: (count: () => Promise<void>) => Promise<void> = (count) => count(),
): Promise<void> {
  await limits.takeByAddress("mailByNetwork", address, email);
  await limits.takeByAddress("mailByAddress", address);
  await overall(() => limits.take("mailByRecipient", email));
}

/** Ignores a limit if the account was signed in from the same network before. */
async function unlessAtHome(
  { db, account, address }: { db: Database; account: Account | null; address: string },
  count: () => Promise<void>,
): Promise<void> {
  try {
    await count();
  } catch (refused) {
    if (!(refused instanceof RequestError) || refused.code !== "rate_limited") throw refused;
    if (!account || !(await isHomeOf(db, account, address))) throw refused;
  }
}

/**
 * Whether a live or recently ended auth session of the account was used from the address's network.
 */
async function isHomeOf(db: Database, { id }: Account, address: string): Promise<boolean> {
  const rows = await db
    .selectDistinct({ address: authSessions.address })
    .from(authSessions)
    .where(eq(authSessions.userId, id));
  const network = addressGroup(address);
  return rows.some((row) => row.address !== null && addressGroup(row.address) === network);
}
