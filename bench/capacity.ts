import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findCapacity } from "./capacity/find-capacity.ts";
import { startReaders } from "./capacity/readers.ts";
import { cautions, type Round, toLine, toTable } from "./capacity/report-capacity.ts";
import { type ProbeResult, runProbe, type Subject } from "./capacity/run-probe.ts";
import type { Phases } from "./capacity/schedule.ts";
import { startChild } from "./processes.ts";
import { startNode } from "./start-node.ts";

/**
 * `bun run bench:capacity`: the most streams of 50 tokens a second that one node holds with a p99
 * of lateness of at most 250 ms and without a fault, beside the relay's in the same run. Prints the
 * median of the rounds with the extremes, and writes every probe to `bench/results/capacity.json`.
 *
 * `--rounds N` takes another number than three. `--minutes N` is when it stops at the latest, ten by
 * default; rounds that are not finished do not count. `--quick` takes one rough round. `--beside
 * FOLDER` measures the node of another checkout as well. `--profile` writes processor profiles of the
 * nodes beside the results.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    minutes: { type: "string", default: "10" },
    quick: { type: "boolean", default: false },
    beside: { type: "string" },
    profile: { type: "boolean", default: false },
  },
});
const folder = join(import.meta.dirname, "results");
const phases: Phases = values.quick
  ? { starts: 3_000, settle: 1_500, hold: 2_000 }
  : { starts: 4_000, settle: 1_500, hold: 4_000 };
const precision = values.quick ? 0.15 : 0.05;
const rounds = values.quick ? 1 : Number(values.rounds);

/** What one probe takes at most, in milliseconds: none begins that would end too late. */
const probeMs = phases.starts + phases.settle + phases.hold + 15_000;
const stopAt = performance.now() + Number(values.minutes) * 60_000 - probeMs;

/** Processes that read: one of them reads more streams than a server on one core can send. */
const readerCount = 2;

/** The first round doubles from here; later ones begin at what the one before has found. */
const firstTry = 128;
const laterFactor = 1.12;

/** The time is up before a round is finished. */
class OutOfTime extends Error {}

async function startSubjects(
  opening: AsyncDisposableStack,
  providerUrl: string,
): Promise<Subject[]> {
  const relay = opening.use(
    await startChild({ script: "bench/relay.ts", args: [providerUrl], ready: /(ws:\S+)/ }),
  );
  const subjects: Subject[] = [
    { name: "relay", kind: "relay", address: relay.answer, pid: relay.pid, postmaster: null },
  ];
  const nodes = [{ name: "node", program: null as string | null }];
  if (values.beside !== undefined)
    nodes.push({ name: "other node", program: resolve(values.beside, "server/main.ts") });
  for (const { name, program } of nodes) {
    const dataDir = await mkdtemp(join(tmpdir(), "chatkit-bench-"));
    opening.defer(() => rm(dataDir, { recursive: true, force: true }));
    const profileTo = values.profile ? join(folder, name.replace(" ", "-")) : null;
    const node = opening.use(
      await startNode({ dataDir, providerUrl, profileTo, generations: 8_000, program }),
    );
    const pidFile = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8");
    const postmaster = Number.parseInt(pidFile, 10);
    subjects.push({ name, kind: "node", address: node.answer, pid: node.pid, postmaster });
  }
  return subjects;
}

async function run() {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(
    await startChild({ script: "testing/mock-provider/main.ts", ready: /(http:\S+)/ }),
  );
  const subjects = await startSubjects(opening, provider.answer);
  const readers = opening.use(startReaders(readerCount));
  const probes: ProbeResult[] = [];
  const probe = async (subject: Subject, streams: number) => {
    if (performance.now() > stopAt) throw new OutOfTime();
    const result = await runProbe(subject, streams, { readers, providerPid: provider.pid, phases });
    console.error(toLine(result));
    return result;
  };
  // Compiles what the streams go through.
  for (const subject of subjects) await probe(subject, firstTry);
  const found: Round[] = [];
  try {
    while (found.length < rounds) {
      const before = found.at(-1);
      const round: Record<string, number> = {};
      // They take turns at going first.
      for (const subject of found.length % 2 === 0 ? subjects : subjects.toReversed()) {
        const near = before?.[subject.name];
        const search = near
          ? { first: near, factor: laterFactor, precision }
          : { first: firstTry, factor: 2, precision };
        round[subject.name] = await findCapacity(async (streams) => {
          const result = await probe(subject, streams);
          probes.push(result);
          return result.holds;
        }, search);
      }
      found.push(round);
    }
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    console.error(`· the time is up after ${found.length} of ${rounds} rounds`);
  }
  return { names: subjects.map(({ name }) => name), found, probes };
}

/** Of the last minute: more than a little means that the machine has other work. */
const loadBefore = loadavg()[0] ?? Number.NaN;
const { names, found, probes } = await run();
if (found.length === 0) throw new Error("no round was finished: --minutes takes a longer time");
console.log(`\n${toTable(names, found)}\n`);
console.log(`${cpus().length} cores, a load of ${loadBefore.toFixed(1)} before the run.\n`);
for (const caution of cautions(probes)) console.log(`${caution}\n`);
await mkdir(folder, { recursive: true });
const model = cpus()[0]?.model ?? "unknown";
const machine = { cpus: cpus().length, model, bun: Bun.version, loadBefore };
await Bun.write(
  join(folder, "capacity.json"),
  `${JSON.stringify({ machine, rounds: found, probes }, null, 2)}\n`,
);
