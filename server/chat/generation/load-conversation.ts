import type { Sql } from "postgres";
import { loadFiles } from "../attachments/load-files.ts";
import type { ProviderTurn } from "../../models/provider.ts";

/** Most messages of a branch that are looked at for a provider. */
const mostTurns = 200;

/** Most text a provider is shown, in code points: about fifty thousand tokens. */
const mostText = 200_000;

/** What a reply continues. */
export interface Conversation {
  /** Oldest first; the last one is the person's. */
  turns: ProviderTurn[];
  /** Whether these are all there are. */
  isWhole: boolean;
  /** Index of the first turn that the reply before was shown; 0 where that was shown all of them. */
  shownFrom: number;
}

/** A turn that is shown. */
interface TurnRow {
  id: string;
  role: ProviderTurn["role"];
  text: string;
  hasFiles: boolean;
  /** Whether the rows reach up to the beginning; the same in all of them. */
  isWhole: boolean;
  /** The first message that the newest reply was shown, if that was not shown all; the same in all rows. */
  shownFrom: string | null;
}

/**
 * The conversation that a reply continues: its ancestors in the message tree, oldest first,
 * without replies that have no text, and without messages that the provider has refused: with them
 * it would refuse every later one too. What is too long loses its beginning, but never its last turn.
 */
export async function loadConversation(
  sql: Sql,
  reply: { threadId: string; messageId: string },
): Promise<Conversation> {
  const newestFirst = await readTurns(sql, reply);
  const withFiles = newestFirst.filter(({ hasFiles }) => hasFiles).map(({ id }) => id);
  const files =
    withFiles.length > 0
      ? await loadFiles(sql, { threadId: reply.threadId, messageIds: withFiles })
      : null;
  const turns = newestFirst.map(({ id: messageId, role, text }): ProviderTurn => {
    const theirs = files?.get(messageId);
    return { messageId, role, text, ...(theirs ? { files: theirs } : {}) };
  });
  turns.reverse();
  const [newest] = newestFirst;
  const began = turns.findIndex(({ messageId }) => messageId === newest?.shownFrom);
  const isWhole = newest?.isWhole ?? true;
  return { turns, isWhole, shownFrom: Math.max(0, began) };
}

/** The newest turns of a conversation, as many as an assistant is shown. */
export function newestTurns(conversation: Conversation, most: number): Conversation {
  const { turns, shownFrom } = conversation;
  const left = turns.length - most;
  if (left <= 0) return conversation;
  return {
    turns: turns.slice(left),
    isWhole: false,
    shownFrom: Math.max(0, shownFrom - left),
  };
}

/**
 * Walks up the branch to the first message that does not fit: what is above it is not even unpacked,
 * and no text leaves the database that is not shown.
 */
function readTurns(
  sql: Sql,
  { threadId, messageId }: { threadId: string; messageId: string },
): Promise<TurnRow[]> {
  // The offsets keep the planner from joining all messages at every step up, as it does where
  // they are few: one index look-up a step, whatever the table's size.
  // `turns` and `length` count what is shown down to and with this row; `is_refusal` is a reply that
  // the provider refused to give, for what the message above it says.
  return sql<TurnRow[]>`
    with recursive branch as (
      select id, parent_id, 0 as depth, null as role, '' as text,
        false as is_shown, false as is_refusal, 0 as turns, 0 as length
      from messages where id = ${messageId} and thread_id = ${threadId}
      union all
      select up.id, up.parent_id, branch.depth + 1, up.role, up.text, shown.is_shown,
        not shown.is_shown and up.role = 'assistant' and exists (
          select 1 from generations g
          where g.message_id = up.id and g.error ->> 'code' in ('provider_rejected', 'message_too_long') offset 0
        ),
        branch.turns + shown.is_shown::int,
        branch.length + case when shown.is_shown then char_length(up.text) else 0 end
      from branch cross join lateral (
        select id, parent_id, role, text from messages m
        where m.id = branch.parent_id and m.thread_id = ${threadId} offset 0
      ) up cross join lateral (
        select case up.role when 'user' then not branch.is_refusal else up.text <> '' end as is_shown offset 0
      ) shown
      where branch.depth < ${mostTurns} and branch.length <= ${mostText}
    )
    select id, role, text,
      role = 'user' and exists (
        select 1 from message_attachments l
        where l.message_id = branch.id and l.thread_id = ${threadId} offset 0
      ) as "hasFiles",
      exists (
        select 1 from branch top
        where top.depth > 0 and top.parent_id is null and (top.turns <= 1 or top.length <= ${mostText})
      ) as "isWhole",
      (
        select m.parts #>> '{0,from}' from messages m
        where m.thread_id = ${threadId} and m.id = (
          select newest.id from branch newest
          where newest.is_shown and newest.role = 'assistant' order by newest.depth limit 1
        ) offset 0
      ) as "shownFrom"
    from branch where is_shown and (turns = 1 or length <= ${mostText}) order by depth`;
}
