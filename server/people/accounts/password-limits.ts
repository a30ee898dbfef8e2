import { eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { authSessions } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { addressGroup } from "../../platform/limits/address-group.ts";
import type { Limits } from "../../platform/limits/limits.ts";
import type { Account } from "./find-account.ts";

/** Who asks for something of an account without being signed in to it, and from where. */
export interface Stranger {
  email: string;
  /** Where the call comes from. */
  address: string;
  /** A device that the account was signed in on before; null for any other. */
  device: string | null;
}

interface LimitDeps {
  db: Database;
  limits: Limits;
}

/**
 * Counts one password that is shown. A device that is known for the account counts alone, so that
 * guesses made elsewhere do not lock its owner out (OWASP, device cookies). All others count by account
 * and address, by address, and by account over all addresses; a network that the account was signed
 * in from before is exempt from the last.
 *
 * @param account null for a mail address that has none, which is counted the same
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
 * Counts a link for a new password that is asked for, by the same rules.
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
 * Counts a mail to an address that need not be the caller's.
 *
 * @param overall runs the count over all addresses
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

/** Lets a refusal pass where the account has been signed in from the same network. */
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

/** Whether an auth session of the account, live or ended lately, was used from the address's network. */
async function isHomeOf(db: Database, { id }: Account, address: string): Promise<boolean> {
  const rows = await db
    .selectDistinct({ address: authSessions.address })
    .from(authSessions)
    .where(eq(authSessions.userId, id));
  const network = addressGroup(address);
  return rows.some((row) => row.address !== null && addressGroup(row.address) === network);
}
