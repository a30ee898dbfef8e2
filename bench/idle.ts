import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { readThreadUse, useBetween } from "./idle/thread-use.ts";
import { postgresCpuSeconds, startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:idle`: the cost of an unused node in processor time and wake-ups, compared with
 * three processes in the same minutes (an idle Bun with one timer per second; only a port and a
 * LISTEN connection; the same with the server's program loaded), the processor time of PostgreSQL,
 * and the statements that the node sends, by text. `--seconds N` is the length of a round,
 * `--rounds N` their number.
 */
function option(name: string, usual: number): number {
  const given = process.argv.indexOf(`--${name}`);
  return given === -1 ? usual : Number(process.argv[given + 1]);
}
const seconds = option("seconds", 120);
const rounds = option("rounds", 3);

/**
 * Milliseconds for a start to settle: the queues' first maintenance, a day's worth, runs after five
 * minutes.
 */
const settleMs = 330_000;

interface Statements {
  text: string;
  calls: number;
}

/** All measured processes by name, and the database. */
interface Measured {
  pids: Record<string, number>;
  postmaster: number;
  sql: Sql;
}

async function start(opening: AsyncDisposableStack): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { shared_preload_libraries: "pg_stat_statements" };
  const { url: databaseUrl } = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  opening.defer(() => sql.end());
  await sql`create extension pg_stat_statements`;
  const node = opening.use(await startNode({ dataDir, providerUrl: null, databaseUrl }));
  const timer = opening.use(await startChild({ script: "bench/idle/one-timer.ts", ready: /idle/ }));
  const bareServer = (args: string[]) =>
    startChild({
      script: "bench/idle/bare-server.ts",
      args,
      env: { DATABASE_URL: databaseUrl },
      ready: /listening/,
    });
  const bare = opening.use(await bareServer([]));
  const loaded = opening.use(await bareServer(["--loaded"]));
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  return {
    pids: { node: node.pid, timer: timer.pid, bare: bare.pid, loaded: loaded.pid },
    postmaster: Number(pidFile.split("\n")[0]),
    sql,
  };
}

async function readAll({ pids, postmaster }: Measured) {
  const uses = await Promise.all(
    Object.entries(pids).map(async ([name, pid]) => [name, await readThreadUse(pid)] as const),
  );
  return { uses: new Map(uses), postgres: await postgresCpuSeconds(postmaster) };
}

async function measureRound(measured: Measured) {
  const { sql } = measured;
  await sql`select pg_stat_statements_reset()`;
  const before = await readAll(measured);
  await Bun.sleep(seconds * 1_000);
  const after = await readAll(measured);
  const statements = await sql<Statements[]>`
    select regexp_replace(query, '[[:space:]]+', ' ', 'g') as text, calls::int from pg_stat_statements
    where query not like '%pg_stat_statements%' order by calls desc`;
  const processes = [...after.uses].map(([name, use]) => {
    const first = before.uses.get(name);
    if (!first) throw new Error(`${name} was not measured`);
    return { name, ...useBetween(first, use, seconds) };
  });
  return {
    processes,
    postgresPercent: (100 * (after.postgres - before.postgres)) / seconds,
    statementsPerSecond: statements.reduce((sum, { calls }) => sum + calls, 0) / seconds,
    statements: [...statements],
  };
}

await using opening = new AsyncDisposableStack();
const measured = await start(opening);
await Bun.sleep(settleMs);
const results = [];
for (let round = 1; round <= rounds; round++) {
  const result = await measureRound(measured);
  results.push(result);
  for (const { text, calls } of result.statements.slice(0, 12))
    console.log(`${String(calls).padStart(5)}  ${text.slice(0, 120)}`);
  const told = result.processes.map(
    ({ name, percentOfACore, wakeUpsPerSecond }) =>
      `${name} ${percentOfACore.toFixed(3)} % (${wakeUpsPerSecond.toFixed(2)} wake-ups/s)`,
  );
  console.log(
    `round ${round}, ${seconds} s: ${told.join(", ")}, PostgreSQL ${result.postgresPercent.toFixed(2)} %, ` +
      `${result.statementsPerSecond.toFixed(2)} statements/s\n`,
  );
}
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "idle.json"), `${JSON.stringify(results, null, 2)}\n`);
