import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { openBackupNode } from "../../../testing/backups/backup-node.ts";
import { present } from "../../../testing/present.ts";
import { readText } from "../../../testing/deployment/read-yaml.ts";
import { chatWith } from "../../../testing/server/chat-with.ts";
import { runProgram } from "../../../testing/server/run-program.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { startJobs } from "../../platform/jobs/boss.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { noTracer } from "../../platform/tracing/tracer.ts";
import { queues } from "../queues.ts";
import { checkSchema } from "./doctor/check-schema.ts";

// A node whose role may only read and write rows, with the rights that docs/operations/hardening.md
// gives it, on a database that its owner keeps up to date.

const role = `app_${crypto.randomUUID().slice(0, 8)}`;
let database: TestDatabase;
let owner: Sql;
/** The address with the role. */
let url: string;
/** What the manual's owner runs. */
let giveRights: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  const migrated = await migrate();
  expect([migrated.code, migrated.out]).toEqual([0, expect.stringContaining("is up to date")]);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const name = new URL(database.url).pathname.slice(1);
  const page = await readText("docs/operations/hardening.md");
  const [creation, grants] = ["a superuser", "the owner"].map((who) => {
    const block = present(new RegExp(`\`\`\`sql\n(-- as ${who}[^\`]+)\`\`\``).exec(page)?.[1]);
    expect(block).toContain("chatkit_app");
    return block
      .replaceAll("chatkit_app", role)
      .replaceAll("database chatkit", `database ${name}`)
      .replaceAll("'…'", "'secret'");
  });
  await owner.unsafe(`${present(creation)}; revoke all on database ${name} from public`);
  giveRights = async () => void (await owner.unsafe(present(grants)));
  await giveRights();
  const own = new URL(database.url);
  own.username = role;
  own.password = "secret";
  url = own.href;
});

afterAll(async () => {
  await owner?.unsafe(`drop owned by ${role}; drop role ${role}`);
  await owner?.end();
  await database?.[Symbol.asyncDispose]();
});

/** Brings the database up to date as its owner. */
const migrate = () => runAsOwner("migrate-cli.ts", []);

function runAsOwner(program: string, words: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const settings = { PATH, HOME, DATABASE_URL: database.url };
  return runProgram(join(import.meta.dir, program), words, settings);
}

async function refusal(): Promise<string> {
  const app = await startTestApp({ databaseUrl: url }).catch((error: unknown) => error);
  if (app instanceof Error) return `${app.name}: ${app.message}`;
  throw new Error("it has started");
}

async function withRole<T>(run: (sql: Sql) => Promise<T>): Promise<T> {
  await using client = openDatabase(url, 1);
  return await run(client.sql);
}

