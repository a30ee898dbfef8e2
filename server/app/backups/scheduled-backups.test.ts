import { beforeAll, expect, test } from "bun:test";
import { exists, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newBackupName, readBackupName } from "../../platform/backup/stores/backup-name.ts";
import { defineBackupStage } from "../../../testing/backups/backup-stage.ts";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { killInTheMiddle, takeUp } from "../../../testing/backups/kill-in-the-middle.ts";
import { present } from "../../../testing/present.ts";
import { until, untilTrue } from "../../../testing/until.ts";
import {
  noteFailure,
  readBackupCounts,
  readBackupState,
  writeBackupState,
} from "./backup-state.ts";

const stage = defineBackupStage();
beforeAll(async () => {
  await using jobs = openBackupNode(stage.url, { DATA_DIR: tmpdir() });
  await jobs.work();
  await stage.sql`insert into users (id) select 'user_' || n from generate_series(1, 20) n`;
});

/** Settings that back up into the storage, without a check. */
const toStorage = (more: Record<string, string> = {}) =>
  stage.toStorage({ BACKUP_CHECK: "off", ...more });

const isPart = ({ query }: { query: URLSearchParams }) => query.has("partNumber");

/** Backups of this database that were made so many days ago, and one of another database. */
function oldNames(origin: string, days: number[]): string[] {
  const at = (day: number) => new Date(Date.now() - day * 86_400_000);
  return [...days.map((day) => newBackupName(at(day), origin)), newBackupName(at(99), "ffffffff")];
}

/** For how long the backup in progress has been. */
const runningSeconds = async () =>
  (await readBackupCounts(stage.sql, { cron: "0 3 * * *", timeZone: "UTC" })).runningSeconds;

async function madeBy(node: ReturnType<typeof openBackupNode>) {
  const { values } = await node.metrics.backups.get();
  return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]));
}

test("what is due is made, restored to check it, and told", async () => {
  await using node = openBackupNode(stage.url, toStorage({ BACKUP_CHECK: "on" }));
  expect(await node.backups.isDue()).toBe(true);
  expect(await node.run()).toEqual({ outcome: "done" });
  const { state } = await readBackupState(stage.sql);
  const [key = ""] = stage.keys();
  expect(state.done).toMatchObject({
    path: `s3://kept/${key}`,
    bytes: present(stage.storage.objects.get(key)).bytes.length,
    wasChecked: true,
  });
  expect(await madeBy(node)).toEqual({ done: 1, failed: 0 });
  expect((await readdir(stage.folder)).filter((name) => name.startsWith("backup-check"))).toEqual(
    [],
  );
});

test("two nodes make one backup", async () => {
  const yearly = toStorage({ BACKUP_SCHEDULE: "0 0 1 1 *" });
  await using one = openBackupNode(stage.url, yearly);
  await using other = openBackupNode(stage.url, yearly);
  const looks = await Promise.all([one.work(), other.work()]);
  for (const look of looks) look();
  await until("a backup", async () => (await readBackupState(stage.sql)).state.done ?? undefined);
  for (const look of looks) look();
  // The lock is given back a little later.
  for (const { run } of [one, other])
    await untilTrue("the end", async () => (await run()).outcome === "done");
  expect(stage.keys()).toHaveLength(1);
});

test("while one node is at it, another leaves it alone", async () => {
  const gate = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<void>();
  stage.storage.onRequest = ({ method }) => {
    if (method !== "PUT") return undefined;
    begun.resolve();
    return gate.promise;
  };
  await using one = openBackupNode(stage.url, toStorage());
  await using other = openBackupNode(stage.url, toStorage());
  const making = one.run();
  await begun.promise;
  expect(await other.run()).toMatchObject({ outcome: "again" });
  expect(await runningSeconds()).toBeGreaterThan(0);
  gate.resolve(undefined);
  expect(await making).toEqual({ outcome: "done" });
  await untilTrue("the end of its connection", async () => (await runningSeconds()) === 0);
  expect(stage.keys()).toHaveLength(1);
});

