import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app.ts";
import { startEmbeddedPostgres } from "../../../platform/db/embedded-postgres.ts";
import { migrateDatabase, migrationsFolder } from "../../../platform/db/migrate.ts";
import { readMigrations } from "../../../platform/db/migrations/read-migrations.ts";
import { digestTables } from "../../../../testing/backups/digest-tables.ts";
import { runBackupCommand } from "../../../../testing/backups/run-backup-command.ts";
import { newAccount, signedInBrowser } from "../../../../testing/server/accounts.ts";
import { chatWith } from "../../../../testing/server/chat-with.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import {
  createTestDatabase,
  testServerSettings,
} from "../../../../testing/server/test-database.ts";
import { sendFile, untilRead } from "../../../../testing/server/upload-file.ts";
import { newVisitor } from "../../../../testing/server/visitor.ts";
import { present } from "../../../../testing/present.ts";
import { untilRow, untilTrue } from "../../../../testing/until.ts";
import { runProgram } from "../../../../testing/server/run-program.ts";

/** What PostgreSQL's text format, JSON and UTF-8 could each trip over. */
const oddText = 'tab\tbackslash \\n \\N "quotes" \u2028 עברית 🙂 {"end":true}\n\\.\n0\n';

let app: App;
let sql: Sql;
let folder: string;
let fileId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"));
  app = await startTestApp({ config: { logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 2 });
  const ann = await newAccount({ origin: app.origin, sql }, "ann@example.org");
  const token = present(ann.token);
  await chatWith(app.origin, { api: ann.api, token }).say(oddText);
  fileId = await sendFile({ origin: app.origin, token }, { name: "odd.txt", content: oddText });
  await untilRead({ origin: app.origin, token }, fileId);
  // The title comes after the reply, and takes a number of its owner's feed, in their row.
  await untilRow("the title", () => sql`select 1 from threads where title is not null`);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command with these settings. */
function run(words: string[], settings: Record<string, string> = {}) {
  return runBackupCommand(words, { DATA_DIR: folder, DATABASE_URL: app.databaseUrl, ...settings });
}

/** The same as the operator does, in a process of its own. */
function runProcess(words: string[], settings: Record<string, string> = {}) {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, DATA_DIR: folder, DATABASE_URL: app.databaseUrl, ...settings };
  return runProgram(join(import.meta.dir, "backup-cli.ts"), words, env);
}

