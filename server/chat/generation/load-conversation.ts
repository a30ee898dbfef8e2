import type { Sql } from "postgres";
import { loadFiles } from "../attachments/load-files.ts";
import type { ProviderTurn } from "../../models/provider.ts";

/** Most turns a provider is shown. */
const mostTurns = 200;

/** Most text a provider is shown, in UTF-16 code units: about fifty thousand tokens. */
const mostText = 200_000;

/**
 * The conversation that a reply continues: its ancestors in the message tree, oldest first,
 * without replies that have no text, and without messages that the provider has refused: with them
 * it would refuse every later one too. What is too long loses its beginning, but never its last turn.
 */
export async function loadConversation(
  sql: Sql,
  reply: { threadId: string; messageId: string },
): Promise<ProviderTurn[]> {
  // The offset keeps the planner from joining all messages at every step up, as it does where
  // they are few: one index look-up a step, whatever the table's size.
  const branch = await sql<BranchRow[]>`
    with recursive branch as (
      select id, parent_id, 0 as depth, null as role, '' as text
      from messages where id = ${reply.messageId} and thread_id = ${reply.threadId}
      union all
      select up.id, up.parent_id, branch.depth + 1, up.role, up.text
      from branch cross join lateral (
        select id, parent_id, role, text from messages m
        where m.id = branch.parent_id and m.thread_id = ${reply.threadId} offset 0
      ) up
      where branch.depth < ${mostTurns}
    )
    select id, role, text,
      role = 'assistant' and text = '' and exists (select 1 from generations g where g.message_id = branch.id and g.error ->> 'code' = 'provider_rejected' offset 0) as "isRefusal",
      role = 'user' and exists (select 1 from message_attachments l where l.message_id = branch.id and l.thread_id = ${reply.threadId} offset 0) as "hasFiles"
    from branch where depth > 0 order by depth`;
  const newestFirst = withoutRefused(branch);
  const withFiles = newestFirst.filter(({ hasFiles }) => hasFiles).map(({ id }) => id);
  const files =
    withFiles.length > 0
      ? await loadFiles(sql, { threadId: reply.threadId, messageIds: withFiles })
      : null;
  const turns: ProviderTurn[] = [];
  let length = 0;
  for (const { id, role, text } of newestFirst) {
    length += text.length;
    if (turns.length > 0 && length > mostText) break;
    const theirs = files?.get(id);
    turns.push({ role, text, ...(theirs ? { files: theirs } : {}) });
  }
  return turns.reverse();
}

interface BranchRow {
  id: string;
  role: ProviderTurn["role"];
  text: string;
  /** Whether it is a reply without text that the provider refused to give. */
  isRefusal: boolean;
  hasFiles: boolean;
}

/** Leaves out replies without text, and the message before each that was refused for what it contains. */
function withoutRefused(newestFirst: readonly BranchRow[]): BranchRow[] {
  return newestFirst.filter(({ role, text }, index) =>
    role === "assistant" ? text !== "" : !newestFirst[index - 1]?.isRefusal,
  );
}
