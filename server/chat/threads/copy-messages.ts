import { sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { messageAttachments } from "../../platform/db/schema/attachments.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { summaries } from "../../platform/db/schema/summaries.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";

/** A message, and the id of its copy. */
export interface MessageToCopy {
  from: string;
  id: string;
}

/** Locked threads of one user. */
interface FromTo {
  /** The id of the thread to copy from. */
  from: string;
  /** The thread to copy into, which is empty. */
  to: { id: string; userId: string };
}

/**
 * Copies messages, each the parent of the next, into an empty thread. Texts stay in the database:
 * one statement a table, however many messages. Both threads use the same files. Replies keep their
 * model and their end, but no log, no rating and no used tokens, which are counted once.
 */
export async function copyMessages(
  tx: Transaction,
  { from, to }: FromTo,
  all: readonly MessageToCopy[],
): Promise<void> {
  const rows = all.map((each, i) => ({
    ...each,
    parentId: all[i - 1]?.id ?? null,
    seq: i + 1,
    generationId: newId("generation"),
  }));
  // As a table, so that each statement finds each message by its id.
  const copies = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as copy("from" text, id text, "parentId" text, seq int, "generationId" text)`;
  // A notice at the start of the parts names the first message that the model was shown.
  await tx.execute(sql`
    with copy as materialized (select * from ${copies})
    insert into ${messages} (id, thread_id, user_id, parent_id, seq, role, text, parts, created_at)
    select copy.id, ${to.id}, ${to.userId}, copy."parentId", copy.seq, m.role, m.text,
      case when shown.id is null then m.parts else jsonb_set(m.parts, '{0,from}', to_jsonb(shown.id)) end,
      m.created_at
    from copy cross join lateral (
      select * from ${messages} o where o.id = copy."from" and o.thread_id = ${from} offset 0
    ) m left join copy shown on shown."from" = m.parts #>> '{0,from}'`);
  await tx.execute(sql`
    insert into ${generations} (id, thread_id, message_id, user_id, workflow_id, workflow_version, status, model,
      asked_model, effort, instruction, error, finish_reason, has_log, created_at, started_at, first_text_at, finished_at)
    select copy."generationId", ${to.id}, copy.id, ${to.userId}, g.workflow_id, g.workflow_version, g.status, g.model,
      g.asked_model, g.effort, g.instruction, g.error, g.finish_reason, false, g.created_at, g.started_at,
      g.first_text_at, g.finished_at
    from ${copies} cross join lateral (
      select * from ${generations} o where o.message_id = copy."from" and o.thread_id = ${from} offset 0
    ) g`);
  await tx.execute(sql`
    insert into ${messageAttachments} (message_id, position, attachment_id, thread_id)
    select copy.id, l.position, l.attachment_id, ${to.id}
    from ${copies} cross join lateral (
      select * from ${messageAttachments} o where o.message_id = copy."from" and o.thread_id = ${from} offset 0
    ) l`);
  await tx.execute(sql`
    insert into ${summaries} (message_id, thread_id, status, text)
    select copy.id, ${to.id}, s.status, s.text
    from ${copies} cross join lateral (
      select * from ${summaries} o where o.message_id = copy."from" and o.status = 'ready' offset 0
    ) s`);
  await tx.execute(sql`update ${threads} set message_seq = ${all.length}::int where id = ${to.id}`);
}
