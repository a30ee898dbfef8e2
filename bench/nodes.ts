import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../server/platform/db/embedded-postgres.ts";
import { type Load, measure, type Measurement } from "./measure.ts";
import { type Child, startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";
import { chatkitTarget, inTurn } from "./targets.ts";

/**
 * `bun run bench:nodes`: the same loads on one, two and four nodes of one PostgreSQL, with each
 * stream read on the next node, so that most replies are read on another node than they are written
 * on. Prints a table and writes it to `bench/results/nodes.json`.
 */
const nodeCounts = [1, 2, 4];
const loads: Load[] = [
  { name: "100 × 50/s", streams: 100, tokens: 500, rate: 50 },
  { name: "400 × 50/s", streams: 400, tokens: 500, rate: 50 },
];
const warmUp: Load = { name: "warm-up", streams: 200, tokens: 250, rate: 50 };

/** The cost of one load on this many nodes. */
interface Row extends Measurement {
  nodes: number;
  /** From sending a message to a worker claiming its reply, in milliseconds. */
  pickUpMs: { p50: number; p99: number };
}

async function run(): Promise<Row[]> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const rows: Row[] = [];
  for (const count of nodeCounts) rows.push(...(await runOn(count, provider.answer)));
  return rows;
}

/** Each number of nodes gets a separate database, without rows of the others. */
async function runOn(count: number, providerUrl: string): Promise<Row[]> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { url: databaseUrl } = opening.use(
    await startEmbeddedPostgres({ dataDir, settings: { max_connections: "200" } }),
  );
  const sql = postgres(databaseUrl, { max: 1 });
  opening.defer(() => sql.end());
  const nodes: (Child & { answer: string })[] = [];
  for (let i = 0; i < count; i++)
    nodes.push(opening.use(await startNode({ dataDir, providerUrl, databaseUrl })));
  const [postmaster] = (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split(
    "\n",
  );
  const pids = { servers: nodes.map(({ pid }) => pid), postmaster: Number(postmaster) };
  const target = inTurn(nodes.map(({ answer }) => chatkitTarget(answer)));
  await measure(target, pids, warmUp);
  const rows: Row[] = [];
  for (const load of loads) {
    console.error(`· ${count} nodes: ${load.name}`);
    await sql`update generations set started_at = null`;
    const measured = await measure(target, pids, load);
    rows.push({ ...measured, nodes: count, pickUpMs: await pickUp(sql) });
  }
  return rows;
}

async function pickUp(sql: postgres.Sql): Promise<{ p50: number; p99: number }> {
  const [row] = await sql<{ p50: number; p99: number }[]>`
    select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.99) within group (order by ms) as p99
    from (select extract(epoch from started_at - created_at)::float8 * 1000 as ms from generations where started_at is not null) g`;
  return row ?? { p50: Number.NaN, p99: Number.NaN };
}

function toLine({ nodes, load, ...row }: Row): string {
  const late = row.delayMs ?? { p50: Number.NaN, p99: Number.NaN };
  const cells = [
    String(nodes),
    load,
    row.tokensPerSecond.toFixed(0),
    `${row.firstTextMs.p50.toFixed(0)} / ${row.firstTextMs.p99.toFixed(0)}`,
    `${row.pickUpMs.p50.toFixed(0)} / ${row.pickUpMs.p99.toFixed(0)}`,
    `${late.p50.toFixed(0)} / ${late.p99.toFixed(0)}`,
    row.serverMicrosPerToken.toFixed(1),
    row.postgresMicrosPerToken.toFixed(1),
    String(row.faults),
  ];
  return `| ${cells.join(" | ")} |`;
}

const rows = await run();
const head =
  "nodes | load | tokens/s | first text ms p50 / p99 | picked up ms p50 / p99 | late ms p50 / p99 | nodes µs/token | Postgres µs/token | faults";
console.log(`\n| ${head} |\n|${" --- |".repeat(head.split("|").length)}`);
for (const row of rows) console.log(toLine(row));
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "nodes.json"), `${JSON.stringify(rows, null, 2)}\n`);
process.exit(rows.some(({ faults }) => faults > 0) ? 1 : 0);
