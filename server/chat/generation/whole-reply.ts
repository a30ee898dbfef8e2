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

/** Characters of a reply's text read at once: a page. Each read decompresses the whole text. */
const readLength = 4 * eventTextLength;

/** Dependencies of reading a whole reply. */
interface ReplyDeps {
  sql: Sql;
  takePage?: (() => Promise<Disposable>) | undefined;
}

interface ReplyRow extends Pick<FinalChunk, "status" | "error" | "usage"> {
  finishReason: FinishReason | null;
  attempt: number;
  head: number;
  /** Length of its text in characters. */
  length: number;
  /** Its parts without their texts; null if it is only text. */
  parts: PartOutline[] | null;
}

/** A part, and the length of its text in characters. */
interface PartOutline {
  part: Part;
  length: number;
}

/**
 * Events that replace a compacted log: its last attempt's content and its end. Texts are read piece
 * by piece, on demand, so a slow reader keeps no whole reply in memory. There are fewer events than
 * there were chunks, so their cursors stay below the end's. Ends early when the reply is deleted
 * meanwhile.
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
  // Another generation continues the reply, and its log starts with this one's content.
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
      // A waiting generator keeps its variables alive: only what is still to be sent.
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

/**
 * A page of a part's text, or of the message's if `place` is null, cut into events; null when it is
 * gone.
 */
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
