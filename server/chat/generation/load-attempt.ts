import type { Sql } from "postgres";
import type { Chunk } from "./chunk-log.ts";
import { type LogPiece, toPartEvent } from "./log-piece.ts";

/** The pieces of a generation's newest attempt that has any, as far as its log goes. */
export async function loadAttempt(sql: Sql, generationId: string): Promise<LogPiece[]> {
  const rows = await sql<Omit<Chunk, "seq" | "attempt">[]>`
    select kind, body, event from chunks
    where generation_id = ${generationId} and (kind = 'text' or event is not null)
      and attempt = (select max(attempt) from chunks where generation_id = ${generationId} and kind = 'text')
    order by seq`;
  return rows.flatMap((row): LogPiece[] => {
    const event = toPartEvent(row);
    if (!event) return [];
    return event.type === "text" ? [event.text] : [event];
  });
}
