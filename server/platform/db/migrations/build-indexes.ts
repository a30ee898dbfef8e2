import type { Sql } from "postgres";
import { isApplied, recordApplied } from "./applied.ts";
import type { MigrationSettings } from "./migration-settings.ts";
import type { ConcurrentIndex, Migration } from "./read-migrations.ts";
import { tryAgain } from "./try-again.ts";

/** Any fixed number. Nodes take turns at building indexes by it. */
const indexLock = 4_277_009_103;

/**
 * Builds the indexes of a migration while their tables stay in use, one node at a time. An
 * interrupted build leaves an invalid index, which slows writes and serves no query: it is dropped
 * and built again. A finished index whose migration was not recorded is kept.
 *
 * @param sql a pool of one connection, because the connection holds the lock
 */
export async function buildIndexes(
  sql: Sql,
  migration: Migration & { indexes: readonly ConcurrentIndex[] },
  settings: MigrationSettings,
): Promise<void> {
  await takeLock(sql, migration, settings);
  if (!(await isApplied(sql, migration))) {
    for (const index of migration.indexes)
      await tryAgain({ ...settings, tag: migration.tag }, () => buildIndex(sql, index));
    await recordApplied(sql, migration);
  }
  // After an error the caller closes the connection, which releases the lock.
  await sql`select pg_advisory_unlock(${indexLock})`;
}

/**
 * Polls, because a statement that waits for an advisory lock holds a snapshot, and a concurrent build
 * waits until older snapshots are gone: the waiting node and the building node would deadlock.
 */
async function takeLock(
  sql: Sql,
  { tag }: Migration,
  { pauseMs, report }: MigrationSettings,
): Promise<void> {
  for (let tries = 0; ; tries++) {
    const [lock] = await sql<{ taken: boolean }[]>`
      select pg_try_advisory_lock(${indexLock}) as taken`;
    if (lock?.taken) return;
    if (tries === 0) report(`waiting: another node is building the indexes of ${tag}`);
    await Bun.sleep(pauseMs);
  }
}

async function buildIndex(sql: Sql, { name, statement }: ConcurrentIndex): Promise<void> {
  const [found] = await sql<{ isValid: boolean }[]>`
    select indisvalid as "isValid" from pg_index
    where indexrelid = to_regclass(quote_ident(${name}))`;
  if (found?.isValid) return;
  if (found) await sql`drop index concurrently ${sql(name)}`;
  await sql.unsafe(statement);
}
