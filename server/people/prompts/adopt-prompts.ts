import { eq, sql } from "drizzle-orm";
import { maxPrompts } from "../../../shared/limits.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { prompts } from "../../platform/db/schema/prompts.ts";

/**
 * Moves a guest's prompts to an account, the newest first, up to the limit; deletes the others.
 *
 * @returns how many were deleted
 */
export async function adoptPrompts(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<number> {
  await tx.execute(sql`
    update ${prompts} set user_id = ${to} where id in (
      select id from ${prompts} where user_id = ${from} order by updated_at desc, id desc
      limit greatest(0, ${maxPrompts}::int - (select count(*)::int from ${prompts} where user_id = ${to}))
    )`);
  const rest = await tx
    .delete(prompts)
    .where(eq(prompts.userId, from))
    .returning({ id: prompts.id });
  return rest.length;
}
