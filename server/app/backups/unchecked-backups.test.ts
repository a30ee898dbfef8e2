import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { defineBackupStage } from "../../../testing/backups/backup-stage.ts";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { killInTheMiddle, takeUp } from "../../../testing/backups/kill-in-the-middle.ts";
import { present } from "../../../testing/present.ts";
import { readBackupCounts, readBackupState } from "./backup-state.ts";

const stage = defineBackupStage();

test("a node that is killed during the check leaves a marked upload, which the next backup removes", async () => {
  const checking = stage.toStorage();
  const begun = Promise.withResolvers<void>();
  stage.storage.onRequest = ({ method, key }) => {
    if (method !== "GET" || key === "") return undefined;
    begun.resolve();
    return new Promise(() => {});
  };
  await killInTheMiddle(stage.url, checking, () => begun.promise);
  const [left = "", ...others] = stage.keys().toSorted();
  expect(others).toEqual([`${left}.unchecked`]);
  const good = left.replace(/chatkit-\d{4}/, "chatkit-2020");
  stage.storage.objects.set(good, { bytes: new Uint8Array(1), modified: new Date() });
  stage.storage.onRequest = () => undefined;
  await stage.untilNextName(left);
  await takeUp(stage.url, stage.toStorage({ BACKUP_CHECK: "off" }));
  expect(stage.keys()).toHaveLength(2);
  expect(stage.keys()).toContain(good);
  expect(stage.keys()).not.toContain(left);
}, 60_000);

test("a check that cannot be carried out keeps the backup, and tells that it was not checked", async () => {
  // No folder can be made in a file.
  const file = join(stage.folder, "file");
  await writeFile(file, "");
  const variables = stage.toStorage({ DATA_DIR: file });
  await using node = openBackupNode(stage.url, variables);
  expect(await node.run()).toEqual({ outcome: "done" });
  const { state } = await readBackupState(stage.sql);
  expect(state).toMatchObject({ failures: 0, failed: null });
  const [key = ""] = stage.keys();
  expect(stage.keys()).toEqual([expect.stringMatching(/\.backup$/)]);
  expect(state.done).toMatchObject({
    path: `s3://kept/${key}`,
    wasChecked: false,
    uncheckedBecause: expect.stringMatching(/EEXIST|ENOTDIR/),
  });
  const { last } = await readBackupCounts(stage.sql, { cron: "0 3 * * *", timeZone: "UTC" });
  expect(last).toMatchObject({ isUnchecked: true });
});

test("backups that could not be checked push out none that was, and do not pile up", async () => {
  const file = join(stage.folder, "file");
  await writeFile(file, "");
  const variables = stage.toStorage({ BACKUP_KEEP: "1" });
  await using checking = openBackupNode(stage.url, { ...variables, BACKUP_CHECK: "off" });
  await using troubled = openBackupNode(stage.url, { ...variables, DATA_DIR: file });
  const newest = async () => present((await readBackupState(stage.sql)).state.done).path;
  const unchecked = async () => (await readBackupState(stage.sql)).state.unchecked;
  const paths = () => stage.keys().map((key) => `s3://kept/${key}`);
  await checking.run();
  const good = await newest();
  for (let time = 0; time < 2; time++) {
    await stage.untilDue();
    expect(await troubled.run()).toEqual({ outcome: "done" });
    expect(paths()).toEqual([good, await newest()]);
    expect(await unchecked()).toEqual([await newest()]);
  }
  const odd = await newest();
  await stage.untilDue();
  await checking.run();
  expect(paths()).toEqual([odd, await newest()]);
  // The operator deletes it.
  stage.storage.objects.delete(odd.slice("s3://kept/".length));
  await stage.untilDue();
  await checking.run();
  expect(paths()).toEqual([await newest()]);
  expect(await unchecked()).toEqual([]);
}, 30_000);

