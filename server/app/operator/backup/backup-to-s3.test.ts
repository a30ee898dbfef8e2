import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { runProgram } from "../../../../testing/server/run-program.ts";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { type S3Server, startS3Server } from "../../../../testing/s3/s3-server.ts";
import { s3Settings } from "../../../../testing/s3/s3-settings.ts";

const odd = 'tab\tline\n\\N "quotes" עברית 🙂';

let storage: S3Server;
let source: TestDatabase;
let sql: Sql;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-to-s3-"));
  storage = startS3Server();
  source = await createTestDatabase();
  sql = postgres(source.url, { max: 1, onnotice: () => {} });
  await sql`insert into users (id, email) select 'user_' || n, ${odd} || n from generate_series(1, 50) n`;
});

afterAll(async () => {
  await sql?.end();
  await source?.[Symbol.asyncDispose]();
  await storage?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command with the storage's settings, as the operator does. */
function run(words: string[], settings: Record<string, string> = {}) {
  const { PATH = "", HOME = "" } = process.env;
  const usual = { PATH, HOME, DATA_DIR: folder, DATABASE_URL: source.url, ...s3Settings(storage) };
  return runProgram(join(import.meta.dir, "backup-cli.ts"), words, { ...usual, ...settings });
}

const emails = (of: Sql) => of`select id, email from users order by id`;

test("a backup in storage is checked, listed and restored with the same rows", async () => {
  const BACKUP_DESTINATION = "s3://kept/nightly/été";
  const made = await run(["backup"], { BACKUP_DESTINATION });
  expect([made.err, made.code]).toEqual([expect.stringContaining("restoring it"), 0]);
  expect(made.out).toContain("It was restored to check it: 50 people");
  const [address = ""] = /s3:\/\/\S+\.backup/.exec(made.out) ?? [];
  expect([...storage.objects.keys()]).toEqual([address.replace("s3://kept/", "")]);
  const listed = await run(["backup", "--list"], { BACKUP_DESTINATION });
  expect(listed.out).toMatch(/^s3:\/\/kept\/nightly\/été\/chatkit-\S+\.backup \(0\.\d MB\)\n$/);
  await using target = await createTestDatabase();
  const restored = await run(["restore", address], { DATABASE_URL: target.url });
  expect([restored.err, restored.code]).toEqual([expect.stringContaining("loading"), 0]);
  const there = postgres(target.url, { max: 1, onnotice: () => {} });
  expect(await emails(there)).toEqual(await emails(sql));
  await there.end();
  expect((await readdir(folder)).filter((name) => name.startsWith("backup"))).toEqual([]);
});

test("a backup that cannot be restored does not stay in storage", async () => {
  await sql`alter table threads disable trigger all`;
  await sql`insert into threads (id, user_id, workflow_id) values ('cthr_1', 'user_0', 'wf_1')`;
  const { err, code } = await run(["backup", "s3://kept/broken/today.backup"]);
  await sql`delete from threads`;
  await sql`alter table threads enable trigger all`;
  expect([err, code]).toEqual([expect.stringContaining("foreign key"), 1]);
  expect([...storage.objects.keys()].filter((key) => key.startsWith("broken"))).toEqual([]);
});

test("what is wrong is one plain line", async () => {
  const place = "s3://kept/nightly";
  const wrong = await run(["backup", place], { S3_SECRET_ACCESS_KEY: "wrong" });
  expect(wrong.err).toEndWith(
    "s3://kept/nightly/: the access key's secret is wrong: check S3_SECRET_ACCESS_KEY (SignatureDoesNotMatch)\n",
  );
  expect(wrong.code).toBe(1);
  const missing = await run(["restore", `${place}/none.backup`]);
  expect(missing.err).toContain("there is no such backup");
  const none = await run(["backup", place], { S3_ACCESS_KEY_ID: "" });
  expect(none.err).toContain("set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY");
  const odd = await run(["backup"], { BACKUP_DESTINATION: "s3://kept/../x" });
  expect(odd.err).toContain("BACKUP_DESTINATION: has to be a folder, or an address");
  for (const { err } of [wrong, missing, none, odd]) expect(err).not.toContain("    at ");
});

test("a mark that cannot be removed fails the command, and is told by the list", async () => {
  const place = "s3://kept/marked";
  storage.onRequest = ({ method }) =>
    method === "DELETE"
      ? new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 })
      : undefined;
  const { err, code } = await run(["backup", place]);
  storage.onRequest = () => undefined;
  expect(code).toBe(1);
  expect(err).toContain("It was restored to check it: 50 people");
  expect(err).toMatch(/^Delete s3:\/\/kept\/marked\/\S+\.backup\.unchecked: that has failed\.$/m);
  const listed = await run(["backup", "--list", place]);
  expect(listed.out).toMatch(/\.backup \(0\.\d MB, not checked: in progress, or interrupted\)\n$/);
});

test("a chosen name that is there already is refused, and the backup of that name stays", async () => {
  const address = "s3://kept/chosen/today.backup";
  expect((await run(["backup", address, "--no-check"])).code).toBe(0);
  const before = storage.objects.get("chosen/today.backup");
  const { err, code } = await run(["backup", address]);
  expect([err, code]).toEqual([expect.stringContaining("choose another name"), 1]);
  expect(storage.objects.get("chosen/today.backup")).toBe(before);
});
