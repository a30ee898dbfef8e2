import { afterAll, beforeAll, expect, test } from "bun:test";
import { exists, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { generate } from "selfsigned";
import type { App } from "../../app.ts";
import { startEmbeddedPostgres } from "../../../platform/db/embedded-postgres.ts";
import { startLocalModelServer } from "../../../../testing/server/local-model-server.ts";
import { startSmtpServer } from "../../../../testing/server/smtp-server.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import {
  createTestDatabase,
  testServerSettings,
} from "../../../../testing/server/test-database.ts";
import { startS3Server } from "../../../../testing/s3/s3-server.ts";
import { s3Settings } from "../../../../testing/s3/s3-settings.ts";
import { runProgram } from "../../../../testing/server/run-program.ts";

const JWT_SECRET_KEY = "a secret that only tests know about";

let app: App;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  app = await startTestApp({ config: { role: "web", logLevel: "silent", basePath: "/chat" } });
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the doctor with these settings alone. Returns its findings as lines, and its exit code. */
function examine(settings: Record<string, string>) {
  const { PATH = "", HOME = "" } = process.env;
  const own = { PATH, HOME, DATA_DIR: folder, JWT_SECRET_KEY, NODE_ENV: "production" };
  return runProgram(join(import.meta.dir, "doctor-cli.ts"), [], { ...own, ...settings });
}

test("a server with everything it needs is well", async () => {
  await using mail = await startSmtpServer();
  await using models = startLocalModelServer({
    answers: { "/v1/models": { data: [{ id: "small" }, { id: "large" }] } },
  });
  const { out, err, code } = await examine({
    DATABASE_URL: app.databaseUrl,
    PUBLIC_URL: app.origin,
    BASE_PATH: "/chat",
    OPENAI_BASE_URL: `http://127.0.0.1:${models.port}/v1`,
    CHATKIT_MODEL: "small",
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    SMTP_TLS: "optional",
    SMTP_FROM_EMAIL: "chat@example.org",
  });
  expect(err).toBe("");
  expect(out).not.toMatch(/warning|PROBLEM/);
  for (const about of ["settings", "disk", "database", "tables", "connections", "notices"])
    expect(out).toMatch(new RegExp(`^ok +${about} `, "m"));
  expect(out).toMatch(/^ok +models default +127\.0\.0\.1:\d+ lists 2 models$/m);
  expect(out).toMatch(/^ok +mail /m);
  expect(out).toMatch(/^ok +schedule +BACKUP_SCHEDULE is not set/m);
  expect(out).toMatch(/^ok +backups +they can be written to \S+\/backups$/m);
  expect(await exists(join(folder, "backups"))).toBe(false);
  expect(out).toMatch(/^ok +address +http:\S+\/chat reaches a node$/m);
  expect(out).toMatch(/^ok +socket /m);
  expect(out).toMatch(/^ok +tables +up to date/m);
  expect(code).toBe(0);
});

test("connections are counted for all processes of a start", async () => {
  const { out } = await examine({ DATABASE_URL: app.databaseUrl, CHATKIT_PROCESSES: "64" });
  expect(out).toMatch(/^warning +processes +64 processes for \d+ cores?: they share/m);
  expect(out).toMatch(
    /^warning +connections +\d+ of \d+ connections are in use, and 64 processes take up to 1280$/m,
  );
});

test("bad settings are each told, without their values", async () => {
  const { out, code } = await examine({ PORT: "banana", JWT_SECRET_KEY: "tiny-secret" });
  expect(out).toMatch(/PROBLEM +settings +PORT: /);
  expect(out).toMatch(/PROBLEM +settings +JWT_SECRET_KEY: /);
  expect(out).not.toContain("tiny-secret");
  expect(code).toBe(1);
});

test("nothing is created before the first start", async () => {
  const empty = join(folder, "not", "there");
  const { out, code } = await examine({ DATA_DIR: empty });
  expect(out).toMatch(/ok +database +none yet/);
  expect(out).toMatch(/warning +models +no model server is connected/);
  expect(out).toMatch(/warning +mail +SMTP_HOST is not set/);
  expect(code).toBe(0);
  expect(await exists(empty)).toBe(false);
});