describe("a role that may only read and write rows", () => {
  test("has no right to change anything else", async () => {
    await withRole(async (sql) => {
      for (const statement of [
        "create schema x",
        "create table public.x ()",
        "create table drizzle.x ()",
        "create table pgboss.x ()",
        "alter table public.users add column x int",
        "drop table public.users",
        "truncate public.users",
        "delete from drizzle.__drizzle_migrations",
      ])
        expect([
          statement,
          await sql.unsafe(statement).catch((error: { code: string }) => error.code),
        ]).toEqual([statement, "42501"]);
    });
  });

  test("may use the tables that the owner adds later", async () => {
    await owner`create table public.later (id int generated always as identity, text text)`;
    await owner`create table pgboss.later (id int)`;
    await withRole(async (sql) => {
      await sql`insert into public.later (text) values ('a')`;
      await sql`update public.later set text = 'b'`;
      expect(await sql`delete from public.later returning text`).toMatchObject([{ text: "b" }]);
      await sql`insert into pgboss.later values (1)`;
      await sql`update pgboss.later set id = 2`;
      expect(await sql`delete from pgboss.later returning id`).toMatchObject([{ id: 2 }]);
    });
    await owner`drop table public.later, pgboss.later`;
  });

  test("starts a node that opens chat sessions, writes replies and makes backups", async () => {
    await using app = await startTestApp({ databaseUrl: url });
    const visitor = await newVisitor(app.origin);
    await visitor.api.sessions.create.mutate({});
    expect((await chatWith(app.origin, visitor).say("what is 6 * 7?")).text).toContain("42");
    const folder = await mkdtemp(join(tmpdir(), "role-"));
    const target = join(folder, "b");
    const settings = { DATA_DIR: folder, BACKUP_DESTINATION: target, BACKUP_CHECK: "off" };
    await using node = openBackupNode(url, settings);
    expect(await node.run()).toEqual({ outcome: "done" });
    expect(await readdir(target)).toHaveLength(1);
    await rm(folder, { recursive: true });
  });

  test("keeps the job queue in order, without the statistics that need new tables", async () => {
    await using client = openDatabase(url, 1);
    const metrics = createMetrics();
    const deps = { queues, databaseUrl: url, sql: client.sql, working: false, metrics };
    await using jobs = await startJobs({ ...deps, log: createLog("silent"), tracer: noTracer });
    await jobs.boss.supervise();
    expect((await metrics.jobQueueErrors.get()).values[0]?.value).toBe(0);
    await jobs.store.statistics("title", "day");
  });

  test("is told after a restore that its rights are gone, and works once it has them again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "role-"));
    const file = join(folder, "a.backup");
    const made = await runAsOwner("backup/backup-cli.ts", ["backup", file, "--no-check"]);
    expect([made.code, made.err]).toEqual([0, expect.stringContaining("public.users")]);
    const restored = await runAsOwner("backup/backup-cli.ts", ["restore", file, "--replace"]);
    expect([restored.code, restored.out]).toEqual([0, expect.stringContaining("Restored")]);
    await rm(folder, { recursive: true });
    const advice = "give it the rights in docs/operations/hardening.md, again after each restore";
    const refused = await refusal();
    expect(refused).toMatch(/^DatabaseUnusableError: The database at .* permission denied/);
    expect(refused).toEndWith(`This user may not use drizzle.__drizzle_migrations: ${advice}`);
    expect(await withRole(checkSchema)).toEqual({
      level: "problem",
      about: "tables",
      says: "this user may not use drizzle.__drizzle_migrations",
      advice,
    });
    await giveRights();
    await owner.unsafe(`revoke usage on schema pgboss from ${role}`);
    expect(await refusal()).toMatch(
      new RegExp(
        `^DatabaseUnusableError: The job queue's tables .*This user may not use pgboss\\.\\w+: ${RegExp.escape(advice)}$`,
      ),
    );
    await giveRights();
    await using app = await startTestApp({ databaseUrl: url });
    expect(app.origin).toStartWith("http");
  });

  test("is told that the owner has to bring the database up to date, by the start and the doctor", async () => {
    const [last] = await owner<{ hash: string; at: string }[]>`
      delete from drizzle.__drizzle_migrations
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)
      returning hash, created_at as at`;
    expect(await refusal()).toMatch(
      /^DatabaseUnusableError: The database at .* cannot be brought up to date: .*\. This user may not change tables: bring the database up to date with the address of their owner first/,
    );
    expect(await withRole(checkSchema)).toMatchObject({
      level: "problem",
      says: expect.stringMatching(/^not up to date \(\d+ of \d+\), and this user may not change/),
    });
    await owner`insert into drizzle.__drizzle_migrations (hash, created_at) values (${last?.hash ?? ""}, ${last?.at ?? 0})`;
    expect(await withRole(checkSchema)).toMatchObject({
      level: "fine",
      says: expect.stringMatching(/^up to date .*; this user may not change them$/),
    });
    await owner`update pgboss.version set version = version - 1`;
    expect(await refusal()).toMatch(
      /^DatabaseUnusableError: The job queue's tables cannot be brought up to date: .*This user may not change tables/,
    );
    await owner`update pgboss.version set version = version + 1`;
    await using app = await startTestApp({ databaseUrl: url });
    expect(app.origin).toStartWith("http");
  });
});
