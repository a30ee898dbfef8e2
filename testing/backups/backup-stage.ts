import { afterAll, afterEach, beforeAll, beforeEach } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { readBackupState } from "../../server/app/backups/backup-state.ts";
import { readBackupName } from "../../server/platform/backup/stores/backup-name.ts";
import { present } from "../present.ts";
import { type S3Server, startS3Server } from "../s3/s3-server.ts";
import { s3Settings } from "../s3/s3-settings.ts";
import { createTestDatabase, type TestDatabase } from "../server/test-database.ts";
import { untilTrue } from "../until.ts";

/** What tests of scheduled backups work with. */
export interface BackupStage {
  /** The database that is backed up, with no backups so far; one for all tests of a file. */
  readonly url: string;
  readonly sql: Sql;
  /** Empty at the start of each test, as the storage is. */
  readonly folder: string;
  readonly storage: S3Server;
  /** The keys of all objects in the storage. */
  keys(): string[];
  /** Settings that back up into the storage. */
  toStorage(more?: Record<string, string>): Record<string, string>;
  /** The next backup has another name than the one with this key or path: names have seconds. */
  untilNextName(path: string): Promise<void>;
  /** The next backup is due, and has another name than the last. */
  untilDue(): Promise<void>;
}

/** Gives the tests of a file their stage; called before they are defined. */
export function defineBackupStage(): BackupStage {
  let database: TestDatabase | undefined;
  let sql: Sql | undefined;
  let storage: S3Server | undefined;
  let folder: string | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await sql?.end();
    await database?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "chatkit-backups-"));
    storage = startS3Server();
    await present(sql)`delete from server_settings`;
  });
  afterEach(async () => {
    await storage?.[Symbol.asyncDispose]();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  return {
    get url() {
      return present(database).url;
    },
    get sql() {
      return present(sql);
    },
    get folder() {
      return present(folder);
    },
    get storage() {
      return present(storage);
    },
    keys: () => [...present(storage).objects.keys()],
    toStorage: (more = {}) => ({
      DATA_DIR: present(folder),
      BACKUP_DESTINATION: "s3://kept/x",
      ...s3Settings(present(storage)),
      ...more,
    }),
    untilNextName,
    async untilDue() {
      const { state } = await readBackupState(present(sql));
      await untilNextName(present(state.done).path);
      await present(sql)`
        update server_settings
        set value = jsonb_set(value, '{done,beganAt}', '"2020-01-01T00:00:00Z"')`;
    },
  };
}

async function untilNextName(path: string): Promise<void> {
  const { madeAt } = present(readBackupName(present(path.split("/").at(-1))));
  await untilTrue("another second", () => Date.now() >= madeAt.getTime() + 1_000);
}
