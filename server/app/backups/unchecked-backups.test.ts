import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import postgres, { type Sql } from "postgres";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { killInTheMiddle, takeUp } from "../../../testing/backups/kill-in-the-middle.ts";
import { present } from "../../../testing/present.ts";
import { type S3Server, startS3Server } from "../../../testing/s3/s3-server.ts";
import { s3Settings } from "../../../testing/s3/s3-settings.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { untilTrue } from "../../../testing/until.ts";
import { readBackupName } from "../../platform/backup/stores/backup-name.ts";
import { readBackupCounts, readBackupState } from "./backup-state.ts";

let database: TestDatabase;
let sql: Sql;
let storage: S3Server;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql?.end();
  await database?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "unchecked-"));
  storage = startS3Server();
  await sql`delete from server_settings`;
});

afterEach(async () => {
  await storage[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Settings that back up into the storage. */
const toStorage = (more: Record<string, string> = {}) => ({
  DATA_DIR: folder,
  BACKUP_DESTINATION: "s3://kept/x",
  ...s3Settings(storage),
  ...more,
});

const keys = () => [...storage.objects.keys()];

/** The next backup is due, and has another name than the last. */
async function untilDue() {
  const { state } = await readBackupState(sql);
  const { madeAt } = present(readBackupName(present(state.done).path.slice("s3://kept/x/".length)));
  await untilTrue("another second", () => Date.now() >= madeAt.getTime() + 1_000);
  await sql`update server_settings set value = jsonb_set(value, '{done,beganAt}', '"2020-01-01T00:00:00Z"')`;
}

test("a node that is killed during the check leaves a marked upload, which the next backup removes", async () => {
  const checking = toStorage();
  const begun = Promise.withResolvers<void>();
  storage.onRequest = ({ method, key }) => {
    if (method !== "GET" || key === "") return undefined;
    begun.resolve();
    return new Promise(() => {});
  };
  await killInTheMiddle(database.url, checking, () => begun.promise);
  const [left = "", ...others] = keys().toSorted();
  expect(others).toEqual([`${left}.unchecked`]);
  const good = left.replace(/chatkit-\d{4}/, "chatkit-2020");
  storage.objects.set(good, { bytes: new Uint8Array(1), modified: new Date() });
  storage.onRequest = () => undefined;
  await takeUp(database.url, toStorage({ BACKUP_CHECK: "off" }));
  expect(keys()).toHaveLength(2);
  expect(keys()).toContain(good);
  expect(keys()).not.toContain(left);
}, 60_000);

test("a check that cannot be carried out keeps the backup, and tells that it was not checked", async () => {
  // No folder can be made in a file.
  const file = join(folder, "file");
  await writeFile(file, "");
  const variables = toStorage({ DATA_DIR: file });
  await using node = openBackupNode(database.url, variables);
  expect(await node.run()).toEqual({ outcome: "done" });
  const { state } = await readBackupState(sql);
  expect(state).toMatchObject({ failures: 0, failed: null });
  const [key = ""] = keys();
  expect(keys()).toEqual([expect.stringMatching(/\.backup$/)]);
  expect(state.done).toMatchObject({
    path: `s3://kept/${key}`,
    wasChecked: false,
    uncheckedBecause: expect.stringMatching(/EEXIST|ENOTDIR/),
  });
  const { last } = await readBackupCounts(sql, { cron: "0 3 * * *", timeZone: "UTC" });
  expect(last).toMatchObject({ isUnchecked: true });
});

test("backups that could not be checked push out none that was", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const variables = toStorage({ BACKUP_KEEP: "1" });
  await using checking = openBackupNode(database.url, { ...variables, BACKUP_CHECK: "off" });
  await using troubled = openBackupNode(database.url, { ...variables, DATA_DIR: file });
  await checking.run();
  const [good = ""] = keys();
  for (let count = 2; count <= 3; count++) {
    await untilDue();
    expect(await troubled.run()).toEqual({ outcome: "done" });
    expect(keys()).toHaveLength(count);
    expect(keys()).toContain(good);
  }
  await untilDue();
  await checking.run();
  expect(keys()).toHaveLength(1);
});

test("a good backup whose mark cannot be removed stays, and the next one removes the mark", async () => {
  await using node = openBackupNode(database.url, toStorage());
  storage.onRequest = ({ method }) =>
    method === "DELETE"
      ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
      : undefined;
  expect(await node.run()).toEqual({ outcome: "done" });
  const [good = "", ...others] = keys().toSorted();
  expect(others).toEqual([`${good}.unchecked`]);
  const { state } = await readBackupState(sql);
  expect(state).toMatchObject({
    done: { path: `s3://kept/${good}`, wasChecked: true },
    failures: 0,
    marked: [`s3://kept/${good}`],
  });
  storage.onRequest = () => undefined;
  await untilDue();
  await using next = openBackupNode(database.url, toStorage({ BACKUP_CHECK: "off" }));
  expect(await next.run()).toEqual({ outcome: "done" });
  expect(keys()).toHaveLength(2);
  expect(keys()).toContain(good);
  expect((await readBackupState(sql)).state.marked).toEqual([]);
}, 30_000);

test("a key that does not belong to the backup proves nothing", async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const BACKUP_IDENTITY = await generateX25519Identity();
  const variables = toStorage({ BACKUP_RECIPIENTS: recipient, BACKUP_IDENTITY });
  await using node = openBackupNode(database.url, variables);
  expect(await node.run()).toEqual({ outcome: "done" });
  expect(keys()).toEqual([expect.stringMatching(/\.backup$/)]);
  expect((await readBackupState(sql)).state.done).toMatchObject({
    wasChecked: false,
    uncheckedBecause: "none of the keys opens the backup",
  });
});

test("storage that is away during the check proves nothing; a backup that is damaged goes", async () => {
  await using node = openBackupNode(database.url, toStorage());
  const isReading = ({ method, key }: { method: string; key: string }) =>
    method === "GET" && key !== "";
  storage.onRequest = (request) =>
    isReading(request)
      ? new Response("<Error><Code>SlowDown</Code></Error>", { status: 503 })
      : undefined;
  expect(await node.run()).toEqual({ outcome: "done" });
  expect((await readBackupState(sql)).state.done).toMatchObject({
    wasChecked: false,
    uncheckedBecause: expect.stringContaining("SlowDown"),
  });
  const kept = keys();
  expect(kept).toHaveLength(1);
  await sql`update server_settings set value = jsonb_set(value, '{done,beganAt}', '"2020-01-01T00:00:00Z"')`;
  storage.onRequest = (request) => {
    if (!isReading(request)) return undefined;
    const whole = present(storage.objects.get(request.key)).bytes;
    return new Response(whole.subarray(0, whole.length >> 1));
  };
  expect(await node.run()).toEqual({
    outcome: "dead",
    reason: expect.stringMatching(/cut off/),
  });
  expect(keys()).toEqual(kept);
});
