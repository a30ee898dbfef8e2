import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { readConfig } from "../config.ts";
import { findCheckObstacle } from "./find-check-obstacle.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-obstacle-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const settings = (more: Record<string, string> = {}) =>
  readConfig({ DATA_DIR: folder, BACKUP_SCHEDULE: "@daily", ...more });

const without = { hasPostgres: async () => false, runsFromDataDir: true };
const executable = { hasPostgres: async () => true, runsFromDataDir: true };

test("a program without PostgreSQL cannot check backups, where they are to be checked", async () => {
  expect(await findCheckObstacle(settings(), without)).toMatchObject({
    isFinal: true,
    says: expect.stringContaining("this program has none"),
  });
  expect(await findCheckObstacle(settings({ BACKUP_CHECK: "off" }), without)).toBeNull();
  expect(await findCheckObstacle(settings({ BACKUP_SCHEDULE: "" }), without)).toBeNull();
  const BACKUP_RECIPIENTS = await identityToRecipient(await generateX25519Identity());
  expect(await findCheckObstacle(settings({ BACKUP_RECIPIENTS }), without)).toBeNull();
});

test("this one can, and leaves nothing in the data folder", async () => {
  expect(await findCheckObstacle(settings())).toBeNull();
  expect(await findCheckObstacle(settings(), executable)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

const mountsNoexec = (place: string) =>
  Bun.spawnSync(["mount", "-t", "tmpfs", "-o", "noexec", "none", place]).success;

test("an executable cannot run PostgreSQL from a data folder that is mounted noexec", async () => {
  // That takes root.
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !mountsNoexec(folder)) return;
  try {
    expect(await findCheckObstacle(settings(), executable)).toMatchObject({
      isFinal: false,
      says: expect.stringContaining("mount that without noexec"),
    });
    expect(
      await findCheckObstacle(settings(), { ...executable, runsFromDataDir: false }),
    ).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  } finally {
    Bun.spawnSync(["umount", folder]);
  }
});