describe("a backup of a running server", () => {
  test("is restored elsewhere with everything, and a server goes on from there", async () => {
    const path = join(folder, "one.backup");
    const before = await digestTables(app.databaseUrl);
    const made = await runProcess(["backup", path]);
    expect(made.err).toContain("public.messages");
    expect(made.out).toMatch(/It was restored to check it: 1 people, 1 chats, 2 messages, 1 files/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await using target = await createTestDatabase();
    const restored = await runProcess(["restore", path], { DATABASE_URL: target.url });
    expect(restored.out).toContain("1 people, 1 chats, 2 messages, 1 files");
    expect(restored.code).toBe(0);
    const [there, now] = [await digestTables(target.url), await digestTables(app.databaseUrl)];
    // Jobs of the running server change figures and notes meanwhile.
    const kept = Object.keys(before).filter((name) => now[name] === before[name]);
    expect(kept).toEqual(expect.arrayContaining(["users", "messages", "attachment_parts"]));
    for (const name of kept) expect([name, there[name]]).toEqual([name, before[name]]);
    await using again = await startTestApp({ databaseUrl: target.url });
    const ann = await signedInBrowser(again.origin, "ann@example.org");
    const { threads } = await ann.api.threads.list.query({});
    const threadId = present(threads[0]).id;
    const { messages } = await ann.api.messages.list.query({ threadId });
    expect(messages[0]?.text).toBe(oddText);
    const file = await fetch(`${again.origin}/api/attachments/${fileId}/content`, {
      headers: { authorization: `Bearer ${ann.token}` },
    });
    expect(await file.text()).toBe(oddText);
    const visitor = await newVisitor(again.origin);
    expect((await chatWith(again.origin, visitor).say("what is 6 * 7?")).text).toContain("42");
  });

  test("is of one moment, whatever is written meanwhile", async () => {
    const visitor = await newVisitor(app.origin);
    const making = run(["backup", join(folder, "busy.backup")]);
    const reads = async () => {
      const connections = await sql`
        select 1 from pg_stat_activity
        where application_name = 'chatkit backup' and datname = current_database()`;
      return connections.length > 0;
    };
    await untilTrue("the backup's connection", reads);
    do await chatWith(app.origin, visitor).say("again");
    while (await reads());
    const made = await making;
    // Restoring adds the foreign keys, which a reply without its message would break.
    expect(made.out).toContain("It was restored to check it");
    expect(made.code).toBe(0);
  });

  test("goes into a folder under a name with its time", async () => {
    const place = join(folder, "many");
    const made = await run(["backup", `${place}/`, "--no-check"]);
    expect(made.out).toContain("It was not restored to check it.");
    expect(await readdir(place)).toEqual([
      expect.stringMatching(/^chatkit-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/),
    ]);
  });
});

test("a backup whose check cannot be carried out is kept, and the command fails", async () => {
  const path = join(folder, "unchecked.backup");
  const notAFolder = join(folder, "not-a-folder");
  await writeFile(notAFolder, "");
  const made = await run(["backup", path], {
    DATA_DIR: notAFolder,
    JWT_SECRET_KEY: "s".repeat(64),
  });
  expect(made.err).toMatch(/unchecked\.backup is kept, but its check could not be carried out: /);
  expect(made.code).toBe(1);
  expect((await stat(path)).size).toBeGreaterThan(1_000);
});

describe("an encrypted backup", () => {
  test("opens with the secret key alone, and brings the server's secret", async () => {
    const identity = await generateX25519Identity();
    const BACKUP_RECIPIENTS = await identityToRecipient(identity);
    await writeFile(join(folder, "jwt-secret"), "s".repeat(64));
    const path = join(folder, "sealed.backup");
    const made = await run(["backup", path], { BACKUP_RECIPIENTS });
    expect(made.out).toContain("encrypted");
    expect(await readFile(path, "latin1")).toStartWith("age-encryption.org/v1\n");
    await using target = await createTestDatabase();
    const elsewhere = { DATABASE_URL: target.url, DATA_DIR: join(folder, "elsewhere") };
    const wrong = await run(["restore", path], {
      ...elsewhere,
      BACKUP_IDENTITY: await generateX25519Identity(),
    });
    expect(wrong.err).toContain("none of the keys opens the backup");
    expect((await run(["restore", path], elsewhere)).err).toContain("set BACKUP_IDENTITY");
    const right = await run(["restore", path], { ...elsewhere, BACKUP_IDENTITY: identity });
    expect(right.code).toBe(0);
    const secret = await readFile(join(elsewhere.DATA_DIR, "jwt-secret"), "utf8");
    expect(secret.trim()).toBe("s".repeat(64));
    await writeFile(join(elsewhere.DATA_DIR, "jwt-secret"), "o".repeat(64));
    const other = await run(["restore", path, "--replace"], {
      ...elsewhere,
      BACKUP_IDENTITY: identity,
    });
    expect(other.out).toContain("JWT_OLDER_SECRET_KEYS");
    const beside = await readFile(join(elsewhere.DATA_DIR, "jwt-secret.restored"), "utf8");
    expect(beside.trim()).toBe("s".repeat(64));
  });
});

describe("nothing is loaded", () => {
  test("from a file that is something else", async () => {
    const file = join(folder, "dump.sql");
    await writeFile(file, "-- PostgreSQL database dump");
    await using target = await createTestDatabase();
    const { code, err } = await runProcess(["restore", file], { DATABASE_URL: target.url });
    expect([err, code]).toEqual([expect.stringContaining("this is no backup of ChatKit"), 1]);
    expect(err).not.toContain("    at ");
  });

  test("into a database that a server uses, or that has something in it", async () => {
    const path = join(folder, "again.backup");
    await run(["backup", path, "--no-check"]);
    expect((await run(["restore", path, "--replace"])).err).toContain("stop all nodes first");
    const before = await digestTables(app.databaseUrl);
    const whole = await readFile(path);
    const cut = join(folder, "cut.backup");
    await writeFile(cut, whole.subarray(0, whole.length - 40));
    await using target = await createTestDatabase();
    expect((await run(["restore", path], { DATABASE_URL: target.url })).code).toBe(0);
    const again = await run(["restore", path], { DATABASE_URL: target.url });
    expect(again.err).toContain("the database is not empty");
    const damaged = await run(["restore", cut, "--replace"], { DATABASE_URL: target.url });
    expect(damaged.err).toContain("cut off");
    const same = ["move-database", target.url.replace("127.0.0.1", "localhost"), "--replace"];
    const moved = await run(same, { DATABASE_URL: target.url });
    expect(moved.err).toContain("this is the same database");
    expect(await digestTables(target.url)).toEqual(before);
    const replaced = await run(["restore", path, "--replace"], { DATABASE_URL: target.url });
    expect(replaced.code).toBe(0);
  });

  test("when the arguments make no sense", async () => {
    const wrong = [["restore"], ["restore", "/no/such/file"], ["backup", "a", "b"]];
    for (const words of [...wrong, ["move-database", "http://x"], ["backup", "--often"]])
      expect([words, (await run(words)).code]).toEqual([words, 1]);
    for (const words of [["x"], ["restore"]])
      expect([words, (await runProcess(words)).code]).toEqual([words, 1]);
  });
});

test("a backup that fails its check leaves an earlier one of its name in place", async () => {
  const path = join(folder, "kept.backup");
  await writeFile(path, "an earlier one");
  await using target = await createTestDatabase();
  const own = postgres(target.url, { max: 1, onnotice: () => {} });
  // A row that the foreign keys refuse, as after a loss of data.
  await own`insert into users (id) values ('user_1')`;
  await own`alter table threads disable trigger all`;
  await own`insert into threads (id, user_id, workflow_id) values ('cthr_1', 'user_2', 'wf_1')`;
  await own`alter table threads enable trigger all`;
  await own.end();
  const { err, code } = await run(["backup", path], { DATABASE_URL: target.url });
  expect([err, code]).toEqual([expect.stringContaining("foreign key"), 1]);
  expect(await readFile(path, "utf8")).toBe("an earlier one");
  expect((await readdir(folder)).filter((name) => /part$|backup-check/.test(name))).toEqual([]);
});

test("a backup of an earlier release is restored and brought up to date", async () => {
  const migrations = await readMigrations(migrationsFolder);
  const upTo = present(migrations.at(-12)).when;
  await using old = await createTestDatabase();
  const own = postgres(old.url, { max: 1, onnotice: () => {} });
  await own`drop schema public cascade`;
  await own`drop schema drizzle cascade`;
  await own`create schema public`;
  await migrateDatabase(old.url, () => {}, { upTo });
  await own`insert into users (id, locale) values ('user_0123456789abcdef0123456789abcdef', 'en')`;
  await own.end();
  const path = join(folder, "old.backup");
  await run(["backup", path, "--no-check"], { DATABASE_URL: old.url });
  await using target = await createTestDatabase();
  // It has been started once, and other programs have tables in it.
  const there = postgres(target.url, { max: 1, onnotice: () => {} });
  await there`create table someone_elses as select 1 as n`;
  const { err, code } = await run(["restore", path], { DATABASE_URL: target.url });
  expect([err, code]).toEqual([expect.stringContaining("migrating the database"), 0]);
  expect(await there`select n from someone_elses`).toHaveLength(1);
  await there.end();
  await using again = await startTestApp({ databaseUrl: target.url });
  expect((await newVisitor(again.origin)).token).toBeString();
});

test("an older release that restores its backup removes the tables of a newer one", async () => {
  const path = join(folder, "before.backup");
  await using target = await createTestDatabase();
  await run(["backup", path, "--no-check"], { DATABASE_URL: target.url });
  const own = postgres(target.url, { max: 1, onnotice: () => {} });
  // The newer one has left its tables, and what it is.
  await own`create table next_things (id text)`;
  await own`create table someone_elses (id text)`;
  await own`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${Date.now() * 2})`;
  await own`update drizzle.chatkit_releases
    set release = '999.0.0', newest = ${Date.now() * 2}, tables = tables || '{next_things}'`;
  expect((await run(["restore", path, "--replace"], { DATABASE_URL: target.url })).code).toBe(0);
  const [left] =
    await own`select to_regclass('next_things') as gone, to_regclass('someone_elses') as kept`;
  expect(left).toEqual({ gone: null, kept: "someone_elses" });
  await own.end();
});

test("an embedded database is moved to a server, which a node then uses", async () => {
  const dataDir = join(folder, "embedded");
  const server = await startEmbeddedPostgres({ dataDir, settings: testServerSettings });
  const own = await startTestApp({ databaseUrl: server.url });
  const visitor = await newVisitor(own.origin);
  await chatWith(own.origin, visitor).say("move me");
  await using target = await createTestDatabase();
  const early = await runProcess(["move-database", target.url], {
    DATABASE_URL: "",
    DATA_DIR: dataDir,
  });
  expect(early.err).toContain("stop all nodes first");
  await own[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  const settings = { DATABASE_URL: "", DATA_DIR: dataDir };
  const { out, code } = await runProcess(["move-database", target.url], settings);
  expect([out, code]).toEqual([expect.stringContaining("1 people, 1 chats, 2 messages"), 0]);
  await using _ = await startTestApp({ databaseUrl: target.url });
  const there = postgres(target.url, { max: 1 });
  const [row] = await there`select text from messages where role = 'user'`;
  expect(row?.["text"]).toBe("move me");
  await there.end();
});
