import type { Sql } from "postgres";

/** Longest wait for the database before a node counts as not ready, in milliseconds. */
const readyWithinMs = 2_000;

/** A response that caches must not keep, because it is only true now. */
function answer(text: string, status: number): Response {
  return new Response(text, { status, headers: { "cache-control": "no-store" } });
}

/** `/livez`: the process answers. */
export function livez(): Response {
  return answer("ok", 200);
}

/** `/readyz`: this node can serve clients: it is not draining and the database answers. */
export async function readyz(sql: Sql, draining: boolean): Promise<Response> {
  const ailment = await findAilment(sql, draining);
  return ailment === null ? answer("ok", 200) : answer(ailment, 503);
}

/** Why this node cannot serve clients, or null. */
export async function findAilment(sql: Sql, draining: boolean): Promise<string | null> {
  if (draining) return "draining";
  const answered = await Promise.race([
    sql`select 1`.then(
      () => true,
      () => false,
    ),
    Bun.sleep(readyWithinMs).then(() => false),
  ]);
  return answered ? null : "database not available";
}
