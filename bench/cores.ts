import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Load, measure, type Measurement } from "./measure.ts";
import { startChild } from "./processes.ts";
import { spreadOf, written } from "./report.ts";
import { startNode } from "./start-node.ts";
import { chatkitTarget } from "./targets.ts";

/**
 * `bun run bench:cores`: the same loads on one start with one process and with two
 * (`CHATKIT_PROCESSES`), each with its embedded PostgreSQL, in turn. Prints the median of the rounds
 * with the extremes, and writes all of them to `bench/results/cores.json`. `--rounds N` takes
 * another number than three.
 */
const processCounts = [1, 2];
const loads: Load[] = [
  { name: "100 × 50/s", streams: 100, tokens: 500, rate: 50 },
  { name: "400 × 50/s", streams: 400, tokens: 500, rate: 50 },
  { name: "200 at full speed", streams: 200, tokens: 5_000, rate: null },
];
const warmUp: Load = { name: "warm-up", streams: 100, tokens: 250, rate: 50 };

/** The cost of one load on one start. */
interface Row extends Measurement {
  processes: number;
  round: number;
  /** Of all processes of the start without PostgreSQL, after the load, in megabytes. */
  residentMegabytes: number;
}

async function runRound(processes: number, round: number, providerUrl: string): Promise<Row[]> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const server = opening.use(
    await startNode({ dataDir, providerUrl, env: { CHATKIT_PROCESSES: String(processes) } }),
  );
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const postmaster = Number.parseInt(pidFile, 10);
  const children = await childrenOf(server.pid);
  const servers = [server.pid, ...children.filter(({ isNode }) => isNode).map(({ pid }) => pid)];
  if (processes > 1 && servers.length !== processes + 1)
    throw new Error(`${servers.length - 1} processes instead of ${processes}`);
  const pids = { servers, postmaster };
  const target = chatkitTarget(server.answer);
  await measure(target, pids, warmUp);
  const rows: Row[] = [];
  for (const load of loads) {
    console.error(`· round ${round}, ${processes} processes: ${load.name}`);
    const measured = await measure(target, pids, load);
    const resident = await Promise.all(servers.map(residentMegabytes));
    const residentSum = resident.reduce((sum, each) => sum + each, 0);
    rows.push({ ...measured, processes, round, residentMegabytes: residentSum });
    console.error(`  ${toLine(rows.slice(-1))}`);
  }
  return rows;
}

/** The children of a process, and whether they run the server. */
async function childrenOf(parent: number): Promise<{ pid: number; isNode: boolean }[]> {
  const found: { pid: number; isNode: boolean }[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    if (Number(stat.replace(/^.*\) /, "").split(" ")[1]) !== parent) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    found.push({ pid: Number(name), isNode: command.includes("server/main.ts") });
  }
  return found;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

function toLine(rows: readonly Row[]): string {
  const [first] = rows;
  const of = (read: (row: Row) => number, digits = 0) => written(spreadOf(rows.map(read)), digits);
  return [
    String(first?.processes),
    first?.load ?? "",
    of((row) => row.tokensPerSecond),
    of((row) => row.firstTextMs.p50),
    of((row) => row.firstTextMs.p99),
    first?.delayMs ? of((row) => row.delayMs?.p99 ?? Number.NaN) : "–",
    of((row) => row.serverMicrosPerToken, 1),
    of((row) => row.postgresMicrosPerToken, 1),
    of((row) => row.residentMegabytes),
    String(rows.reduce((sum, row) => sum + row.faults, 0)),
  ].join(" | ");
}

const at = process.argv.indexOf("--rounds");
const rounds = at === -1 ? 3 : Number(process.argv[at + 1]);
const rows: Row[] = [];
{
  await using provider = await startChild({
    script: "testing/mock-provider/main.ts",
    ready: /(http:\S+)/,
  });
  for (let round = 1; round <= rounds; round++) {
    // They take turns at going first.
    const order = round % 2 === 1 ? processCounts : processCounts.toReversed();
    for (const count of order) rows.push(...(await runRound(count, round, provider.answer)));
  }
}
const head =
  "processes | load | tokens/s | first text ms p50 | first text ms p99 | late ms p99 | processes µs/token | Postgres µs/token | resident MB | faults";
console.log(`\n| ${head} |\n|${" --- |".repeat(head.split("|").length)}`);
for (const { name } of loads)
  for (const count of processCounts) {
    const same = rows.filter(({ load, processes }) => load === name && processes === count);
    console.log(`| ${toLine(same)} |`);
  }
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "cores.json"), `${JSON.stringify(rows, null, 2)}\n`);
process.exit(rows.some(({ faults }) => faults > 0) ? 1 : 0);
