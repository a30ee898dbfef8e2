import type { Sql } from "postgres";
import { encodeCursor } from "../../shared/cursor.ts";
import type { FinalChunk } from "../../shared/generation-event.ts";
import type { FinishReason } from "../../shared/message.ts";
import { cutText } from "./cut-text.ts";
import { eventTextLength, type GenerationStep } from "./generation-step.ts";

/** What is read at once of a reply's text, in characters: a page. Each read unpacks all of the text. */
const readLength = 4 * eventTextLength;

/** What reading a whole reply needs of the node. */
interface ReplyDeps {
  sql: Sql;
  takePage?: (() => Promise<Disposable>) | undefined;
}

interface ReplyRow extends Pick<FinalChunk, "status" | "error" | "usage"> {
  finishReason: FinishReason | null;
  attempt: number;
  head: number;
  /** Of its text, in characters. */
  length: number;
}

/**
 * The events that stand for a log that has been compacted: its last attempt's text and its end.
 * The text is read piece by piece, each when its reader takes something: one that does not read
 * keeps no whole reply in memory. Pieces are fewer than the chunks were, so their cursors lie before
 * the end's. Ends early when the reply is deleted meanwhile.
 */
export async function* wholeReply(
  { sql, takePage }: ReplyDeps,
  id: string,
): AsyncGenerator<GenerationStep, void, undefined> {
  const [row] = await sql<ReplyRow[]>`
    select length(m.text) as length, g.attempt, g.last_seq as head, g.status, g.error, g.usage, g.finish_reason as "finishReason"
    from generations g join messages m on m.id = g.message_id where g.id = ${id}`;
  if (!row) return;
  const { attempt, head, length, finishReason, ...end } = row;
  yield { cursor: encodeCursor(id, 0), event: { type: "snapshot", attempt, text: "" } };
  let number = 0;
  for (let at = 0; at < length; at += readLength) {
    using room = new DisposableStack();
    room.use(await takePage?.());
    const [part] = await sql<{ text: string }[]>`
      select substr(m.text, ${at + 1}, ${readLength}) as text
      from generations g join messages m on m.id = g.message_id where g.id = ${id}`;
    if (!part) return;
    const pieces = cutText(part.text, { length: eventTextLength });
    // A generator that waits keeps what its variables hold, so these hold nothing by then.
    part.text = "";
    while (pieces.length > 0) {
      const cursor = encodeCursor(id, ++number);
      yield { cursor, event: { type: "text", text: pieces.shift() ?? "" } };
    }
  }
  yield {
    cursor: encodeCursor(id, head),
    event: { type: "final", ...end, ...(finishReason ? { finishReason } : {}) },
  };
}