test("a node that is killed leaves nothing in storage, and another makes the backup", async () => {
  // More than a part, so that the upload is not whole with its first request.
  await stage.sql`
    insert into server_settings (name, value) select 'large_' || n, to_jsonb((
      select string_agg(md5(random()::text), '') from generate_series(1, 1000) where n > 0
    )) from generate_series(1, 600) n`;
  const begun = Promise.withResolvers<void>();
  stage.storage.onRequest = (request) => {
    if (!isPart(request)) return undefined;
    begun.resolve();
    return new Promise(() => {});
  };
  await killInTheMiddle(stage.url, toStorage(), () => begun.promise);
  expect(stage.keys()).toEqual([]);
  stage.storage.onRequest = () => undefined;
  await takeUp(stage.url, toStorage());
  expect(stage.keys()).toHaveLength(1);
}, 60_000);

test("a node that is killed leaves nothing in a folder, and another makes the backup", async () => {
  const target = join(stage.folder, "b");
  const variables = toStorage({ BACKUP_DESTINATION: target });
  const files = async () => ((await exists(target)) ? readdir(target) : []);
  // The backup waits for a table, and is killed meanwhile.
  const blocker = await stage.sql.reserve();
  await blocker`begin`;
  await blocker`lock table users in access exclusive mode`;
  const draft = () => untilTrue("a draft", async () => (await files()).length > 0);
  await killInTheMiddle(stage.url, variables, draft);
  await blocker`rollback`;
  blocker.release();
  await takeUp(stage.url, variables);
  expect(await files()).toEqual([expect.stringMatching(/^chatkit-[\dTZ-]{20}-\w{8}\.backup$/)]);
}, 60_000);

test("a node that stops takes its upload back, and it does not count as failed", async () => {
  const begun = Promise.withResolvers<void>();
  stage.storage.onRequest = ({ method }) => {
    if (method !== "PUT") return undefined;
    begun.resolve();
    return new Promise(() => {});
  };
  const node = openBackupNode(stage.url, toStorage());
  const making = node.run();
  const stopped = making.catch((error: unknown) => error);
  await begun.promise;
  await node[Symbol.asyncDispose]();
  expect(await stopped).toMatchObject({ message: "this node stops" });
  expect(stage.keys()).toEqual([]);
  expect((await readBackupState(stage.sql)).state).toMatchObject({ done: null, failures: 0 });
}, 60_000);

test("a place that refuses is told plainly, tried again after a pause, and costs no old backup", async () => {
  await using node = openBackupNode(stage.url, toStorage({ BACKUP_KEEP: "1" }));
  await node.run();
  const good = stage.keys();
  await stage.untilDue();
  stage.storage.onRequest = ({ method }) =>
    method === "PUT"
      ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
      : undefined;
  expect(await node.run()).toEqual({
    outcome: "dead",
    reason: expect.stringContaining("the access key may not do this"),
  });
  expect(stage.keys()).toEqual(good);
  expect(await node.backups.isDue()).toBe(false);
  expect((await readBackupState(stage.sql)).state).toMatchObject({
    failures: 1,
    failed: { reason: expect.stringContaining("AccessDenied") },
  });
  expect(await madeBy(node)).toEqual({ done: 1, failed: 1 });
});

