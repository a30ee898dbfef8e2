import { resolve } from "node:path";
import { expect, test } from "bun:test";
import { ConfigError, type Env, readConfig } from "./config.ts";

/** The settings that are refused, by name. */
function refused(env: Env): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => problem.split(":")[0] ?? "");
  }
}

test("backups go to a folder or to storage, whose variables have two names each", () => {
  const usual = readConfig({ DATA_DIR: "/data" }).backup;
  expect(usual.destination).toBe("/data/backups");
  const own = readConfig({
    BACKUP_DESTINATION: " s3://bucket/Größe/x ",
    S3_ACCESS_KEY_ID: "own",
    AWS_ACCESS_KEY_ID: "other",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_SESSION_TOKEN: "of the other key",
    AWS_REGION: "eu-west-1",
    S3_ENDPOINT: "http://minio:9000",
  }).backup;
  expect(own.destination).toBe("s3://bucket/Größe/x");
  expect(own.s3).toEqual({
    endpoint: "http://minio:9000",
    region: "eu-west-1",
    accessKeyId: "own",
    secretAccessKey: "secret",
    sessionToken: null,
  });
  const keys = { S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "secret" };
  for (const odd of ["s3://", "s3://b/../x", "https://example.org/x", "S3://bucket"])
    expect([odd, refused({ ...keys, BACKUP_DESTINATION: odd })]).toEqual([
      odd,
      ["BACKUP_DESTINATION"],
    ]);
});

test("a relative folder is one below the working directory, whichever process uses it", () => {
  const placeOf = (env: Env) => readConfig(env).backup.destination;
  expect(placeOf({ BACKUP_DESTINATION: "kept/here" })).toBe(resolve("kept/here"));
  expect(placeOf({ BACKUP_DESTINATION: "/kept/here/" })).toBe("/kept/here");
  expect(placeOf({ DATA_DIR: "data" })).toBe(resolve("data/backups"));
});

test("a schedule is read, and what is wrong with it is told at the start", () => {
  const { backup } = readConfig({ BACKUP_SCHEDULE: "0 3 * * *", BACKUP_KEEP_DAYS: "30" });
  expect(backup).toMatchObject({
    schedule: { cron: "0 3 * * *", timeZone: "UTC" },
    keep: 7,
    keepDays: 30,
    checks: true,
  });
  expect(refused({ BACKUP_SCHEDULE: "every day" })).toEqual(["BACKUP_SCHEDULE"]);
  expect(() => readConfig({ BACKUP_SCHEDULE: "0 3 * *" })).toThrow(
    'BACKUP_SCHEDULE: has to be five fields of cron, such as "0 3 * * *"',
  );
  const kept = { BACKUP_KEEP: "3", BACKUP_KEEP_DAYS: "3", BACKUP_CHECK: "off" };
  expect(refused(kept)).toEqual(Object.keys(kept));
  expect(refused({ ...kept, BACKUP_SCHEDULE: "@daily", BACKUP_KEEP: "0" })).toEqual([
    "BACKUP_KEEP",
  ]);
  const server = { DATABASE_URL: "postgres://a@b/c", BACKUP_SCHEDULE: "@daily" };
  expect(refused(server)).toEqual(["BACKUP_DESTINATION"]);
  expect(refused({ ...server, BACKUP_DESTINATION: " " })).toContain("BACKUP_DESTINATION");
  expect(readConfig({ ...server, BACKUP_DESTINATION: "/b" }).backup.destination).toBe("/b");
  expect(refused({ BACKUP_DESTINATION: "s3://bucket", AWS_ACCESS_KEY_ID: "id" })).toEqual([
    "S3_SECRET_ACCESS_KEY",
  ]);
});
