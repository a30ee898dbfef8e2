import type { Sql } from "postgres";
import {
  isApplied,
  migrationLock,
  prepareApplied,
  readLastApplied,
  recordApplied,
} from "./applied.ts";
import { buildIndexes } from "./build-indexes.ts";
import { lockTables } from "./lock-tables.ts";
import type { MigrationSettings } from "./migration-settings.ts";
import type { Migration } from "./read-migrations.ts";
import { tryAgain } from "./try-again.ts";

/**
 * Applies pending migrations. Each file runs in its own transaction; a file that builds indexes
 * concurrently runs outside one. An interrupted file starts over at the next start.
 *
 * @param sql a pool of one connection, without time-outs
 * @param migrations oldest first
 * @returns how many of them were applied before, and are now
 * @throws TableInUseError when a table stays in use
 */
export async function applyMigrations(
  sql: Sql,
  migrations: readonly Migration[],
  settings: MigrationSettings,
): Promise<{ from: number; to: number }> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await prepareApplied(tx);
  });
  const last = await readLastApplied(sql);
  const pending = migrations.filter(({ when }) => when > last);
  if (pending.length > 0) settings.report("migrating the database");
  for (const migration of pending) {
    const { indexes } = migration;
    await (indexes
      ? buildIndexes(sql, { ...migration, indexes }, settings)
      : applyInTransaction(sql, migration, settings));
  }
  return { from: migrations.length - pending.length, to: migrations.length };
}

function applyInTransaction(
  sql: Sql,
  migration: Migration,
  settings: MigrationSettings,
): Promise<void> {
  return tryAgain({ ...settings, tag: migration.tag }, async () => {
    await sql.begin(async (tx) => {
      // Without a time-out: another node may migrate for long, and no table is locked meanwhile.
      await tx`select pg_advisory_xact_lock(${migrationLock})`;
      if (await isApplied(tx, migration)) return;
      await tx.unsafe(`set local lock_timeout = ${settings.lockTimeoutMs}`);
      await lockTables(tx, migration.statements, settings.lockTimeoutMs);
      for (const statement of migration.statements) await tx.unsafe(statement);
      await recordApplied(tx, migration);
    });
  });
}
