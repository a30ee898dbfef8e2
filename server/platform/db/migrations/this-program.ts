import { readVersion } from "../../read-version.ts";
import { oldestBeside } from "./oldest-beside.ts";
import { listCreated, type Migration } from "./read-migrations.ts";
import type { Program } from "./releases.ts";

/**
 * This program, as databases record it.
 *
 * @param migrations all that it has, oldest first
 */
export async function readThisProgram(migrations: readonly Migration[]): Promise<Program> {
  const newest = migrations.at(-1);
  const oldest = migrations.find(({ tag }) => tag === oldestBeside);
  if (!newest || !oldest) throw new Error(`drizzle/ has no migration ${oldestBeside}`);
  return { release: await readVersion(), newest, oldest, tables: listCreated(migrations) };
}
