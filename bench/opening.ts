import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Load, measure, type Measurement } from "./measure.ts";
import { startChild } from "./processes.ts";
import { spreadOf, written } from "./report.ts";
import { startNode } from "./start-node.ts";
import { chatkitTarget } from "./targets.ts";

/**
 * `bun run bench:opening`: an opening day. On a new database, a thousand users connect, and all
 * start a reply within a second; then as many again, on the node and database in their state by
 * then. Each round has its own database and node. Prints medians and extremes, and writes all
 * figures to `bench/results/opening.json`.
 *
 * `--rounds N` sets the number of rounds, three by default; `--streams N` the number of users.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    streams: { type: "string", default: "1000" },
  },
});
const streams = Number(values.streams);
const load: Load = { name: `${streams} × 10/s`, streams, tokens: 200, rate: 10 };

/** One round: the same load twice. */
interface OpeningDay {
  fresh: Measurement;
  warm: Measurement;
}

async function run(): Promise<OpeningDay[]> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const days: OpeningDay[] = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    console.error(`· round ${i + 1}`);
    days.push(await openOnce(provider.answer));
  }
  return days;
}

async function openOnce(providerUrl: string): Promise<OpeningDay> {
  await using opening = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const node = opening.use(await startNode({ dataDir, providerUrl }));
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const pids = { servers: [node.pid], postmaster: Number(pidFile.split("\n")[0]) };
  const target = chatkitTarget(node.answer);
  return {
    fresh: await measure(target, pids, load),
    warm: await measure(target, pids, load),
  };
}

function toLine(name: string, days: readonly Measurement[]): string {
  const figure = (of: (measured: Measurement) => number, digits = 0) =>
    written(spreadOf(days.map(of)), digits);
  const cells = [
    name,
    figure(({ firstTextMs }) => firstTextMs.p50),
    figure(({ firstTextMs }) => firstTextMs.p99),
    figure(({ delayMs }) => delayMs?.p50 ?? Number.NaN),
    figure(({ delayMs }) => delayMs?.p99 ?? Number.NaN),
    figure(({ serverMicrosPerToken }) => serverMicrosPerToken, 1),
    figure(({ postgresMicrosPerToken }) => postgresMicrosPerToken, 1),
    String(days.reduce((sum, { faults }) => sum + faults, 0)),
  ];
  return `| ${cells.join(" | ")} |`;
}

const days = await run();
const lines = [toLine("fresh", days.map(({ fresh }) => fresh)), toLine("warm", days.map(({ warm }) => warm))]; // prettier-ignore
const head =
  "database | first text ms p50 | p99 | late ms p50 | p99 | server µs/token | Postgres µs/token | faults";
console.log(`\n${load.name}, all started within a second\n`);
console.log(`| ${head} |\n|${" --- |".repeat(head.split("|").length)}`);
for (const line of lines) console.log(line);
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "opening.json"), `${JSON.stringify(days, null, 2)}\n`);
process.exit(days.some(({ fresh, warm }) => fresh.faults + warm.faults > 0) ? 1 : 0);
