import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmod, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { createLog } from "../log.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { until, untilTrue } from "../../../testing/until.ts";

setDefaultTimeout(60_000);

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-keeper-"));
  folders.push(folder);
  // The database's user, when this one is root, may pass through.
  await chmod(folder, 0o711);
  return folder;
}

/** A server with what it logs. */
async function startKept(restartPausesMs?: number[]) {
  const dataDir = await newFolder();
  const lines: { msg: string; postgres?: string[] }[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  const settings = { fsync: "off" };
  const pauses = restartPausesMs ? { restartPausesMs } : {};
  const server = await startEmbeddedPostgres({ dataDir, settings, log, ...pauses });
  return { server, dataDir, lines, said: () => lines.map(({ msg }) => msg) };
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
}

/** Asks until there is an answer from another process than that. */
async function answerOfAnother(sql: postgres.Sql, startedBefore: Date): Promise<unknown> {
  const row = await until("an answer of the next server", async () => {
    const rows = await sql<{ answer: number; started: Date }[]>`
      select answer, pg_postmaster_start_time() as started from kept`.catch(() => []);
    return rows.find(({ started }) => started > startedBefore);
  });
  return row.answer;
}

for (const signal of ["SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL"] as const)
  test(`a server that ${signal} ends comes back at the same address with its data`, async () => {
    const { server, dataDir, lines, said } = await startKept();
    await using _ = server;
    // An open session: a server that is asked to end waits for it.
    const sql = postgres(server.url, { max: 1, backoff: () => 0.05, onnotice: () => {} });
    await sql`create table kept as select 7 as answer`;
    const [row] = await sql<{ started: Date }[]>`select pg_postmaster_start_time() as started`;
    process.kill(await postmasterPid(dataDir), signal);
    expect(await answerOfAnother(sql, row?.started ?? new Date())).toBe(7);
    await sql.end();
    expect(said()).toEqual(["PostgreSQL has exited, restarting it", "PostgreSQL is running again"]);
    const [ended] = lines;
    expect(ended?.postgres?.length).toBeGreaterThan(0);
    if (signal === "SIGTERM")
      expect(ended?.postgres?.join("\n")).toContain("received smart shutdown request");
    // The log file still has what the first server said.
    const log = await readFile(join(dataDir, "postgres.log"), "utf8");
    expect(log.match(/ready to accept connections/g)).toHaveLength(2);
  });

test("one that cannot be brought back is given up after its tries, with the reason", async () => {
  const { server, dataDir, said } = await startKept([0, 10, 20]);
  await using _ = server;
  const control = join(dataDir, "postgres", "global", "pg_control");
  const pid = await postmasterPid(dataDir);
  await rename(control, `${control}.away`);
  process.kill(pid, "SIGKILL");
  expect((await server.lost).message).toMatch(/could not be restarted.*pg_control/s);
  const tries = said().filter((line) => line === "PostgreSQL failed to start");
  expect(tries).toHaveLength(3);
});

test("one that ends again and again is given up too", async () => {
  const { server, dataDir, said } = await startKept([0, 10]);
  await using _ = server;
  const back = () => said().filter((line) => line === "PostgreSQL is running again").length;
  for (let restarts = 0; restarts < 3; restarts++) {
    process.kill(await postmasterPid(dataDir), "SIGKILL");
    if (restarts < 2) await untilTrue("a restart", () => back() > restarts);
  }
  expect((await server.lost).message).toContain("could not be restarted");
});

test("can be stopped in the middle of the tries", async () => {
  const { server, dataDir, said } = await startKept([0, 600_000]);
  const control = join(dataDir, "postgres", "global", "pg_control");
  const pid = await postmasterPid(dataDir);
  await rename(control, `${control}.away`);
  process.kill(pid, "SIGKILL");
  await untilTrue("a failed try", () => said().includes("PostgreSQL failed to start"));
  await server[Symbol.asyncDispose]();
});
