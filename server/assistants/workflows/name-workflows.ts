import type { Sql } from "postgres";

/** The names of workflows by id, including archived ones; deleted ones are missing. */
export async function nameWorkflows(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from workflows where id in ${sql([...ids])}`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
