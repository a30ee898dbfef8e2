import { describe, expect, test } from "bun:test";
import postgres from "postgres";
import { freePort } from "../free-port.ts";
import { startFakePostgres } from "../../../testing/server/fake-postgres.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import {
  DatabaseUnusableError,
  describeMigration,
  migrateDatabase,
  withoutPassword,
} from "./migrate.ts";

async function refusalOf(url: string): Promise<string> {
  const error: unknown = await migrateDatabase(url).catch((cause: unknown) => cause);
  if (!(error instanceof DatabaseUnusableError)) throw error;
  expect(error.message).not.toContain("secret-password");
  return error.message;
}

describe("a database that cannot be used", () => {
  test("because it is too old is named with its version", async () => {
    for (const version of ["14.9", "9.6.24 (Debian 9.6.24-1)"]) {
      using server = startFakePostgres(version);
      const { host } = new URL(server.url);
      expect(await refusalOf(server.url)).toBe(
        `The database at ${host}/chat is PostgreSQL ${version.split(" ")[0]}; ChatKit needs 15 or newer.`,
      );
    }
  });

  test("because none runs there, or another service, is named without its password", async () => {
    const port = freePort();
    const url = `postgres://someone:secret-password@127.0.0.1:${port}/chat`;
    expect(await refusalOf(url)).toMatch(
      new RegExp(`^The database at 127\\.0\\.0\\.1:${port}/chat cannot be used: `),
    );
    expect(await refusalOf("postgres://x:secret-password@nohost.invalid/chat")).toContain(
      "nohost.invalid/chat",
    );
  });

  test("because it refuses the login, or does not exist, says so in the database's words", async () => {
    await using database = await createTestDatabase();
    const wrongUser = new URL(database.url);
    wrongUser.username = "nobody";
    wrongUser.password = "secret-password";
    expect(await refusalOf(wrongUser.href)).toContain('authentication failed for user "nobody"');
    const wrongName = new URL(database.url);
    wrongName.pathname = "/no_such_database";
    expect(await refusalOf(wrongName.href)).toContain('database "no_such_database" does not exist');
  });

  test("because this user may not make tables is told the reason, not a statement", async () => {
    await using database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    const role = `reader_${crypto.randomUUID().slice(0, 8)}`;
    await owner.unsafe(`create role ${role} login password 'secret-password'`);
    try {
      const url = new URL(database.url);
      url.username = role;
      url.password = "secret-password";
      const message = await refusalOf(url.href);
      expect(message).toContain("cannot be brought up to date: permission denied");
      expect(message).not.toMatch(/Failed query|CREATE|params/);
    } finally {
      await owner.unsafe(`drop role ${role}`);
      await owner.end();
    }
  });
});

test("a database of a newer release that left no record is refused, and stays as it is", async () => {
  await using database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const newest = Date.UTC(2050, 0, 2);
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${newest})`;
  await sql`drop table drizzle.chatkit_releases`;
  expect(await refusalOf(database.url)).toMatch(
    /has a migration of 2050-01-02 that this release, [\d.]+, does not know: .* Start the newer release again, or restore a backup/,
  );
  expect(await sql`select * from drizzle.chatkit_releases`).toHaveLength(0);
  await sql.end();
});

test("nodes that start at the same moment on a new database migrate it once", async () => {
  await using database = await createTestDatabase();
  const admin = postgres(database.url, { max: 1, onnotice: () => {} });
  await admin`drop schema public cascade`;
  await admin`drop schema drizzle cascade`;
  await admin`create schema public`;
  const migrated = await Promise.all(
    Array.from({ length: 5 }, () => migrateDatabase(database.url)),
  );
  for (const { version } of migrated) expect(version).toMatch(/^\d+\.\d+$/);
  const journal = await Bun.file(`${import.meta.dir}/../../../drizzle/meta/_journal.json`).json();
  const applied = await admin`select 1 from drizzle.__drizzle_migrations`;
  expect(applied).toHaveLength(journal.entries.length);
  expect(migrated.some(({ from }) => from === 0)).toBe(true);
  const all = applied.length;
  const again = await migrateDatabase(database.url);
  expect(describeMigration(again)).toBe(`the database is up to date (${all})`);
  expect(describeMigration({ from: all - 2, to: all, note: null })).toContain(
    `(${all - 2} → ${all})`,
  );
  await admin.end();
});

test("an address is shown without user and password", () => {
  expect(withoutPassword("postgres://user:secret@db.example.org:6432/chat?sslmode=require")).toBe(
    "db.example.org:6432/chat",
  );
});
