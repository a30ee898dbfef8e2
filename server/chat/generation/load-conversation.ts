import type { Sql } from "postgres";
import { maxMessageLength } from "../../../shared/limits.ts";
import { loadFiles } from "../attachments/load-files.ts";
import { describeLeftOut } from "../../models/describe-files.ts";
import type { ProviderTurn } from "../../models/provider.ts";

/** Maximum number of messages of a branch to read for a provider. */
const mostTurns = 200;

/**
 * Maximum text to read for a provider, in code points: a few of the longest messages, about 250,000
 * tokens. What is more than the model's window is cut later (`fit-request.ts`).
 */
const mostText = 4 * maxMessageLength;

/** The conversation that a reply continues. */
export interface Conversation {
  /** Oldest first; the last one is the user's. */
  turns: ProviderTurn[];
  /** Whether these are all turns. */
  isWhole: boolean;
  /** Summary of the turns before them; null for none. */
  summary: string | null;
  /** Index of the first turn that the previous reply's model was shown; 0 if it was shown all. */
  shownFrom: number;
}

/** The messages to load. */
interface Wanted {
  threadId: string;
  /** The newest message or, to load a reply's ancestors alone, the reply. */
  messageId: string;
  isIncluded: boolean;
  mostTurns: number;
  /** In code points. */
  mostText: number;
}

/** A turn of the conversation. */
interface TurnRow {
  id: string;
  role: ProviderTurn["role"];
  text: string;
  hasFiles: boolean;
  /** Summary of the conversation up to this row, which replaces it. */
  summary: string | null;
  /** Whether the rows reach back to the beginning; the same in all of them. */
  isWhole: boolean;
  /**
   * The first message that the newest reply's model was shown, unless it was shown all; the same in
   * all rows.
   */
  shownFrom: string | null;
}

/**
 * Loads the conversation that a reply continues: its ancestors in the message tree, oldest first.
 * Leaves out replies without text, and messages that the provider has refused, because it would
 * then refuse every later one too. A long conversation loses its beginning, but never its last
 * turn.
 */
export function loadConversation(
  sql: Sql,
  reply: { threadId: string; messageId: string },
): Promise<Conversation> {
  return load(sql, { ...reply, isIncluded: false, mostTurns, mostText });
}

/** Maximum per summary: beyond this, another summary covers the rest. */
const mostSummarisedTurns = 2_000;
const mostSummarisedText = 1_000_000;

/** The conversation up to and including a message, or the part after the previous summary. */
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

/** The newest turns of a conversation, at most `most`. */
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

/** The conversation with its files reduced to their names. */
export function withoutFiles(conversation: Conversation): Conversation {
  const turns = conversation.turns.map(({ files, ...turn }): ProviderTurn =>
    files ? { ...turn, files: files.map(describeLeftOut) } : turn,
  );
  return { ...conversation, turns };
}

/**
 * Walks up the branch to the first message that does not fit. Messages above it are not
 * decompressed, and only text that is used leaves the database.
 */
function readTurns(
  sql: Sql,
  { threadId, messageId, isIncluded, mostTurns: most, mostText: text }: Wanted,
): Promise<TurnRow[]> {
  // The offsets keep the planner from joining all messages at every step up, as it does for small
  // tables: one index look-up a step, whatever the table's size. `turns` and `length` count from
  // the newest row down to this one; `is_refusal` marks a reply that the provider refused because
  // of the message above it.
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
