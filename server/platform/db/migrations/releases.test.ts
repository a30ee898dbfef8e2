import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { describeOlder, describeRefusal } from "./describe-admission.ts";
import { admitProgram, type Program, readReleases } from "./releases.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
beforeEach(async () => {
  await sql`truncate drizzle.__drizzle_migrations`;
  await sql`drop table if exists drizzle.chatkit_releases`;
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await database?.[Symbol.asyncDispose]();
});

/** A release with this many migrations, beside which releases with `oldest` can run. */
function release(version: string, newest: number, oldest: number): Program {
  const migration = (n: number) => ({ tag: `${String(n).padStart(4, "0")}_file`, when: n * 1_000 });
  return { release: version, newest: migration(newest), oldest: migration(oldest), tables: [] };
}

async function apply(from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++)
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${n * 1_000})`;
}

/** Starts a release: what its operator is told, or that it is refused. */
async function start(program: Program): Promise<string> {
  const admitted = await admitProgram(sql, program);
  const refusal = describeRefusal(admitted, program);
  if (refusal) return `${refusal.says}. ${refusal.advice}.`;
  return describeOlder(admitted.admission, program) ?? "starts";
}

const one = release("0.1.0", 1, 1);
const two = release("0.2.0", 3, 1);
const three = release("0.3.0", 5, 3);

describe("a release on a database that a newer one has migrated", () => {
  test("starts when it is the one before, also while the newer one is half through", async () => {
    await apply(1, 1);
    expect(await start(one)).toBe("starts");
    expect(await start(two)).toBe("starts");
    const tolerated =
      "the database was migrated by the newer release 0.2.0 (to 0003_file); this one, 0.1.0, can run beside it";
    await apply(2, 2);
    expect(await start(one)).toBe(tolerated);
    await apply(3, 3);
    expect(await start(one)).toBe(tolerated);
    expect(await start(two)).toBe("starts");
  });

  test("is refused when it is older, whatever started last, and leaves no trace", async () => {
    await apply(1, 5);
    await start(three);
    const today = new Date().toISOString().slice(0, 10);
    expect(await start(two)).toContain("this one, 0.2.0, can run beside it");
    expect(await start(one)).toBe(
      `was migrated by the newer release 0.3.0 (to 0005_file; it last started on ${today}), on whose ` +
        "database a release has to know 0003_file. This is release 0.1.0, which knows no migration " +
        "after 0001_file. Start release 0.3.0 again, or restore a backup from before the upgrade " +
        "(docs/operations/upgrades.md).",
    );
    expect((await readReleases(sql)).map((row) => row.release)).toEqual(["0.2.0", "0.3.0"]);
  });

  test("is refused when nothing says which one that was", async () => {
    await apply(1, 3);
    expect(await start(one)).toContain("There is no record of the release that migrated it");
    await start(two);
    await apply(4, 4);
    expect(await start(one)).toContain("There is no record of the release that migrated it");
  });
});

test("an upgrade that skips a release waits until the nodes of before are stopped", async () => {
  await apply(1, 1);
  await start(one);
  const node = postgres(database.url, {
    max: 1,
    connection: { application_name: "chatkit listen" },
  });
  await node`select 1`;
  expect(await start(three)).toMatch(
    /^is used by a running node of a release that cannot go on beside this one, 0\.3\.0, .* Stop all nodes first/,
  );
  expect(await start(two)).toBe("starts");
  await apply(2, 3);
  expect(await start(three)).toBe("starts");
  await node.end();
});

test("each release is recorded once, with its first and its last start", async () => {
  await apply(1, 3);
  for (const program of [one, two, two]) await start(program);
  const [latest, ...before] = await readReleases(sql);
  expect(latest).toMatchObject(two);
  expect(Number(latest?.lastStartedAt)).toBeGreaterThan(Number(latest?.firstStartedAt));
  expect(before).toHaveLength(0);
});
