import { eq } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { putUser } from "../feed/put-user.ts";
import { listProjects } from "../threads/list-projects.ts";

/**
 * Sends a user's projects to all their tabs. Call it last in a transaction: it locks the user's row
 * before it reads, so that the list of a later event has the changes of all earlier ones.
 */
export async function putProjects(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  await putUser(tx, userId, { projects: await listProjects(tx, userId) });
}
