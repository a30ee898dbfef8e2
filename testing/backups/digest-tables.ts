import postgres from "postgres";

/** Every table's rows as one digest each. */
export async function digestTables(url: string): Promise<Record<string, string>> {
  const own = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await own<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'`;
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await own.unsafe<{ digest: string }[]>(
        `select coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as digest from ${name} t`,
      );
      found[name] = row?.digest ?? "";
    }
    return found;
  } finally {
    await own.end();
  }
}