test("a database, a mail server and a model server that do not answer are each told", async () => {
  await using models = startLocalModelServer({ answers: { "/v1/models": {} }, status: 401 });
  await using mail = await startSmtpServer();
  mail.mood = "refuse login";
  const { out, code } = await examine({
    DATABASE_URL: "postgres://somebody:hidden-word@127.0.0.1:1/none",
    OPENAI_BASE_URL: `http://127.0.0.1:${models.port}/v1`,
    OPENAI_API_KEY: "sk-never-printed-anywhere",
    CHATKIT_MODEL: "small",
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    SMTP_USER: "somebody",
    SMTP_PASSWORD: "never-printed-either",
    SMTP_TLS: "optional",
    SMTP_FROM_EMAIL: "chat@example.org",
    PUBLIC_URL: "http://127.0.0.1:1",
  });
  expect(out).toMatch(/PROBLEM +database +the database at 127\.0\.0\.1:1\/none cannot be used/);
  expect(out).toMatch(/PROBLEM +models default .*provider_auth, HTTP 401/);
  expect(out).toMatch(/PROBLEM +mail .*bad login/);
  expect(out).toMatch(/PROBLEM +address /);
  expect(out).not.toMatch(/hidden-word|never-printed/);
  expect(code).toBe(1);
});

test("a database of a newer release, and one that is behind, are told apart; neither is changed", async () => {
  await using database = await createTestDatabase();
  await using resources = new AsyncDisposableStack();
  const sql = resources.adopt(postgres(database.url, { max: 1 }), (open) => open.end());
  const count = async () => (await sql`select * from drizzle.__drizzle_migrations`).length;
  const all = await count();
  await sql`delete from drizzle.__drizzle_migrations
    where id = (select max(id) from drizzle.__drizzle_migrations)`;
  const behind = await examine({ DATABASE_URL: database.url });
  expect(behind.out).toContain(`brings them up to date (${all - 1} → ${all})`);
  expect(await count()).toBe(all - 1);
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
    values ('later', ${Date.now() + 1_000_000})`;
  const newer = await examine({ DATABASE_URL: database.url });
  expect(newer.out).toMatch(
    /PROBLEM +tables +the database has a migration of [-\d]+ that this release/,
  );
});

test.each([
  {
    is: "valid for 99 days and unknown to this machine",
    days: 99.5,
    isTrusted: false,
    line: /PROBLEM +certificate .*refuse/,
  },
  { is: "valid for 5 more days", days: 5.5, line: /warning +certificate .*valid for 5 more days/ },
  { is: "valid for 60 more days", days: 60.5, line: /ok +certificate .*valid for 60 more days/ },
  { is: "past its end", days: -1, line: /PROBLEM +certificate .*refuse.*(expired|EXPIRED)/ },
])("a certificate that is $is", async ({ days, isTrusted = true, line }) => {
  const { cert, key } = await certificate(days);
  using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    tls: { cert, key },
    fetch: () => new Response("ok"),
  });
  const trusted = join(folder, "trusted.pem");
  await writeFile(trusted, cert);
  const { out } = await examine({
    DATABASE_URL: app.databaseUrl,
    PUBLIC_URL: `https://localhost:${server.port}`,
    ...(isTrusted ? { NODE_EXTRA_CA_CERTS: trusted } : {}),
  });
  expect(out).toMatch(line);
});

test("an address whose proxy loses WebSockets is told", async () => {
  using proxy = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: ({ url }) => fetch(new URL(new URL(url).pathname, app.origin)),
  });
  const { out, code } = await examine({
    DATABASE_URL: app.databaseUrl,
    PUBLIC_URL: `http://127.0.0.1:${proxy.port}`,
  });
  expect(out).toMatch(/ok +address /);
  expect(out).toMatch(/PROBLEM +socket +no WebSocket passes/);
  expect(code).toBe(1);
});

test("a missing secret is told, and none is created", async () => {
  await using database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1 });
  await sql`insert into connections (id, kind, sealed) values ('one', 'openai-chat', 'x')`;
  await sql.end();
  const DATA_DIR = join(folder, "without-secret");
  await mkdir(DATA_DIR);
  const { out, code } = await examine({
    DATABASE_URL: database.url,
    DATA_DIR,
    JWT_SECRET_KEY: "",
    NODE_ENV: "development",
  });
  expect(out).toMatch(/PROBLEM +secret +.*jwt-secret is missing: the keys of 1 connected/);
  expect(code).toBe(1);
  expect(await readdir(DATA_DIR)).toEqual([]);
});

