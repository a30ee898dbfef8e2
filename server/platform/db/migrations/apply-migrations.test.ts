import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { startTcpProxy } from "../../../../testing/server/tcp-proxy.ts";
import { applyMigrations } from "./apply-migrations.ts";
import type { MigrationSettings } from "./migration-settings.ts";
import { type Migration, toMigration } from "./read-migrations.ts";
import { untilRow } from "../../../../testing/until.ts";

const patience = { lockTimeoutMs: 200, pauseMs: 50, mostTries: 100, report: () => {} };

let database: TestDatabase;
/** Inspects the database, and plays its other users. */
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = connect(database.url, 3);
});
beforeEach(async () => {
  await sql`drop table if exists things`;
  await sql`create table things (id int primary key, name text)`;
  await sql`insert into things values (1, 'one')`;
  await sql`truncate drizzle.__drizzle_migrations`;
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await database?.[Symbol.asyncDispose]();
});

function connect(url: string, max: number): Sql {
  return postgres(url, { max, onnotice: () => {}, backoff: () => 0.05 });
}

/** Migrations with these texts, oldest first. */
function filesOf(...texts: string[]): Migration[] {
  return texts.map((text, i) => toMigration({ tag: `000${i}_file`, when: 1_000 + i }, text));
}

const addColumn = `ALTER TABLE "things" ADD COLUMN "added" text;`;
const buildIndex = `CREATE INDEX CONCURRENTLY "things_name_idx" ON "things" USING btree ("name");`;
const buildTwo = `${buildIndex}--> statement-breakpoint\nCREATE UNIQUE INDEX CONCURRENTLY "things_both_idx" ON "things" USING btree ("id","name");`;

/** Applies migrations over a separate connection, as a node does. */
async function apply(
  files: readonly Migration[],
  settings: Partial<MigrationSettings> = {},
  url = database.url,
): Promise<void> {
  const own = connect(url, 1);
  try {
    await applyMigrations(own, files, { ...patience, ...settings });
  } finally {
    await own.end({ timeout: 0 });
  }
}

async function listApplied(): Promise<number[]> {
  const rows = await sql<{ at: number }[]>`
    select created_at::int as at from drizzle.__drizzle_migrations order by id`;
  return rows.map(({ at }) => at);
}

