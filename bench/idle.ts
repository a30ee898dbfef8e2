import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { cpuSeconds, postgresCpuSeconds, startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:idle`: what an unused node costs, beside an idle Bun process with one timer
 * in the same minutes: processor time of node, PostgreSQL and that process, and the statements that
 * the node sends, by text. `--seconds N` measures for so long.
 */
const given = process.argv.indexOf("--seconds");
const seconds = given === -1 ? 120 : Number(process.argv[given + 1]);

/** A start leaves work behind: pg-boss does a day's upkeep about a minute after it. Milliseconds. */
const settleMs = 100_000;

interface Statements {
  text: string;
  calls: number;
}

async function run() {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { shared_preload_libraries: "pg_stat_statements" };
  const { url: databaseUrl } = opening.use(await startEmbeddedPostgres({ dataDir, settings }));
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  opening.defer(() => sql.end());
  await sql`create extension pg_stat_statements`;
  const node = opening.use(await startNode({ dataDir, providerUrl: null, databaseUrl }));
  const idle = opening.use(await startChild({ script: "bench/idle/one-timer.ts", ready: /idle/ }));
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const postmaster = Number(pidFile.split("\n")[0]);
  const used = async () => ({
    node: await cpuSeconds(node.pid),
    idle: await cpuSeconds(idle.pid),
    postgres: await postgresCpuSeconds(postmaster),
  });
  await Bun.sleep(settleMs);
  await sql`select pg_stat_statements_reset()`;
  const before = await used();
  await Bun.sleep(seconds * 1_000);
  const after = await used();
  const statements = await sql<Statements[]>`
    select regexp_replace(query, '[[:space:]]+', ' ', 'g') as text, calls::int from pg_stat_statements
    where query not like '%pg_stat_statements%' order by calls desc`;
  const share = (of: keyof typeof before) => (100 * (after[of] - before[of])) / seconds;
  const total = statements.reduce((sum, { calls }) => sum + calls, 0);
  return {
    percentOfACore: { node: share("node"), postgres: share("postgres"), idleBun: share("idle") },
    statementsPerSecond: total / seconds,
    statements: [...statements],
  };
}

const result = await run();
const { node, postgres: database, idleBun } = result.percentOfACore;
for (const { text, calls } of result.statements.slice(0, 20))
  console.log(`${String(calls).padStart(5)}  ${text.slice(0, 120)}`);
console.log(
  `\nidle for ${seconds} s: node ${node.toFixed(2)} % of a core, PostgreSQL ${database.toFixed(2)} %, ` +
    `an idle Bun with one timer ${idleBun.toFixed(2)} %; ${result.statementsPerSecond.toFixed(2)} statements/s`,
);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "idle.json"), `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);
