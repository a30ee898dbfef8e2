import postgres from "postgres";
import { embeddedName } from "./embedded-cluster.ts";
import type { RunningPostgres } from "./embedded-process.ts";

/** The address of an embedded server's database, with its password. */
export function databaseAddress(
  { port }: Pick<RunningPostgres, "port">,
  password: string,
  name = embeddedName,
): string {
  return `postgres://${embeddedName}:${password}@127.0.0.1:${port}/${name}`;
}

/** Creates the database of an embedded server unless it exists. */
export async function makeDatabase(server: RunningPostgres, password: string): Promise<void> {
  const url = databaseAddress(server, password, "postgres");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${embeddedName}`;
    if (found.length === 0) await sql`create database ${sql(embeddedName)}`;
  } finally {
    await sql.end();
  }
}
