import type { Sql } from "postgres";

/** Longest wait for the database before a node counts as not ready, in milliseconds. */
const readyWithinMs = 2_000;

/** `/livez`: the process answers. */
export function livez(): Response {
  return new Response("ok");
}

/** `/readyz`: this node can serve people: it is not draining and the database answers. */
export async function readyz(sql: Sql, draining: boolean): Promise<Response> {
  if (draining) return new Response("draining", { status: 503 });
  const answered = await Promise.race([
    sql`select 1`.then(
      () => true,
      () => false,
    ),
    Bun.sleep(readyWithinMs).then(() => false),
  ]);
  return answered ? new Response("ok") : new Response("database not available", { status: 503 });
}
