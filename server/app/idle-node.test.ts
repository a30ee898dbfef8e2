import { expect, test } from "bun:test";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../platform/db/client.ts";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres.ts";
import { spawnServer } from "../../scripts/process/server-process.ts";
import { testServerSettings } from "../../testing/server/test-database.ts";

/** One look at how much is sent, in milliseconds. */
const lookMs = 4_000;

/** A start leaves work behind, and scheduled jobs come once a minute: some looks see more. */
const mostLooks = 12;

/** Most statements that an idle node sends per second. */
const mostStatements = 1;

/** Most wake-ups of an idle node's main thread per second: the runtime's own timers have 1.3 of them. */
const mostWakeUps = 3;

/** How often the main thread has waited so far; null where the system does not tell. */
async function waitsOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/task/${pid}/status`, "utf8").catch(() => "");
  const waits = /^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1];
  return waits === undefined ? null : Number(waits);
}

test("an idle node sends at most a statement a second, and wakes up three times a second", async () => {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-idle-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { ...testServerSettings, shared_preload_libraries: "pg_stat_statements" };
  const server = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  const { sql } = opening.use(openDatabase(server.url, 1));
  await sql`create extension pg_stat_statements`;
  const node = opening.use(
    spawnServer({
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        DATABASE_URL: server.url,
        DATA_DIR: dataDir,
        JWT_SECRET_KEY: "a secret that only tests know about",
        HOST: "127.0.0.1",
        PORT: "0",
        CHATKIT_DEV_ASSETS: "http://127.0.0.1:1",
      },
    }),
  );
  await node.origin();
  const looks: { statements: number; wakeUps: number | null }[] = [];
  const isQuiet = () =>
    looks.some(
      ({ statements, wakeUps }) => statements <= mostStatements && (wakeUps ?? 0) <= mostWakeUps,
    );
  while (looks.length < mostLooks && !isQuiet()) {
    await sql`select pg_stat_statements_reset()`;
    const waitsBefore = await waitsOf(node.pid);
    await Bun.sleep(lookMs);
    const waits = await waitsOf(node.pid);
    const [row] = await sql<{ calls: number }[]>`
      select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
      where query not like '%pg_stat_statements%'`;
    looks.push({
      statements: (row?.calls ?? Number.NaN) / (lookMs / 1_000),
      wakeUps:
        waits === null || waitsBefore === null ? null : (waits - waitsBefore) / (lookMs / 1_000),
    });
  }
  if (!isQuiet()) expect(looks).toEqual([]);
  if (process.platform === "linux") expect(looks.at(-1)?.wakeUps).toBeNumber();
}, 90_000);
