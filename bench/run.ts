import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Load, measure } from "./measure.ts";
import { startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";
import { type Comparison, countFaults, type Round, toTable } from "./report.ts";
import { measureSignIns, type SignInCost, toLine } from "./sign-ins.ts";
import { chatkitTarget, relayTarget, type Target } from "./targets.ts";

/**
 * `bun run bench`: this server and a bare relay, side by side in one run, against the scripted
 * provider, each load in several rounds. Prints a table of medians and extremes, and writes all
 * figures to `bench/results/latest.json`.
 *
 * `--rounds N` sets the number of rounds of each load, five by default. `--only NAME` runs the
 * loads whose name contains NAME. `--profile` writes a processor profile of the server beside the
 * results.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "5" },
    profile: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number from 1");
const folder = join(import.meta.dirname, "results");

const loads: Load[] = [
  { name: "1 × 50/s", streams: 1, tokens: 1000, rate: 50 },
  { name: "50 × 50/s", streams: 50, tokens: 1000, rate: 50 },
  { name: "200 × 50/s", streams: 200, tokens: 1000, rate: 50 },
  { name: "1000 × 10/s", streams: 1000, tokens: 200, rate: 10 },
  { name: "1 at full speed", streams: 1, tokens: 200_000, rate: null },
  { name: "50 at full speed", streams: 50, tokens: 10_000, rate: null },
  { name: "200 at full speed", streams: 200, tokens: 3_000, rate: null },
];

/** The streams during which users sign in. */
const crowd: Load = { name: "50 × 50/s with sign-ins", streams: 50, tokens: 500, rate: 50 };

/** Long enough for every code path to be compiled before it is measured. */
const warmUp: Load = { name: "warm-up", streams: 200, tokens: 750, rate: 50 };

async function run(): Promise<{ comparisons: Comparison[]; signIns: SignInCost | null }> {
  await using children = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
  children.defer(() => rm(dataDir, { recursive: true, force: true }));
  const provider = children.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const relay = children.use(
    await startChild({ script: "bench/relay.ts", args: [provider.answer], ready: /(ws:\S+)/ }),
  );
  const server = children.use(
    await startNode({
      dataDir,
      providerUrl: provider.answer,
      profileTo: values.profile ? folder : null,
    }),
  );
  const postmaster = Number(
    (await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[0],
  );
  const relayPids = { servers: [relay.pid], postmaster: null };
  const serverPids = { servers: [server.pid], postmaster };
  const bare = (load: Load) => measureWith(relayTarget(relay.answer), relayPids, load);
  const whole = (load: Load) => measureWith(chatkitTarget(server.answer), serverPids, load);
  /** Each target goes first in turn, so that drift favours neither. */
  const both = async (load: Load, isRelayFirst: boolean): Promise<Round> => {
    if (isRelayFirst) return { relay: await bare(load), chatkit: await whole(load) };
    const chatkit = await whole(load);
    return { relay: await bare(load), chatkit };
  };
  await both(warmUp, true);
  const comparisons: Comparison[] = [];
  for (const load of loads.filter(({ name }) => name.includes(values.only))) {
    const comparison: Comparison = { load: load.name, rounds: [] };
    for (let i = 0; i < rounds; i++) comparison.rounds.push(await both(load, i % 2 === 0));
    comparisons.push(comparison);
  }
  const signIns = crowd.name.includes(values.only)
    ? await measureSignIns(chatkitTarget(server.answer), {
        origin: server.answer,
        pids: serverPids,
        load: crowd,
      })
    : null;
  return { comparisons, signIns };
}

function measureWith(target: Target, pids: Parameters<typeof measure>[1], load: Load) {
  console.error(`· ${target.name}: ${load.name}`);
  return measure(target, pids, load);
}

const { comparisons, signIns } = await run();
const table = toTable(comparisons);
console.log(`\n${table}\n`);
if (signIns) console.log(`${toLine(signIns)}\n`);
await mkdir(folder, { recursive: true });
const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? "unknown", bun: Bun.version };
await Bun.write(
  join(folder, "latest.json"),
  `${JSON.stringify({ machine, comparisons, signIns }, null, 2)}\n`,
);
process.exit(comparisons.some((comparison) => countFaults(comparison.rounds) > 0) ? 1 : 0);
