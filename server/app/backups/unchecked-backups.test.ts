import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { defineBackupStage } from "../../../testing/backups/backup-stage.ts";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { killInTheMiddle, takeUp } from "../../../testing/backups/kill-in-the-middle.ts";
import { present } from "../../../testing/present.ts";
import { untilTrue } from "../../../testing/until.ts";
import { readBackupName } from "../../platform/backup/stores/backup-name.ts";
import { readBackupCounts, readBackupState } from "./backup-state.ts";

const stage = defineBackupStage();

/** The next backup is due, and has another name than the last. */
async function untilDue() {
  const { state } = await readBackupState(stage.sql);
  const { madeAt } = present(readBackupName(present(state.done).path.slice("s3://kept/x/".length)));
  await untilTrue("another second", () => Date.now() >= madeAt.getTime() + 1_000);
  await stage.sql`update server_settings set value = jsonb_set(value, '{done,beganAt}', '"2020-01-01T00:00:00Z"')`;
}

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

test("backups that could not be checked push out none that was", async () => {
  const file = join(stage.folder, "file");
  await writeFile(file, "");
  const variables = stage.toStorage({ BACKUP_KEEP: "1" });
  await using checking = openBackupNode(stage.url, { ...variables, BACKUP_CHECK: "off" });
  await using troubled = openBackupNode(stage.url, { ...variables, DATA_DIR: file });
  await checking.run();
  const [good = ""] = stage.keys();
  for (let count = 2; count <= 3; count++) {
    await untilDue();
    expect(await troubled.run()).toEqual({ outcome: "done" });
    expect(stage.keys()).toHaveLength(count);
    expect(stage.keys()).toContain(good);
  }
  await untilDue();
  await checking.run();
  expect(stage.keys()).toHaveLength(1);
});

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
  await untilDue();
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
  await stage.sql`update server_settings set value = jsonb_set(value, '{done,beganAt}', '"2020-01-01T00:00:00Z"')`;
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
