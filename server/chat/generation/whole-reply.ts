import type { Sql } from "postgres";
import { encodeCursor } from "../../../shared/cursor.ts";
import {
  type FinalChunk,
  finalChunkSchema,
  type GenerationEvent,
} from "../../../shared/generation-event.ts";
import type { FinishReason } from "../../../shared/message.ts";
import type { Part } from "../../../shared/parts.ts";
import { notFound } from "../../platform/errors.ts";
import { cutText } from "../../platform/cut-text.ts";
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
  /** Its parts without their texts; null where it is nothing but text. */
  parts: PartOutline[] | null;
}

/** A part, and how long its text is, in characters. */
interface PartOutline {
  part: Part;
  length: number;
}

/**
 * The events that stand for a log that has been compacted: its last attempt's content and its end.
 * Texts are read piece by piece, each when its reader takes something: one that does not read
 * keeps no whole reply in memory. Events are fewer than the chunks were, so their cursors lie before
 * the end's. Ends early when the reply is deleted meanwhile.
 *
 * @throws RequestError `not_found` for a generation whose reply another one continues
 */
export async function* wholeReply(
  deps: ReplyDeps,
  { id, withParts }: { id: string; withParts: boolean },
): AsyncGenerator<GenerationStep, void, undefined> {
  const [row] = await deps.sql<ReplyRow[]>`
    select length(m.text) as length, g.attempt, g.last_seq as head, g.status, g.error, g.usage, g.finish_reason as "finishReason",
      case when ${withParts} then (
        select jsonb_agg(jsonb_build_object('part', part || case when part ->> 'text' is null then '{}' else '{"text": ""}' end::jsonb, 'length', coalesce(length(part ->> 'text'), 0)) order by place)
        from jsonb_array_elements(m.parts) with ordinality as each(part, place)
      ) end as parts
    from generations g join messages m on m.id = g.message_id where g.id = ${id}`;
  // Another generation continues the reply: its log has what this one's had.
  if (!row) throw notFound("generation");
  const { attempt, head, length, parts, finishReason, ...end } = row;
  yield { cursor: encodeCursor(id, 0), event: { type: "snapshot", attempt, text: "" } };
  let number = 0;
  const step = (event: GenerationEvent) => ({ cursor: encodeCursor(id, ++number), event });
  const textOnly: PartOutline = { part: { kind: "text", text: "" }, length };
  for (const [index, { part, length: partLength }] of (parts ?? [textOnly]).entries()) {
    if (part.kind !== "text") yield step({ type: "open", part });
    const type = part.kind === "text" ? "text" : "append";
    const place = parts ? index : null;
    for (let at = 0; at < partLength; at += readLength) {
      using room = new DisposableStack();
      room.use(await deps.takePage?.());
      // A generator that waits keeps what its variables hold: only what is still to be sent.
      const pieces = await readPieces(deps.sql, { id, place, at });
      if (pieces === null) return;
      while (pieces.length > 0) yield step({ type, text: pieces.shift() ?? "" });
    }
  }
  yield {
    cursor: encodeCursor(id, head),
    event: finalChunkSchema.parse({
      type: "final",
      ...end,
      ...(finishReason ? { finishReason } : {}),
    }),
  };
}

/** A page of a part's text, or of the message's where `place` is null, cut for events; null when it is gone. */
async function readPieces(
  sql: Sql,
  { id, place, at }: { id: string; place: number | null; at: number },
): Promise<string[] | null> {
  const source = place === null ? sql`m.text` : sql`m.parts -> ${place}::int ->> 'text'`;
  const [row] = await sql<{ text: string | null }[]>`
    select substr(${source}, ${at + 1}, ${readLength}) as text
    from generations g join messages m on m.id = g.message_id where g.id = ${id}`;
  return row?.text === undefined || row.text === null
    ? null
    : cutText(row.text, { length: eventTextLength });
}
