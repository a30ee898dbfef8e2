import { promoteUser } from "../../people/admin/change-user.ts";
import type { Database } from "../../platform/db/client.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";
import { requireAccountOf } from "./find-owner.ts";

export const adminUsage = `Usage: ${commandLine("admin ADDRESS")}`;

/** Makes an account an admin. Returns what to print. */
export async function adminCommand(db: Database, argv: string[]): Promise<string> {
  const [typed, ...more] = argv;
  if (typed === undefined || more.length > 0) throw new CommandError(adminUsage);
  const { id, email, role } = await requireAccountOf(db, typed);
  if (role === "admin") return `${email} is an admin already.`;
  await promoteUser({ db }, { userId: id, actorId: null, address: null });
  return `${email} is an admin from now on.`;
}
