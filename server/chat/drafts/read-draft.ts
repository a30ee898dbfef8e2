import { sql, type SQL } from "drizzle-orm";
import type { Draft, DraftUpload } from "../../../shared/draft.ts";
import type { Executor } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import { drafts } from "../../platform/db/schema/drafts.ts";
import { notFound } from "../../platform/errors.ts";
import { uploadColumns } from "../attachments/upload-view.ts";
import { type DraftOfUser, mayWriteIn } from "./draft-place.ts";

interface DraftRow extends Record<string, unknown> {
  /** Null without a draft. */
  text: string | null;
  revision: string | null;
  files: DraftUpload[] | null;
}

/** SQL value: a file's columns as JSON. */
const fileObject: SQL = sql`jsonb_build_object(${sql.join(
  Object.entries(uploadColumns).map(([name, column]) => sql`${sql.raw(`'${name}'`)}, ${column}`),
  sql`, `,
)}, 'workflowId', ${attachments.workflowId})`;

/**
 * The draft for a thread or for the new chat; empty if nothing was ever written there.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export async function readDraft(executor: Executor, of: DraftOfUser): Promise<Draft> {
  const { userId, threadId } = of;
  const [row] = await executor.execute<DraftRow>(sql`
    select d.text, d.revision, (
      select jsonb_agg(${fileObject} order by wanted.position)
      from unnest(d.attachment_ids) with ordinality as wanted(id, position)
      join ${attachments} on ${attachments.id} = wanted.id and ${attachments.userId} = ${userId}
    ) as files
    from (select 1) one left join ${drafts} d on d.user_id = ${userId} and d.place = ${threadId ?? ""}
    where ${mayWriteIn(of)}`);
  if (!row) throw notFound("thread");
  return { text: row.text ?? "", files: row.files ?? [], revision: Number(row.revision ?? 0) };
}
