import { cpuSeconds, postgresCpuSeconds } from "../processes.ts";
import type { LineKind } from "./lines.ts";
import type { Reading } from "./read-streams.ts";
import type { Readers } from "./readers.ts";
import { type Phases, type Probe, rate, timesOf } from "./schedule.ts";

/** A server whose capacity is measured. */
export interface Subject {
  name: string;
  kind: LineKind;
  address: string;
  pid: number;
  /** Null for one without PostgreSQL. */
  postmaster: number | null;
}

/** Use of processors in the window, by who uses them; 1 is one core. */
export type CoreUse = Record<"server" | "Postgres" | "provider" | "readers", number>;

/** What a probe has found. */
export interface ProbeResult {
  subject: string;
  streams: number;
  holds: boolean;
  lateMs: { p50: number; p99: number };
  /** Tokens sent in the window as a share of those that were due: below 1 where the provider is late. */
  sent: number;
  faults: Record<string, number>;
  /** How late the readers' own timers were, p99 of the worst in milliseconds. */
  readersLagMs: number;
  cores: CoreUse;
}

/** The greatest p99 of lateness that holds, in milliseconds. */
export const mostLateMs = 250;

/** The least share of the due tokens that the provider has to send: with fewer, streams are slower. */
const leastSent = 0.95;

/** Time for the readers to get ready, in milliseconds. */
const leadMs = 300;

/** How a server rests: it uses this share of a core at most, over this many milliseconds. */
const rest = { share: 0.15, overMs: 400, mostTries: 150 };

interface ProbeNeeds {
  readers: Readers;
  providerPid: number;
  phases: Phases;
}

/** Puts a number of streams on a server and tells whether it holds them. */
export async function runProbe(
  subject: Subject,
  streams: number,
  { readers, providerPid, phases }: ProbeNeeds,
): Promise<ProbeResult> {
  await readers.open(subject.kind, subject.address, streams);
  await untilAtRest(subject);
  const probe: Probe = { streams, beginAt: Date.now() + leadMs, phases };
  const use = measureUse(probe, { subject, providerPid, readerPids: readers.pids });
  const reading = await readers.read(subject.address, probe);
  return summarize({ subject, probe, reading, cores: await use });
}

interface Raw {
  subject: Subject;
  probe: Probe;
  reading: Reading;
  cores: CoreUse;
}

function summarize({ subject, probe, reading, cores }: Raw): ProbeResult {
  const { late, faults, ownLagMs } = reading;
  const seen = late.reduce((sum, count) => sum + count, 0);
  const stamped = probe.streams - Math.floor(probe.streams / 10);
  const sent = seen / ((stamped * rate * probe.phases.hold) / 1_000);
  const lateMs = { p50: quantile(late, 0.5 * seen), p99: quantile(late, 0.99 * seen) };
  const isWhole = Object.keys(faults).length === 0;
  return {
    subject: subject.name,
    streams: probe.streams,
    holds: isWhole && lateMs.p99 <= mostLateMs && sent >= leastSent,
    lateMs,
    sent,
    faults,
    readersLagMs: ownLagMs,
    cores,
  };
}

/** The lateness that so many tokens do not exceed. */
function quantile(late: readonly number[], tokens: number): number {
  let counted = 0;
  for (const [ms, count] of late.entries()) {
    counted += count;
    if (count > 0 && counted >= tokens) return ms;
  }
  return Number.NaN;
}

interface Users {
  subject: Subject;
  providerPid: number;
  readerPids: readonly number[];
}

async function measureUse(probe: Probe, users: Users): Promise<CoreUse> {
  const { from, to } = timesOf(probe);
  await Bun.sleep(from - Date.now());
  const [before, startedAt] = [await usedBy(users), performance.now()];
  await Bun.sleep(to - Date.now());
  const [after, endedAt] = [await usedBy(users), performance.now()];
  const share = (user: keyof CoreUse) =>
    (after[user] - before[user]) / ((endedAt - startedAt) / 1_000);
  return {
    server: share("server"),
    Postgres: share("Postgres"),
    provider: share("provider"),
    readers: share("readers"),
  };
}

async function usedBy({ subject, providerPid, readerPids }: Users): Promise<CoreUse> {
  const readers = await Promise.all(readerPids.map((pid) => cpuSeconds(pid)));
  return {
    ...(await usedByServer(subject)),
    provider: await cpuSeconds(providerPid),
    readers: readers.reduce((sum, seconds) => sum + seconds, 0),
  };
}

async function usedByServer({ pid, postmaster }: Subject) {
  return {
    server: await cpuSeconds(pid),
    Postgres: postmaster === null ? 0 : await postgresCpuSeconds(postmaster),
  };
}

/** Waits until a server has done what earlier streams and new lines have left behind. */
async function untilAtRest(subject: Subject): Promise<void> {
  for (let i = 0; i < rest.mostTries; i++) {
    const before = await usedByServer(subject);
    await Bun.sleep(rest.overMs);
    const after = await usedByServer(subject);
    const used = after.server + after.Postgres - before.server - before.Postgres;
    if (used / (rest.overMs / 1_000) <= rest.share) return;
  }
  throw new Error(`${subject.name} does not come to rest`);
}
