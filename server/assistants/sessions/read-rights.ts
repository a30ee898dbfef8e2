import { eq } from "drizzle-orm";
import { guestRights, type Rights } from "../../models/access/rights.ts";
import type { Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import type { Caller } from "./caller.ts";

/** A caller's rights to use models: in a session made with an API key, those of the key's owner. */
export async function readRights(
  executor: Executor,
  { userId, chatSession }: Caller,
): Promise<Rights> {
  const [found] = await executor
    .select({ role: users.role, isGuest: users.isGuest })
    .from(users)
    .where(eq(users.id, chatSession?.ownerId ?? userId));
  return found ?? guestRights;
}
