import type { Sql } from "postgres";

const pageLength = 500;

/** A user's events, oldest first, as items of a JSON list. Reads one page at a time. */
export async function* exportEvents(sql: Sql, userId: string): AsyncGenerator<string, void> {
  let after = 0;
  let separator = "\n";
  for (;;) {
    const page = await sql<{ seq: string; id: string; at: string; fact: object }[]>`
      select seq, id, at, fact from analytics_events
      where user_id = ${userId} and seq > ${after} order by seq limit ${pageLength}`;
    for (const { id, at, fact } of page) {
      yield separator + JSON.stringify({ id, at, ...fact });
      separator = ",\n";
    }
    if (page.length < pageLength) return;
    after = Number(page.at(-1)?.seq);
  }
}
