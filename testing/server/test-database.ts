import { rm } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../../server/platform/db/migrate.ts";
import { queues } from "../../server/app/queues.ts";
import { startJobs } from "../../server/platform/jobs/boss.ts";
import { createLog } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { noTracer } from "../../server/platform/tracing/tracer.ts";
import { makeDatabaseFolder } from "./database-folder.ts";

/** A database of one test alone. Disposing drops it. */
export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/**
 * A fresh, migrated database: a clone of a template on the server that `TEST_DATABASE_URL`
 * names, or on one started for this test alone.
 */
export const createTestDatabase = (): Promise<TestDatabase> => cloneTemplate(false);

/**
 * The same, as a first start of a server leaves it: with the job queue's tables and queues. Making
 * them takes a third of the time in which a node starts.
 */
export const createStartedDatabase = (): Promise<TestDatabase> => cloneTemplate(true);

async function cloneTemplate(withJobs: boolean): Promise<TestDatabase> {
  const given = process.env["TEST_DATABASE_URL"];
  await using opening = new AsyncDisposableStack();
  const serverUrl = given ?? (await startServer(opening));
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  opening.defer(() => admin.end());
  const template = await ensureTemplate(admin, serverUrl, withJobs);
  // Copying its files takes half as long as copying its pages, which also go into the log.
  await admin`
    create database ${admin(name)} template ${admin(template)} strategy file_copy`;
  opening.defer(async () => {
    await admin`drop database ${admin(name)} with (force)`;
  });
  const opened = opening.move();
  return { url: withName(serverUrl, name), [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** Settings that give up safety after a crash, which a test database does not need, for speed. */
export const testServerSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
};

async function startServer(opening: AsyncDisposableStack): Promise<string> {
  const dataDir = await makeDatabaseFolder();
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  return opening.use(await startEmbeddedPostgres({ dataDir, settings: testServerSettings })).url;
}

/**
 * Made once per server and set of migrations; a lock makes parallel tests take turns. A node that
 * starts on the template brings its queues up to date, so their settings are not in its name.
 */
async function ensureTemplate(
  admin: postgres.Sql,
  serverUrl: string,
  withJobs: boolean,
): Promise<string> {
  const name = await templateName(withJobs);
  await admin`select pg_advisory_lock(77)`;
  try {
    const found = await admin`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) {
      const draft = `${name}_draft`;
      const url = withName(serverUrl, draft);
      await admin`drop database if exists ${admin(draft)} with (force)`;
      await admin`create database ${admin(draft)}`;
      await migrateDatabase(url);
      if (withJobs) await prepareJobs(url);
      await admin`alter database ${admin(draft)} rename to ${admin(name)}`;
    }
    return name;
  } finally {
    await admin`select pg_advisory_unlock(77)`;
  }
}

async function templateName(withJobs: boolean): Promise<string> {
  const journal = await Bun.file(
    join(import.meta.dirname, "../../drizzle/meta/_journal.json"),
  ).text();
  return `chatkit_template_${Bun.hash(journal).toString(36)}${withJobs ? "_jobs" : ""}`;
}

/** Starts the job queue once, which makes its tables and queues. */
async function prepareJobs(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const [log, metrics] = [createLog("warn"), createMetrics()];
  const deps = { queues, databaseUrl, sql, working: false, log, metrics, tracer: noTracer };
  await (await startJobs(deps))[Symbol.asyncDispose]();
  await sql.end();
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
