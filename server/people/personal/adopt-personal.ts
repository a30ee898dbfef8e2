import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { personalSettings } from "../../platform/db/schema/personal.ts";

/**
 * Moves what a guest has told models to an account, unless that has instructions of its own.
 *
 * @returns whether the account's have changed
 */
export async function adoptPersonal(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const moved = await tx.execute(sql`
    insert into ${personalSettings} as kept (user_id, about, reply_style, instructions_on)
    select ${to}, about, reply_style, instructions_on from ${personalSettings} where user_id = ${from}
    on conflict (user_id) do update set about = excluded.about,
      reply_style = excluded.reply_style, instructions_on = excluded.instructions_on
    where kept.about = '' and kept.reply_style = '' returning user_id`);
  return moved.length > 0;
}
