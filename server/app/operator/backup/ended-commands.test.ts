import { afterEach, beforeEach, expect, test } from "bun:test";
import { exists, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { createTestDatabase, type TestDatabase } from "../../../../testing/server/test-database.ts";
import { untilTrue } from "../../../../testing/until.ts";

let database: TestDatabase;
let sql: Sql;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ended-commands-"));
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
});

afterEach(async () => {
  await sql?.end();
  await database?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Begins a command as an operator does, in a process of its own. */
function begin(words: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  return Bun.spawn([process.execPath, join(import.meta.dir, "backup-cli.ts"), ...words], {
    env: { PATH, HOME, DATA_DIR: join(folder, "data"), DATABASE_URL: database.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const namesIn = async (place: string) => ((await exists(place)) ? readdir(place) : []);

test.each(["SIGINT", "SIGTERM"] as const)(
  "a backup that %s ends leaves nothing, although the database does not answer",
  async (signal) => {
    const place = join(folder, "kept");
    const blocker = await sql.reserve();
    await blocker`begin`;
    await blocker`lock table users in access exclusive mode`;
    const command = begin(["backup", `${place}/`, "--no-check"]);
    await untilTrue("a draft", async () => (await namesIn(place)).length > 0);
    expect(await namesIn(place)).toEqual([expect.stringMatching(/\.part$/)]);
    command.kill(signal);
    expect(await command.exited).toBe(1);
    expect(await new Response(command.stderr).text()).toContain(`ended by ${signal}`);
    expect(await namesIn(place)).toEqual([]);
    await blocker`rollback`;
    blocker.release();
  },
  30_000,
);
