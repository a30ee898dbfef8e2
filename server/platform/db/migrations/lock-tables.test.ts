import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { untilRow } from "../../../../testing/until.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { findLocks } from "./lock-tables.ts";
import { usualPatience } from "./migration-settings.ts";
import { toMigration } from "./read-migrations.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 3, onnotice: () => {} });
  await sql`truncate drizzle.__drizzle_migrations`;
  for (const table of ["aa", "bb"]) {
    await sql`create table ${sql(table)} (id int primary key)`;
    await sql`insert into ${sql(table)} values (1)`;
  }
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await database?.[Symbol.asyncDispose]();
});

test("a user's statement that waits for a migration is never ended as a deadlock", async () => {
  // Between the two tables, the migration lets the user come first.
  const texts = [
    `ALTER TABLE "aa" ADD COLUMN "more" int;`,
    `select pg_advisory_xact_lock(42);`,
    `ALTER TABLE "bb" ADD COLUMN "more" int;`,
  ];
  const text = texts.join("--> statement-breakpoint\n");
  const migration = toMigration({ tag: "0000_both", when: 1 }, text);
  const own = postgres(database.url, { max: 1, onnotice: () => {} });
  const [user, holder] = [await sql.reserve(), await sql.reserve()];
  await holder`select pg_advisory_lock(42)`;
  await user`begin`;
  await user`select * from bb`;
  const applied = applyMigrations(own, [migration], {
    ...usualPatience,
    // PostgreSQL looks for deadlocks after a second.
    lockTimeoutMs: 2_000,
    pauseMs: 50,
    report: () => {},
  });
  const aa = (isGranted: boolean) => sql<{ pid: number }[]>`
    select pid from pg_locks where relation = 'aa'::regclass and granted = ${isGranted}`;
  await untilRow("a migration that has the first table", () => aa(true));
  const read = user`select id from aa`.execute();
  await untilRow("a user who waits for it", () => aa(false));
  await holder`select pg_advisory_unlock(42)`;
  expect(await read).toHaveLength(1);
  await user`commit`;
  await applied;
  expect(await sql`select aa.more, bb.more from aa, bb`).toHaveLength(1);
  user.release();
  holder.release();
  await own.end();
});

test("a migration's locks are those of its strongest statements, without duplicates", () => {
  const locks = findLocks([
    `CREATE TABLE "new" ("id" text)`,
    `ALTER TABLE "new" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;`,
    `CREATE INDEX "i" ON "threads" USING btree ("id");`,
    `ALTER TABLE "threads" ADD COLUMN "more" text;`,
    `UPDATE "messages" SET "a" = 1`,
  ]);
  expect(locks).toEqual([
    { table: "new", mode: "share row exclusive" },
    { table: "threads", mode: "access exclusive" },
    { table: "users", mode: "share row exclusive" },
  ]);
});