async function listColumns(): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'things' order by ordinal_position`;
  return rows.map(({ name }) => name);
}

/** Indexes of the table except its primary key, and whether each is valid. */
async function listIndexes(): Promise<Record<string, boolean>> {
  const rows = await sql<{ name: string; isValid: boolean }[]>`
    select relname as name, indisvalid as "isValid" from pg_index join pg_class c on c.oid = indexrelid
    where indrelid = 'things'::regclass and not indisprimary order by relname`;
  return Object.fromEntries(rows.map(({ name, isValid }) => [name, isValid]));
}

/** Changes the table in a transaction that ends when the stack is disposed. */
async function holdTable(until: AsyncDisposableStack): Promise<void> {
  const holder = await sql.reserve();
  until.defer(async () => {
    await holder`commit`;
    holder.release();
  });
  await holder`begin`;
  await holder`update things set name = 'held' where id = 1`;
}

/** Resolves with the reason once a migration reports that it waits. */
function firstWait() {
  const waiting = Promise.withResolvers<string>();
  const report = (step: string) => step.startsWith("waiting: ") && waiting.resolve(step.slice(9));
  return { waiting: waiting.promise, report };
}

/** Resolves once an index build waits for transactions that use its table; returns its backend's pid. */
async function untilBuilding(): Promise<number> {
  const { pid } = await untilRow(
    "an index that is being built",
    () => sql<{ pid: number }[]>`
      select pid from pg_stat_progress_create_index where phase like 'waiting for %'`,
  );
  return pid;
}

describe("a file", () => {
  test("that fails leaves nothing behind, and those before it stay", async () => {
    const bad = `${addColumn}--> statement-breakpoint\nselect 1 / 0;`;
    const failure: unknown = await apply(filesOf(`CREATE INDEX ON things (name);`, bad)).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).toContain("division by zero");
    expect(await listApplied()).toEqual([1_000]);
    expect(await listColumns()).toEqual(["id", "name"]);
    await apply(filesOf(`CREATE INDEX ON things (name);`, addColumn));
    expect(await listApplied()).toEqual([1_000, 1_001]);
    expect(Object.keys(await listIndexes())).toHaveLength(1);
  });

  test("that waits for a table in use lets others use it, and is applied when it is free", async () => {
    const { waiting, report } = firstWait();
    let applying: Promise<void>;
    {
      await using held = new AsyncDisposableStack();
      await holdTable(held);
      applying = apply(filesOf(addColumn), { report });
      expect(await waiting).toBe(
        "a long transaction uses a table that 0000_file changes; trying again (1 of 100)",
      );
      let slowest = 0;
      for (let i = 2; i < 30; i++) {
        const begun = performance.now();
        await sql`insert into things values (${i}, 'more')`;
        slowest = Math.max(slowest, performance.now() - begun);
      }
      // Without the time-out they would queue behind the migration until the table is free.
      expect(slowest).toBeLessThan(patience.lockTimeoutMs + 1_000);
      expect(await listColumns()).toEqual(["id", "name"]);
    }
    await applying;
    expect(await listColumns()).toEqual(["id", "name", "added"]);
  });

  test("whose table stays in use fails the start with the reason", async () => {
    await using held = new AsyncDisposableStack();
    await holdTable(held);
    const failure: unknown = await apply(filesOf(addColumn), {
      lockTimeoutMs: 20,
      mostTries: 3,
    }).catch((error: unknown) => error);
    expect(String(failure)).toContain(
      "a long transaction uses a table that 0000_file changes; gave up after 3 tries",
    );
    expect(await listApplied()).toEqual([]);
  });
});

describe("an index that is built concurrently", () => {
  test("is built while its table is changed", async () => {
    let applying: Promise<void>;
    {
      await using held = new AsyncDisposableStack();
      await holdTable(held);
      // A concurrent build blocks no other statement, so it waits without a limit.
      applying = apply(filesOf(buildTwo), { lockTimeoutMs: 1, mostTries: 1 });
      await untilBuilding();
      await sql`insert into things values (2, 'two')`;
      await sql`update things set name = 'changed' where id = 2`;
    }
    await applying;
    expect(await listIndexes()).toEqual({ things_both_idx: true, things_name_idx: true });
    expect(await listApplied()).toEqual([1_000]);
  });

  test("is built once by nodes that start at the same moment", async () => {
    const { waiting, report } = firstWait();
    let applying: Promise<void>[];
    {
      await using held = new AsyncDisposableStack();
      await holdTable(held);
      const first = apply(filesOf(buildTwo, addColumn));
      await untilBuilding();
      applying = [first, ...[1, 2].map(() => apply(filesOf(buildTwo, addColumn), { report }))];
      expect(await waiting).toBe("another node is building the indexes of 0000_file");
    }
    await Promise.all(applying);
    expect(await listIndexes()).toEqual({ things_both_idx: true, things_name_idx: true });
    expect(await listApplied()).toEqual([1_000, 1_001]);
  });

  test("is dropped and built again when its build was broken off", async () => {
    {
      await using held = new AsyncDisposableStack();
      await holdTable(held);
      const failing = apply(filesOf(buildTwo)).catch((error: unknown) => error);
      const pid = await untilBuilding();
      await sql`select pg_terminate_backend(${pid})`;
      expect(await failing).toBeInstanceOf(Error);
      expect(await listIndexes()).toEqual({ things_name_idx: false });
    }
    await apply(filesOf(buildTwo));
    expect(await listIndexes()).toEqual({ things_both_idx: true, things_name_idx: true });
    expect(await listApplied()).toEqual([1_000]);
  });

  test("is kept when its node was killed and the database went on with it", async () => {
    await using proxy = await startTcpProxy(database.url);
    const { waiting, report } = firstWait();
    let applying: Promise<void>;
    {
      await using held = new AsyncDisposableStack();
      await holdTable(held);
      const failing = apply(filesOf(buildTwo), {}, proxy.url).catch((error: unknown) => error);
      await untilBuilding();
      proxy.cut();
      expect(await failing).toBeInstanceOf(Error);
      applying = apply(filesOf(buildTwo), { report });
      // The backend of the killed node goes on building and holds the lock.
      expect(await waiting).toBe("another node is building the indexes of 0000_file");
    }
    await applying;
    expect(await listIndexes()).toEqual({ things_both_idx: true, things_name_idx: true });
    expect(await listApplied()).toEqual([1_000]);
  });
});
