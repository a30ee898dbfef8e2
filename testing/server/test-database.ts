import { rm } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../../server/platform/db/migrate.ts";
import { makeDatabaseFolder } from "./database-folder.ts";

/** A database of one test alone. Disposing drops it. */
export interface TestDatabase extends AsyncDisposable {
  url: string;
}

/**
 * A fresh, migrated database: a clone of a template on the server that `TEST_DATABASE_URL`
 * names, or on one started for this test alone.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env["TEST_DATABASE_URL"];
  await using opening = new AsyncDisposableStack();
  const serverUrl = given ?? (await startServer(opening));
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  opening.defer(() => admin.end());
  const template = await ensureTemplate(admin, serverUrl);
  await admin`create database ${admin(name)} template ${admin(template)}`;
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

/** Made once per server and set of migrations; a lock makes parallel tests take turns. */
async function ensureTemplate(admin: postgres.Sql, serverUrl: string): Promise<string> {
  const journal = await Bun.file(
    join(import.meta.dirname, "../../drizzle/meta/_journal.json"),
  ).text();
  const name = `chatkit_template_${Bun.hash(journal).toString(36)}`;
  await admin`select pg_advisory_lock(77)`;
  try {
    const found = await admin`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) {
      const draft = `${name}_draft`;
      await admin`drop database if exists ${admin(draft)}`;
      await admin`create database ${admin(draft)}`;
      await migrateDatabase(withName(serverUrl, draft));
      await admin`alter database ${admin(draft)} rename to ${admin(name)}`;
    }
    return name;
  } finally {
    await admin`select pg_advisory_unlock(77)`;
  }
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
