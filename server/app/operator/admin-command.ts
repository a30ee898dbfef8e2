import { emailSchema } from "../../../shared/account.ts";
import { createAccount } from "../../people/admin/create-users.ts";
import { enableUser, promoteUser } from "../../people/admin/change-user.ts";
import { recordAudit } from "../../people/audit/record-audit.ts";
import { createLink, firstPasswordMinutes } from "../../people/auth/one-time-tokens.ts";
import type { OneTimeSecrets } from "../../people/auth/one-time-secrets.ts";
import type { Database } from "../../platform/db/client.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";
import { findAccountOf, requireAccountOf } from "./find-owner.ts";

export const adminUsage = `Usage: ${commandLine("admin ADDRESS")}
       ${commandLine("admin --create ADDRESS")}   creates the account, and prints a link to choose its password`;

interface AdminDeps {
  db: Database;
  links: OneTimeSecrets;
  /** The server's public address. */
  address: string;
}

/**
 * Makes an account an admin, whatever the rules of registration: also one that is disabled, and with
 * `--create` one that does not exist. Returns what to print.
 */
export async function adminCommand(deps: AdminDeps, argv: string[]): Promise<string> {
  const isNew = argv.includes("--create");
  const [typed, ...more] = argv.filter((word) => word !== "--create");
  if (typed === undefined || more.length > 0) throw new CommandError(adminUsage);
  if (isNew && !(await findAccountOf(deps.db, typed))) return createAdmin(deps, typed);
  const { id, email, role, disabledAt } = await requireAccountOf(deps.db, typed);
  const change = { userId: id, actorId: null, address: null };
  if (disabledAt) await enableUser(deps, change);
  if (role !== "admin") await promoteUser(deps, change);
  else if (!disabledAt) return `${email} is an admin already.`;
  return `${email} is an admin from now on.`;
}

async function createAdmin({ db, links, address }: AdminDeps, typed: string): Promise<string> {
  const { data: email } = emailSchema.safeParse(typed);
  if (email === undefined) throw new CommandError(`${typed} is not an e-mail address.`);
  const tokenId = await db.transaction(async (tx) => {
    const userId = await createAccount(tx, { email, role: "admin", language: "en" });
    if (userId === null) throw new CommandError(`${email} has got an account just now.`);
    const details = { name: "admin" };
    await recordAudit(tx, { kind: "user_created", actorId: null, userId, address: null, details });
    const minutes = firstPasswordMinutes;
    return createLink(tx, { userId, purpose: "reset_password", email, minutes });
  });
  const link = `${address}/reset-password#${links.secretOf(tokenId)}`;
  return `${link}\n\n${email} is an admin. The link chooses its password; it works once, within a week.`;
}
