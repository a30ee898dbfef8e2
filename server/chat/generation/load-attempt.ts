import type { Sql } from "postgres";
import type { Chunk } from "./chunk-log.ts";
import { keptBy, type LogPiece, toPartEvent } from "./log-piece.ts";

/**
 * The logged pieces of a generation's newest attempt that has any, without the `restart` that began
 * it: they are logged again after the `restart` of a later attempt.
 *
 * @param after for a continuation, the last chunk of the reply's earlier content
 */
export async function loadAttempt(
  sql: Sql,
  { id, after }: { id: string; after: number },
): Promise<LogPiece[]> {
  const rows = await sql<Omit<Chunk, "seq" | "attempt">[]>`
    select kind, body, event from chunks
    where generation_id = ${id} and seq > ${after} and kind <> 'final'
      and attempt = (select max(attempt) from chunks where generation_id = ${id} and seq > ${after} and kind = 'text')
    order by seq`;
  const [first] = rows;
  const isBegun = first?.kind === "restart" && first.event === null;
  return rows.slice(isBegun ? 1 : 0).flatMap((row): LogPiece[] => {
    const keep = keptBy(row);
    if (keep) return [{ type: "keep", keep }];
    const event = toPartEvent(row);
    if (!event) return [];
    return event.type === "text" ? [event.text] : [event];
  });
}
