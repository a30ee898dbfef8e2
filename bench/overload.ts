import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Load, measure, type Measurement } from "./measure.ts";
import { startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";
import { chatkitTarget, type Target } from "./targets.ts";

/**
 * `bun run bench:overload`: more replies than a node takes at once, all started within a second:
 * its limit, and two, four and eight times as many. Running ones continue at their pace, the rest
 * wait for their turn, and after the load a single message is answered as before. Prints a table
 * and writes it to `bench/results/overload.json`.
 */
const capacity = 128;
const factors = [1, 2, 4, 8];

/** A single message is answered as before if its first text comes within this many milliseconds. */
const usualFirstTextMs = 250;

/** Maximum number of single messages until then; each is answered within seconds. */
const mostTries = 50;

/** The result of one load. */
interface Row extends Measurement {
  factor: number;
  /** From the end of the load until a single message was answered as usual, in milliseconds. */
  recoveryMs: number;
}

async function run(): Promise<Row[]> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const options = { dataDir, providerUrl: provider.answer, generations: capacity };
  const node = opening.use(await startNode(options));
  const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
  const pids = { servers: [node.pid], postmaster: Number(pidFile.split("\n")[0]) };
  const target = chatkitTarget(node.answer);
  const rows: Row[] = [];
  for (const factor of factors) {
    const streams = capacity * factor;
    const load: Load = { name: `${streams} × 20/s`, streams, tokens: 60, rate: 20 };
    console.error(`· ${load.name} on a node that takes ${capacity} at once`);
    const measured = await measure(target, pids, load);
    rows.push({ ...measured, factor, recoveryMs: await untilAsUsual(target, pids) });
  }
  return rows;
}

async function untilAsUsual(target: Target, pids: Parameters<typeof measure>[1]): Promise<number> {
  const endedAt = performance.now();
  const lone: Load = { name: "a lone message", streams: 1, tokens: 3, rate: 50 };
  for (let i = 0; i < mostTries; i++) {
    const sentAt = performance.now();
    const { firstTextMs } = await measure(target, pids, lone);
    if (firstTextMs.p50 <= usualFirstTextMs) return sentAt - endedAt + firstTextMs.p50;
  }
  return Number.POSITIVE_INFINITY;
}

const rows = await run();
const head =
  "times what it takes | first text ms p50 | p99 | late ms p50 | p99 | recovery ms | faults";
console.log(`\n| ${head} |\n|${" --- |".repeat(head.split("|").length)}`);
for (const { factor, firstTextMs, delayMs, recoveryMs, faults } of rows) {
  const figures = [firstTextMs.p50, firstTextMs.p99, delayMs?.p50, delayMs?.p99, recoveryMs];
  const cells = figures.map((figure) => (figure ?? Number.NaN).toFixed(0));
  console.log(`| ${factor} × | ${cells.join(" | ")} | ${faults} |`);
}
const folder = join(import.meta.dirname, "results");
await mkdir(folder, { recursive: true });
await Bun.write(join(folder, "overload.json"), `${JSON.stringify(rows, null, 2)}\n`);
process.exit(rows.some(({ faults }) => faults > 0) ? 1 : 0);
