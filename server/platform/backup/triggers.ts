import pg from "pg";
import { listTables } from "./list-tables.ts";

/**
 * Turns off the triggers of all tables: the rows that they write are in the backup themselves.
 *
 * @returns turns them on again, in the same transaction
 */
export async function disableTriggers(client: pg.ClientBase): Promise<() => Promise<void>> {
  const tables = await listTables(client);
  const each = async (action: "disable" | "enable") => {
    for (const { table } of tables)
      await client.query(`alter table ${pg.escapeIdentifier(table)} ${action} trigger user`);
  };
  await each("disable");
  return () => each("enable");
}