test("a backup whose lock is lost counts as failed, unless another node has made it meanwhile", async () => {
  await using node = openBackupNode(stage.url, toStorage());
  const read = async () => (await readBackupState(stage.sql)).state;
  const before = await read();
  stage.storage.onRequest = async ({ method }) => {
    if (method !== "PUT") return undefined;
    await stage.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'chatkit backup lock' and datname = current_database()`;
    return new Promise<undefined>(() => {});
  };
  const reason = "the connection that holds its lock was lost";
  expect(await node.run()).toEqual({ outcome: "dead", reason });
  expect(stage.keys()).toEqual([]);
  expect(await read()).toMatchObject({ done: null, failures: 1, failed: { reason } });
  expect(await madeBy(node)).toEqual({ done: 0, failed: 1 });
  expect(await node.backups.isDue()).toBe(false);
  const at = new Date();
  const done = {
    beganAt: at,
    endedAt: at,
    path: "p",
    bytes: 1,
    wasChecked: true,
    uncheckedBecause: null,
  };
  const made = { done, waitingSince: null, failures: 0, failed: null, marked: [], unchecked: [] };
  await writeBackupState(node.sql, made);
  await noteFailure(node.sql, reason, before);
  expect(await read()).toEqual(made);
  await noteFailure(node.sql, reason, made);
  expect(await read()).toMatchObject({ done, failures: 1, failed: { reason } });
});

test("a backup whose job is taken back, such as one that takes too long, counts as failed", async () => {
  const ending = new AbortController();
  stage.storage.onRequest = ({ method }) => {
    if (method !== "PUT") return undefined;
    ending.abort();
    return new Promise<undefined>(() => {});
  };
  await using node = openBackupNode(stage.url, toStorage());
  const reason = expect.stringContaining("longer than 23 hours");
  expect(await node.backups.run(ending.signal)).toEqual({ outcome: "dead", reason });
  expect((await readBackupState(stage.sql)).state).toMatchObject({
    failures: 1,
    failed: { reason },
  });
  expect(await madeBy(node)).toEqual({ done: 0, failed: 1 });
  expect(await node.backups.isDue()).toBe(false);
});

test("since when the first one is due stays as it was, whatever fails", async () => {
  await using node = openBackupNode(stage.url, toStorage());
  stage.storage.onRequest = () => new Response("", { status: 403 });
  const read = async () => (await readBackupState(stage.sql)).state;
  expect(await node.backups.isDue()).toBe(true);
  const { waitingSince } = await read();
  expect(waitingSince).toBeInstanceOf(Date);
  await node.run();
  expect(await node.backups.isDue()).toBe(false);
  expect(await read()).toMatchObject({ waitingSince, failures: 1 });
  stage.storage.onRequest = () => undefined;
  await node.run();
  expect(await read()).toMatchObject({ waitingSince: null, failures: 0, failed: null });
});

test.each(["storage", "a folder"])(
  "old ones in %s go by count and age once a new one is made",
  async (place) => {
    const target = join(stage.folder, "b");
    const variables =
      place === "storage" ? toStorage() : { ...toStorage(), BACKUP_DESTINATION: target };
    const names = async () =>
      place === "storage" ? stage.keys().map((key) => key.slice(2)) : readdir(target);
    await using first = openBackupNode(stage.url, variables);
    await first.run();
    const [own = ""] = await names();
    const origin = present(readBackupName(own)?.origin);
    const old = oldNames(origin, [1, 2, 3, 10, 20]);
    const byHand = newBackupName(new Date(0), null);
    for (const name of [...old, byHand, "notes.txt"])
      if (place === "storage")
        stage.storage.objects.set(`x/${name}`, { bytes: new Uint8Array(1), modified: new Date() });
      else await writeFile(join(target, name), "x");
    await stage.sql`delete from server_settings`;
    await untilTrue("another second", () => newBackupName(new Date(), origin) !== own);
    await using second = openBackupNode(stage.url, {
      ...variables,
      BACKUP_KEEP: "2",
      BACKUP_KEEP_DAYS: "5",
    });
    await second.run();
    const left = await names();
    expect(left).toEqual(expect.arrayContaining([own, ...old.slice(0, 3), byHand, "notes.txt"]));
    for (const gone of old.slice(3, 5)) expect(left).not.toContain(gone);
    expect(left).toContain(present(old.at(-1)));
    expect(left).toHaveLength(8);
  },
);

test("the own job of a backup is not in it", async () => {
  await using node = openBackupNode(stage.url, toStorage());
  await stage.sql`insert into pgboss.job (name, data) values ('backup', '{}'), ('cleanup', '{}')`;
  await node.run();
  const packed = present([...stage.storage.objects.values()][0]).bytes;
  const text = new TextDecoder("latin1").decode(Bun.gunzipSync(packed));
  const jobs = text.slice(text.indexOf('"schema":"pgboss","table":"job"'));
  expect([/\tcleanup\t/.test(jobs), /\tbackup\t/.test(jobs)]).toEqual([true, false]);
});