test("what cannot be removed keeps no backup from being made, and no other from being removed", async () => {
  const variables = stage.toStorage({ BACKUP_KEEP: "1", BACKUP_CHECK: "off" });
  await using node = openBackupNode(stage.url, variables);
  await node.run();
  const [first = ""] = stage.keys();
  const old = ["2019", "2020", "2021"].map((year) =>
    first.replace(/chatkit-\d{4}/, `chatkit-${year}`),
  );
  const [, marked = "", newer = ""] = old;
  for (const key of [...old, `${marked}.unchecked`])
    stage.storage.objects.set(key, { bytes: new Uint8Array(1), modified: new Date() });
  stage.storage.onRequest = ({ method, key }) =>
    method === "DELETE" && (key.startsWith(marked) || key === newer)
      ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
      : undefined;
  await stage.untilDue();
  expect(await node.run()).toEqual({ outcome: "done" });
  expect((await readBackupState(stage.sql)).state.failures).toBe(0);
  expect(stage.keys()).toEqual([
    marked,
    newer,
    `${marked}.unchecked`,
    expect.stringMatching(/^x\/chatkit-\d{4}/),
  ]);
  expect(stage.keys()).not.toContain(first);
}, 30_000);

test("a good backup whose mark cannot be removed stays, and the next one removes the mark", async () => {
  await using node = openBackupNode(stage.url, stage.toStorage());
  stage.storage.onRequest = ({ method }) =>
    method === "DELETE"
      ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
      : undefined;
  expect(await node.run()).toEqual({ outcome: "done" });
  const [good = "", ...others] = stage.keys().toSorted();
  expect(others).toEqual([`${good}.unchecked`]);
  const { state } = await readBackupState(stage.sql);
  expect(state).toMatchObject({
    done: { path: `s3://kept/${good}`, wasChecked: true },
    failures: 0,
    marked: [`s3://kept/${good}`],
  });
  stage.storage.onRequest = () => undefined;
  await stage.untilDue();
  await using next = openBackupNode(stage.url, stage.toStorage({ BACKUP_CHECK: "off" }));
  expect(await next.run()).toEqual({ outcome: "done" });
  expect(stage.keys()).toHaveLength(2);
  expect(stage.keys()).toContain(good);
  expect((await readBackupState(stage.sql)).state.marked).toEqual([]);
}, 30_000);

test("a key that does not belong to the backup proves nothing", async () => {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const BACKUP_IDENTITY = await generateX25519Identity();
  const variables = stage.toStorage({ BACKUP_RECIPIENTS: recipient, BACKUP_IDENTITY });
  await using node = openBackupNode(stage.url, variables);
  expect(await node.run()).toEqual({ outcome: "done" });
  expect(stage.keys()).toEqual([expect.stringMatching(/\.backup$/)]);
  expect((await readBackupState(stage.sql)).state.done).toMatchObject({
    wasChecked: false,
    uncheckedBecause: "none of the keys opens the backup",
  });
});

test("storage that is away during the check proves nothing; a backup that is damaged goes", async () => {
  await using node = openBackupNode(stage.url, stage.toStorage());
  const isReading = ({ method, key }: { method: string; key: string }) =>
    method === "GET" && key !== "";
  stage.storage.onRequest = (request) =>
    isReading(request)
      ? new Response("<Error><Code>SlowDown</Code></Error>", { status: 503 })
      : undefined;
  expect(await node.run()).toEqual({ outcome: "done" });
  expect((await readBackupState(stage.sql)).state.done).toMatchObject({
    wasChecked: false,
    uncheckedBecause: expect.stringContaining("SlowDown"),
  });
  const kept = stage.keys();
  expect(kept).toHaveLength(1);
  await stage.untilDue();
  stage.storage.onRequest = (request) => {
    if (!isReading(request)) return undefined;
    const whole = present(stage.storage.objects.get(request.key)).bytes;
    return new Response(whole.subarray(0, whole.length >> 1));
  };
  expect(await node.run()).toEqual({
    outcome: "dead",
    reason: expect.stringMatching(/cut off/),
  });
  expect(stage.keys()).toEqual(kept);
});
