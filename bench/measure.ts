import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
import { cpuSeconds, postgresCpuSeconds } from "./processes.ts";
import type { StreamResult } from "./stream-result.ts";
import type { Target } from "./targets.ts";

/** A number of concurrent streams, each of the same scripted reply. */
export interface Load {
  name: string;
  streams: number;
  tokens: number;
  /** Tokens per second of each stream; null for maximum speed. */
  rate: number | null;
}

/** Processes whose processor time counts. */
export interface Pids {
  servers: readonly number[];
  postmaster: number | null;
}

/** The cost of one load on one target. */
export interface Measurement {
  target: string;
  load: string;
  firstTextMs: { p50: number; p99: number };
  /** Delay of tokens from the provider to the reader; null at maximum speed. */
  delayMs: { p50: number; p99: number } | null;
  tokensPerSecond: number;
  serverMicrosPerToken: number;
  postgresMicrosPerToken: number;
  /** Streams whose text differed from the provider's, plus gaps and repetitions in logs. */
  faults: number;
}

/** Paced streams start spread over this many milliseconds, as users' would. */
const startSpreadMs = 1_000;

/** Runs a load on a target and measures it. */
export async function measure(target: Target, pids: Pids, load: Load): Promise<Measurement> {
  const streams = [];
  for (let i = 0; i < load.streams; i++) streams.push(await target.prepare());
  const before = await usedCpu(pids);
  const startedAt = performance.now();
  const results = await Promise.all(
    streams.map(async (start, i) => {
      if (load.rate !== null) await Bun.sleep((i * startSpreadMs) / load.streams);
      return start(prompt(load), load.rate !== null);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await usedCpu(pids);
  return summarize({
    target,
    load,
    results,
    seconds,
    server: after.server - before.server,
    postgres: after.postgres - before.postgres,
  });
}

function prompt({ rate, tokens }: Load): string {
  return rate === null
    ? `[[flood tokens=${tokens}]]`
    : `[[paced tokens=${tokens} rate=${rate} stamp=1]]`;
}

async function usedCpu({ servers, postmaster }: Pids) {
  const used = await Promise.all(servers.map((pid) => cpuSeconds(pid)));
  return {
    server: used.reduce((sum, seconds) => sum + seconds, 0),
    postgres: postmaster === null ? 0 : await postgresCpuSeconds(postmaster),
  };
}

interface Raw {
  target: Target;
  load: Load;
  results: StreamResult[];
  seconds: number;
  server: number;
  postgres: number;
}

function summarize({ target, load, results, seconds, server, postgres }: Raw): Measurement {
  const total = load.streams * load.tokens;
  const delays = results.flatMap((result) => result.delays);
  const first = results.map((result) => result.firstTextAt - result.sentAt);
  return {
    target: target.name,
    load: load.name,
    firstTextMs: { p50: quantile(first, 0.5), p99: quantile(first, 0.99) },
    delayMs:
      load.rate === null ? null : { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) },
    tokensPerSecond: total / seconds,
    serverMicrosPerToken: (server * 1e6) / total,
    postgresMicrosPerToken: (postgres * 1e6) / total,
    faults:
      results.filter((result) => !isWhole(result, load)).length +
      results.reduce((sum, result) => sum + result.gaps, 0),
  };
}

function isWhole(result: StreamResult, load: Load): boolean {
  return load.rate === null
    ? result.text === expectedText(`flood tokens=${load.tokens}`)
    : result.delays.length === load.tokens;
}

/** The value that a share `q` of all values does not exceed. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
