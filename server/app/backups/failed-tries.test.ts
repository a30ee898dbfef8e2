import { expect, test } from "bun:test";
import { exists, readdir } from "node:fs/promises";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { defineBackupStage } from "../../../testing/backups/backup-stage.ts";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { until } from "../../../testing/until.ts";
import { readBackupState } from "./backup-state.ts";

const stage = defineBackupStage();

/** A later release has migrated the database: this one cannot make backups of it. */
async function migrateFurther(): Promise<AsyncDisposable> {
  const [row] = await stage.sql<{ id: number }[]>`
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${Date.now() * 2})
    returning id`;
  return {
    async [Symbol.asyncDispose]() {
      await stage.sql`delete from drizzle.__drizzle_migrations where id = ${row?.id ?? 0}`;
    },
  };
}

test("a node of an older release makes no backup that misses tables, and says so", async () => {
  await using _ = await migrateFurther();
  const target = join(stage.folder, "b");
  const variables = {
    DATA_DIR: stage.folder,
    BACKUP_DESTINATION: target,
    // Such a backup cannot be checked here.
    BACKUP_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
  };
  await using node = openBackupNode(stage.url, variables);
  const reason = expect.stringMatching(
    /^a later release has migrated the database, and ChatKit \S+ does not know its tables/,
  );
  expect(await node.run()).toEqual({ outcome: "dead", reason });
  expect((await exists(target)) ? await readdir(target) : []).toEqual([]);
  const { state } = await readBackupState(stage.sql);
  expect(state).toMatchObject({ done: null, failures: 1, failed: { reason } });
});

test("a try that fails ends its job, and the next one waits for the pause of the schedule", async () => {
  await using _ = await migrateFurther();
  const variables = { DATA_DIR: stage.folder, BACKUP_CHECK: "off" };
  await using node = openBackupNode(stage.url, variables);
  const look = await node.work();
  look();
  const [job] = await until("the end of the try", async () => {
    const rows = await stage.sql<{ state: string }[]>`
      select state from pgboss.job where name = 'backup' and state not in ('created', 'active')`;
    return rows.length > 0 ? rows : undefined;
  });
  expect(job).toEqual({ state: "failed" });
  expect((await readBackupState(stage.sql)).state.failures).toBe(1);
  expect(await node.backups.isDue()).toBe(false);
});
