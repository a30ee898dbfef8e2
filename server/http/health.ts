import type { Sql } from "postgres";

/** Longest wait for the database before a node counts as not ready, in milliseconds. */
const readyWithinMs = 2_000;

/** The state of this moment: nobody may keep it. */
function answer(text: string, status: number): Response {
  return new Response(text, { status, headers: { "cache-control": "no-store" } });
}

/** `/livez`: the process answers. */
export function livez(): Response {
  return answer("ok", 200);
}

/** `/readyz`: this node can serve people: it is not draining and the database answers. */
export async function readyz(sql: Sql, draining: boolean): Promise<Response> {
  if (draining) return answer("draining", 503);
  const answered = await Promise.race([
    sql`select 1`.then(
      () => true,
      () => false,
    ),
    Bun.sleep(readyWithinMs).then(() => false),
  ]);
  return answered ? answer("ok", 200) : answer("database not available", 503);
}
