import type { Sql, TransactionSql } from "postgres";

/**
 * Adds copies of a database's rows. Names are unique to each copy: rows of the `n`-th copy belong
 * to the
 * `n`-th copy of their owner.
 *
 * @param rows how many rows each table that has any should have, about
 */
export async function multiplyRows(sql: Sql, tables: readonly string[], rows: number) {
  await sql.begin(async (tx) => {
    // No triggers and no foreign keys: a copy's owner may be inserted later.
    await tx`set local session_replication_role = replica`;
    for (const table of tables) await multiply(tx, table, rows);
  });
}

async function multiply(sql: TransactionSql, table: string, rows: number): Promise<void> {
  const [held] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
  if (!held || held.count === 0) return;
  const columns = await sql<{ name: string; isName: boolean; isWritten: boolean }[]>`
    select attname as name, attidentity = '' and attgenerated = '' as "isWritten",
      atttypid = 'text'::regtype and attname ~ '(^|_)(id|hash|key|email|recipient|event)$' as "isName"
    from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
  const written = columns.filter(({ isWritten }) => isWritten);
  const values = written.map(({ name, isName }) =>
    isName ? `n || '-' || "${name}"` : `"${name}"`,
  );
  await sql.unsafe(`
    insert into "${table}" (${written.map(({ name }) => `"${name}"`).join(", ")})
    select ${values.join(", ")} from "${table}" cross join generate_series(1, ${Math.ceil(rows / held.count)}) as n
    on conflict do nothing`);
}
