import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Load, measure, type Measurement } from "./measure.ts";
import { startChild } from "./processes.ts";
import { spreadOf, written } from "./report.ts";
import { startNode } from "./start-node.ts";
import { chatkitTarget } from "./targets.ts";

/**
 * `bun run bench:tracing`: a token's cost without tracing, with one trace in a hundred recorded, and
 * with all of them. Three nodes, each with a database of its own, take the same load in turn, so
 * that a busy machine burdens all three. `--rounds N` sets the number of rounds, five by default;
 * `--only NAME` runs the loads whose name contains NAME.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "" },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number from 1");
const folder = join(import.meta.dirname, "results");

const loads: Load[] = [
  { name: "100 × 50/s", streams: 100, tokens: 400, rate: 50 },
  { name: "50 at full speed", streams: 50, tokens: 10_000, rate: null },
].filter(({ name }) => name.includes(values.only));

/** The share of traces that each node records; null for tracing off. */
const variants: readonly { name: string; ratio: string | null }[] = [
  { name: "off", ratio: null },
  { name: "1 %", ratio: "0.01" },
  { name: "100 %", ratio: "1" },
];

type Node = Awaited<ReturnType<typeof openNode>>;

async function openNode(
  opening: AsyncDisposableStack,
  { providerUrl, receiver }: { providerUrl: string; receiver: string },
  { name, ratio }: (typeof variants)[number],
) {
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: ratio === null ? "" : receiver,
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: ratio ?? "0",
  };
  const { pid, answer } = opening.use(await startNode({ dataDir, providerUrl, env }));
  const pids = { servers: [pid], postmaster: null };
  return { name, run: (load: Load) => measure(chatkitTarget(answer), pids, load) };
}

async function run(): Promise<{ load: string; figures: Map<string, Measurement[]> }[]> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const receiver = opening.use(
    await startChild({ script: "bench/tracing/receiver.ts", ready: /(http:\S+)/ }),
  );
  const at = { providerUrl: provider.answer, receiver: receiver.answer };
  const nodes: Node[] = [];
  for (const variant of variants) nodes.push(await openNode(opening, at, variant));
  // Every code path is compiled before it is measured.
  for (const load of loads) await inTurn(nodes, load, 0);
  const all = [];
  for (const load of loads) {
    const figures = new Map<string, Measurement[]>(nodes.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, figure] of await inTurn(nodes, load, round))
        figures.get(name)?.push(figure);
    all.push({ load: load.name, figures });
  }
  return all;
}

/** One load on every node; another goes first in each round. */
async function inTurn(nodes: readonly Node[], load: Load, round: number) {
  const measured: [string, Measurement][] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[(i + round) % nodes.length];
    if (!node) continue;
    const measurement = await node.run(load);
    console.error(
      `· ${load.name}, ${node.name}: ${measurement.serverMicrosPerToken.toFixed(2)} µs/token`,
    );
    measured.push([node.name, measurement]);
  }
  return measured;
}

const results = await run();
for (const { load, figures } of results) {
  const medianOf = (name: string) => spreadOf(microsOf(figures.get(name) ?? [])).median;
  console.log(
    `\n${load}\n\n| traces | server µs/token | beside off | faults |\n| --- | --- | --- | --- |`,
  );
  for (const [name, measured] of figures) {
    const more = (medianOf(name) / medianOf("off") - 1) * 100;
    const faults = measured.reduce((sum, each) => sum + each.faults, 0);
    const micros = written(spreadOf(microsOf(measured)), 2);
    console.log(
      `| ${name} | ${micros} | ${more >= 0 ? "+" : ""}${more.toFixed(1)} % | ${faults} |`,
    );
  }
}
await mkdir(folder, { recursive: true });
await Bun.write(
  join(folder, "tracing.json"),
  `${JSON.stringify(
    results.map(({ load, figures }) => ({ load, figures: Object.fromEntries(figures) })),
    null,
    2,
  )}\n`,
);

function microsOf(measured: readonly Measurement[]): number[] {
  return measured.map(({ serverMicrosPerToken }) => serverMicrosPerToken);
}
