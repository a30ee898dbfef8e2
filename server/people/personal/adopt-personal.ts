import { eq, sql } from "drizzle-orm";
import { maxMemories, maxMemoryText } from "../../../shared/limits.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { memories, personalSettings } from "../../platform/db/schema/personal.ts";

/**
 * Moves what a guest has told models to an account: the memories, and the instructions unless the
 * account has its own. Of the memories the newest are moved, as far as there is room; the others are
 * deleted.
 *
 * @returns whether anything has changed for the account, and how many memories were deleted
 */
export async function adoptPersonal(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<{ isChanged: boolean; deleted: number }> {
  const moved = await tx.execute(sql`
    with held as (
      select count(*) as count, coalesce(sum(char_length(text)), 0) as length
      from ${memories} where user_id = ${to}
    ), wanted as (
      select id, row_number() over newest as count, sum(char_length(text)) over newest as length
      from ${memories} where user_id = ${from}
      window newest as (order by created_at desc, id desc)
    )
    update ${memories} set user_id = ${to} where id in (
      select wanted.id from wanted, held
      where wanted.count + held.count <= ${maxMemories}::int
        and wanted.length + held.length <= ${maxMemoryText}::int
    ) returning id`);
  const rest = await tx
    .delete(memories)
    .where(eq(memories.userId, from))
    .returning({ id: memories.id });
  const settings = await tx.execute(sql`
    insert into ${personalSettings} as kept (user_id, about, reply_style, instructions_on, memory_on)
    select ${to}, about, reply_style, instructions_on, memory_on from ${personalSettings} where user_id = ${from}
    on conflict (user_id) do update set about = excluded.about,
      reply_style = excluded.reply_style, instructions_on = excluded.instructions_on
    where kept.about = '' and kept.reply_style = '' returning user_id`);
  return { isChanged: moved.length + settings.length > 0, deleted: rest.length };
}
