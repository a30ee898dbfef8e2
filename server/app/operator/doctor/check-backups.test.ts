import { afterAll, beforeAll, expect, test } from "bun:test";
import { tmpdir } from "node:os";
import postgres, { type Sql } from "postgres";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { present } from "../../../../testing/present.ts";
import { holdBackupLock } from "../../backups/hold-lock.ts";
import { readConfig } from "../../config.ts";
import { checkSchedule } from "./check-backups.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql?.end();
  await database?.[Symbol.asyncDispose]();
});

const config = readConfig({ DATA_DIR: tmpdir(), BACKUP_SCHEDULE: "* * * * *" });

/** A backup has been due since so long before now. */
const dueFor = (time: string) => sql`
  insert into server_settings (name, value)
  values ('scheduled_backups', jsonb_build_object(
    'done', null, 'failures', 0, 'failed', null, 'waitingSince', now() - ${time}::interval))
  on conflict (name) do update set value = excluded.value`;

test("a backup in progress is told, and that it began late", async () => {
  await using _ = present(await holdBackupLock(database.url));
  await dueFor("59 minutes");
  expect(await checkSchedule(sql, config)).toMatchObject({
    level: "fine",
    says: expect.stringMatching(/: none yet; one has been in progress for 0 minutes$/),
  });
  await dueFor("2 hours");
  expect(await checkSchedule(sql, config)).toMatchObject({
    level: "warning",
    says: expect.stringMatching(/: none yet; one has been due for [12] hours$/),
  });
});