test("an embedded database is looked at while its server runs, and while it does not", async () => {
  const dataDir = join(folder, "embedded");
  const server = await startEmbeddedPostgres({ dataDir, settings: testServerSettings });
  const running = await examine({ DATA_DIR: dataDir });
  await server[Symbol.asyncDispose]();
  const stopped = await examine({ DATA_DIR: dataDir });
  for (const { out } of [running, stopped]) {
    expect(out).toMatch(/ok +database +PostgreSQL/);
    expect(out).toMatch(/ok +tables +none yet/);
  }
});

/** A certificate of its own authority for `localhost` that ends in so many days. */
async function certificate(days: number): Promise<{ cert: string; key: string }> {
  const notAfterDate = new Date(Date.now() + days * 86_400_000);
  const notBeforeDate = new Date(Date.now() - 10 * 86_400_000);
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    notBeforeDate,
    notAfterDate,
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  return { cert: made.cert, key: made.private };
}

test("storage for backups is written to, and what keeps that from working is told", async () => {
  await using storage = startS3Server();
  const settings = { BACKUP_DESTINATION: "s3://kept/x", ...s3Settings(storage) };
  const well = await examine({ ...settings, DATA_DIR: join(folder, "s3") });
  expect(well.out).toMatch(/^ok +backups +they can be written to s3:\/\/kept\/x\/$/m);
  expect(storage.objects.size).toBe(0);
  const wrong = await examine({ ...settings, S3_SECRET_ACCESS_KEY: "not-this-one" });
  expect(wrong.out).toMatch(
    /^PROBLEM +backups +s3:\/\/kept\/x\/: the access key's secret is wrong/m,
  );
  expect(wrong.out).not.toContain("not-this-one");
  expect(wrong.code).toBe(1);
});

test("a schedule's newest backup, one that is late, and a try that failed are told", async () => {
  const settings = {
    DATABASE_URL: app.databaseUrl,
    BACKUP_SCHEDULE: "0 3 * * *",
    BACKUP_DESTINATION: join(folder, "backups"),
  };
  const sql = postgres(app.databaseUrl, { max: 1 });
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const note = (
    hours: number | null,
    failed: { at: string; reason: string } | null,
    check: { wasChecked: boolean; uncheckedBecause?: string } = { wasChecked: true },
  ) => {
    const at = hoursAgo(hours ?? 30);
    const made = {
      beganAt: at,
      endedAt: at,
      path: "/b/x.backup",
      bytes: 1,
      ...check,
    };
    const [done, waitingSince] = hours === null ? [null, at] : [made, null];
    const value = { done, waitingSince, failures: failed ? 1 : 0, failed };
    return sql`
      insert into server_settings (name, value) values ('scheduled_backups', ${sql.json(value)})
      on conflict (name) do update set value = excluded.value`;
  };
  expect((await examine(settings)).out).toMatch(/^ok +schedule +0 3 \* \* \* \(UTC\): none yet$/m);
  await note(null, null);
  expect((await examine(settings)).out).toMatch(
    /^warning +schedule .*: none yet; one has been due for 30 hours$/m,
  );
  await note(100, null);
  const late = await examine(settings);
  expect(late.out).toMatch(
    /^warning +schedule .*is 100 hours old and was checked \(\/b\/x\.backup\); one has been due for \d+ hours$/m,
  );
  await note(0, null, { wasChecked: false });
  expect((await examine(settings)).out).toMatch(/^ok +schedule .* and was not checked \(/m);
  await note(0, null, { wasChecked: false, uncheckedBecause: "no room at /data" });
  expect((await examine(settings)).out).toMatch(
    /^warning +schedule .* and was not checked \(.*; its check could not be carried out: no room at \/data$/m,
  );
  await note(1, { at: hoursAgo(0), reason: "the disk is full" });
  const failed = await examine(settings);
  expect(failed.out).toMatch(/^warning +schedule .*; the last try failed: the disk is full$/m);
  await sql`delete from server_settings where name = 'scheduled_backups'`;
  await sql.end();
});
