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
  /** What stands for the turns before them; null for nothing. */
  summary: string | null;
  /** Index of the first turn that the reply before was shown; 0 where that was shown all of them. */
  shownFrom: number;
}

/** Which messages are loaded. */
interface Wanted {
  threadId: string;
  /** The newest one; or, for a reply's ancestors alone, the reply. */
  messageId: string;
  isIncluded: boolean;
  mostTurns: number;
  /** In code points. */
  mostText: number;
}

/** A turn that is shown. */
interface TurnRow {
  id: string;
  role: ProviderTurn["role"];
  text: string;
  hasFiles: boolean;
  /** Of the conversation up to this row, which is then shown in its stead. */
  summary: string | null;
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
export function loadConversation(
  sql: Sql,
  reply: { threadId: string; messageId: string },
): Promise<Conversation> {
  return load(sql, { ...reply, isIncluded: false, mostTurns, mostText });
}

/** Most that is summarised at once: further up it takes another summary. */
const mostSummarisedTurns = 2_000;
const mostSummarisedText = 1_000_000;

/** The conversation up to a message, that message included, or what stands between it and the summary before. */
export function loadBefore(
  sql: Sql,
  message: { threadId: string; messageId: string },
): Promise<Conversation> {
  const most = { mostTurns: mostSummarisedTurns, mostText: mostSummarisedText };
  return load(sql, { ...message, isIncluded: true, ...most });
}

async function load(sql: Sql, wanted: Wanted): Promise<Conversation> {
  const rows = await readTurns(sql, wanted);
  const newestFirst = rows.filter(({ summary }) => summary === null);
  const withFiles = newestFirst.filter(({ hasFiles }) => hasFiles).map(({ id }) => id);
  const files =
    withFiles.length > 0
      ? await loadFiles(sql, { threadId: wanted.threadId, messageIds: withFiles })
      : null;
  const turns = newestFirst.map(({ id: messageId, role, text }): ProviderTurn => {
    const theirs = files?.get(messageId);
    return { messageId, role, text, ...(theirs ? { files: theirs } : {}) };
  });
  turns.reverse();
  const [newest] = rows;
  const summary = rows.at(-1)?.summary ?? null;
  const began = turns.findIndex(({ messageId }) => messageId === newest?.shownFrom);
  const isWhole = summary === null && (newest?.isWhole ?? true);
  return { turns, isWhole, summary, shownFrom: Math.max(0, began) };
}

/** The newest turns of a conversation, as many as an assistant is shown. */
export function newestTurns(conversation: Conversation, most: number): Conversation {
  const { turns, shownFrom } = conversation;
  const left = turns.length - most;
  if (left <= 0) return conversation;
  return {
    ...conversation,
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
  { threadId, messageId, isIncluded, mostTurns: most, mostText: text }: Wanted,
): Promise<TurnRow[]> {
  // The offsets keep the planner from joining all messages at every step up, as it does where
  // they are few: one index look-up a step, whatever the table's size.
  // `turns` and `length` count what is shown down to and with this row; `is_refusal` is a reply that
  // the provider refused to give, for what the message above it says.
  return sql<TurnRow[]>`
    with recursive branch as (
      select id, case when ${isIncluded} then id else parent_id end as parent_id, 0 as depth, null as role, '' as text,
        null::text as summary, false as is_shown, false as is_refusal, 0 as turns, 0 as length
      from messages where id = ${messageId} and thread_id = ${threadId}
      union all
      select up.id, up.parent_id, branch.depth + 1, up.role, up.text, up.summary, shown.is_shown,
        not shown.is_shown and up.role = 'assistant' and exists (
          select 1 from generations g
          where g.message_id = up.id and g.error ->> 'code' in ('provider_rejected', 'message_too_long') offset 0
        ),
        branch.turns + shown.is_shown::int,
        branch.length + case when shown.is_shown then char_length(up.text) else 0 end
      from branch cross join lateral (
        select id, parent_id, role, text, (
          select s.text from summaries s
          where s.message_id = m.id and s.status = 'ready' and not (${isIncluded} and m.id = ${messageId}) offset 0
        ) as summary from messages m
        where m.id = branch.parent_id and m.thread_id = ${threadId} offset 0
      ) up cross join lateral (
        select (case up.role when 'user' then not branch.is_refusal else up.text <> '' end) and up.summary is null as is_shown offset 0
      ) shown
      where branch.depth < ${most} and branch.length <= ${text} and branch.summary is null
    )
    select id, role, text, summary,
      role = 'user' and exists (
        select 1 from message_attachments l
        where l.message_id = branch.id and l.thread_id = ${threadId} offset 0
      ) as "hasFiles",
      exists (
        select 1 from branch top
        where top.depth > 0 and top.parent_id is null and (top.turns <= 1 or top.length <= ${text})
      ) as "isWhole",
      (
        select m.parts #>> '{0,from}' from messages m
        where m.thread_id = ${threadId} and m.id = (
          select newest.id from branch newest
          where newest.is_shown and newest.role = 'assistant' order by newest.depth limit 1
        ) offset 0
      ) as "shownFrom"
    from branch where (is_shown and (turns = 1 or length <= ${text})) or summary is not null order by depth`;
}
