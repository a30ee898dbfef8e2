import { expect, test } from "bun:test";
import { tmpdir } from "node:os";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createDueChecks } from "../due-checks.ts";

test("a node without a schedule removes the job that a schedule has left", async () => {
  await using database = await createTestDatabase();
  await using jobs = openBackupNode(database.url, { DATA_DIR: tmpdir() });
  await jobs.work();
  await using client = openDatabase(database.url, 1);
  const { sql } = client;
  const add = (
    id: number,
    state: string,
    { minutes, name = "backup" }: { minutes: number; name?: string },
  ) => sql`
    insert into pgboss.job (id, name, data, state, start_after)
    values (${`00000000-0000-7000-8000-00000000000${id}`}, ${name}, '{}', ${state}::pgboss.job_state,
      now() - ${minutes} * interval '1 minute')`;
  await add(1, "created", { minutes: 11 });
  await add(2, "retry", { minutes: 11 });
  await add(3, "created", { minutes: 1 });
  await add(4, "active", { minutes: 60 });
  await add(5, "completed", { minutes: 60 });
  await add(6, "created", { minutes: 11, name: "cleanup" });
  const checks = createDueChecks({
    platform: client,
    analytics: { receiver: null },
    backups: null,
    pace: { idleForMs: 0 },
  });
  expect(await checks.backup?.()).toBe(false);
  const left = await sql<
    { id: string }[]
  >`select right(id::text, 1) as id from pgboss.job order by 1`;
  expect(left.map(({ id }) => id)).toEqual(["3", "4", "5", "6"]);
});
