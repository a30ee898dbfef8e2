import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { memories, personalSettings } from "../../platform/db/schema/personal.ts";

/**
 * Moves what a guest has told models to an account: the memories, and the instructions unless the
 * account has its own.
 *
 * @returns whether anything has changed for the account
 */
export async function adoptPersonal(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const moved = await tx
    .update(memories)
    .set({ userId: to })
    .where(eq(memories.userId, from))
    .returning({ id: memories.id });
  const settings = await tx.execute(sql`
    insert into ${personalSettings} as kept (user_id, about, reply_style, instructions_on, memory_on)
    select ${to}, about, reply_style, instructions_on, memory_on from ${personalSettings} where user_id = ${from}
    on conflict (user_id) do update set about = excluded.about,
      reply_style = excluded.reply_style, instructions_on = excluded.instructions_on
    where kept.about = '' and kept.reply_style = '' returning user_id`);
  return moved.length + settings.length > 0;
}
