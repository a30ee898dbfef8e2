import type { ClusterNode } from "../cluster/cluster-node.ts";

/** The parts of a node that are needed to read its counters. */
export type MeasuredNode = Pick<ClusterNode, "isRunning" | "pid" | "origin">;

/**
 * Every counter that shows a fault or its repair: its words here, its name in `/metrics`, and the
 * labels that are told apart. `usual` leaves out what moves without a fault.
 */
export const families: readonly {
  words: string;
  name: string;
  labels?: readonly string[];
  usual?: readonly string[];
}[] = [
  { words: "takeovers", name: "chatkit_generation_takeovers_total", labels: ["after"] },
  { words: "fenced", name: "chatkit_generation_fenced_total" },
  { words: "left to lease", name: "chatkit_generation_left_to_lease_total" },
  {
    words: "ended",
    name: "chatkit_generations_ended_total",
    labels: ["status"],
    usual: ["completed"],
  },
  { words: "stops timed", name: "chatkit_generation_stop_seconds_count" },
  { words: "flush failures", name: "chatkit_flush_failures_total" },
  {
    words: "streams",
    name: "chatkit_streams_opened_total",
    labels: ["log", "outcome"],
    usual: ["begun"],
  },
  { words: "gaps", name: "chatkit_stream_gaps_total", labels: ["log"] },
  { words: "sockets cut", name: "chatkit_sockets_cut_total", labels: ["reason"] },
  {
    words: "sockets refused",
    name: "chatkit_socket_refusals_total",
    labels: ["reason"],
    // Access tokens end, and their sockets come back with new ones.
    usual: ["unauthenticated"],
  },
  { words: "streams refused", name: "chatkit_stream_refusals_total", labels: ["reason"] },
  { words: "bodies refused", name: "chatkit_request_refusals_total", labels: ["reason"] },
  { words: "provider retries", name: "chatkit_provider_retries_total", labels: ["reason"] },
  { words: "failovers", name: "chatkit_failovers_total", labels: ["reason"] },
  { words: "listen replaced", name: "chatkit_listen_replaced_total", labels: ["reason"] },
  { words: "failed reads", name: "chatkit_log_read_failures_total" },
  { words: "limited", name: "chatkit_rate_limit_refusals_total", labels: ["policy"] },
  { words: "limit store failures", name: "chatkit_rate_limit_store_failures_total" },
  { words: "session reuses", name: "chatkit_session_reuses_total" },
  { words: "mails", name: "chatkit_mails_total", labels: ["kind", "outcome"] },
  { words: "pushes", name: "chatkit_pushes_total", labels: ["outcome"] },
  {
    words: "telemetry lost",
    name: "chatkit_telemetry_lost_total",
    labels: ["signal", "reason"],
  },
  { words: "dead jobs", name: "chatkit_jobs_dead_total", labels: ["queue"] },
  {
    words: "cache stale",
    name: "chatkit_cache_stale_total",
    labels: ["kind", "reason"],
    // Connections are read from the database, whose failures other counters show.
    usual: ["revalidate", "connections"],
  },
  { words: "cache takeovers", name: "chatkit_cache_takeovers_total", labels: ["kind"] },
  { words: "cache table failures", name: "chatkit_cache_table_failures_total" },
  {
    words: "analytics",
    name: "chatkit_analytics_deliveries_total",
    labels: ["outcome"],
    usual: ["delivered"],
  },
  { words: "backups", name: "chatkit_backups_total", labels: ["outcome"], usual: ["done"] },
  { words: "stray transactions", name: "chatkit_database_stray_transactions_total" },
  { words: "job queue errors", name: "chatkit_job_queue_errors_total" },
  { words: "processes restarted", name: "chatkit_process_restarts_total" },
  {
    words: "refused",
    name: "chatkit_call_seconds_count",
    labels: ["procedure", "outcome"],
    usual: ["ok"],
  },
];

/** Counters that move with ordinary use, and so show no fault. */
export const ordinary: readonly string[] = [
  "chatkit_sessions_created_total",
  "chatkit_tokens_total",
  // A job that fails is tried again, or becomes a dead job, which is counted.
  "chatkit_job_tries_total",
  "chatkit_analytics_events_total",
  "chatkit_socket_frames_total",
  "chatkit_socket_bytes_total",
  "chatkit_cache_hits_total",
  "chatkit_cache_negative_hits_total",
  "chatkit_cache_misses_total",
  "chatkit_cache_evictions_total",
  "chatkit_attachments_total",
];

/**
 * How far counters have moved, by the words of their family and their labels. Others are left out.
 */
export type Moves = Readonly<Record<string, number>>;

/** The exact number; or at least one; or any, where the moment of the fault decides. */
export type ExpectedMoves = Readonly<Record<string, number | "some" | "perhaps">>;

/** How far the counters of all nodes of a cluster have moved since a moment. */
export interface MetricMoves {
  /**
   * Notes how far they have moved so far. Later counts of a process are lost when it ends, so call
   * this before ending a process whose counts matter.
   */
  takeDown(): Promise<void>;
  /**
   * Resolves when the counters have moved exactly as expected; rejects with the difference when
   * they
   * do not. Counts may be a moment late.
   */
  moved(expected: ExpectedMoves): Promise<Moves>;
}

/** Counts may be late by this much, in milliseconds. */
const usualSettleMs = 5_000;

/** Pause between two reads, in milliseconds. */
const lookMs = 50;

/** Watches the counters of all nodes, including nodes that are started later. */
export async function watchMetrics(
  nodes: readonly MeasuredNode[],
  settleWithinMs = usualSettleMs,
): Promise<MetricMoves> {
  const sums = new Map<string, number>();
  let last = await readAll(nodes);
  const takeDown = async () => {
    const now = await readAll(nodes);
    for (const [process, samples] of now) {
      const before = last.get(process);
      for (const [words, value] of samples)
        sums.set(words, (sums.get(words) ?? 0) + value - (before?.get(words) ?? 0));
    }
    // A process that has ended does not come back.
    last = now;
  };
  return {
    takeDown,
    async moved(expected) {
      const deadline = performance.now() + settleWithinMs;
      for (;;) {
        await takeDown();
        const moves = Object.fromEntries([...sums].filter(([, by]) => by !== 0));
        const differences = findDifferences(moves, expected);
        if (differences.length === 0) return moves;
        if (performance.now() > deadline) throw new Error(`metrics: ${differences.join("; ")}`);
        await Bun.sleep(lookMs);
      }
    },
  };
}

function findDifferences(moves: Moves, expected: ExpectedMoves): string[] {
  const names = new Set([...Object.keys(moves), ...Object.keys(expected)]);
  return [...names].flatMap((name) => {
    const by = moves[name] ?? 0;
    const wanted = expected[name] ?? 0;
    const fits = wanted === "perhaps" || (wanted === "some" ? by > 0 : by === wanted);
    return fits ? [] : [`${name} moved by ${by}, expected ${wanted}`];
  });
}

/** The current value of a node's gauge. Throws when the node does not report it. */
export async function readGauge({ origin }: MeasuredNode, name: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const [, value] = new RegExp(`^${name} (\\S+)$`, "m").exec(text) ?? [];
  if (value === undefined) throw new Error(`/metrics has no ${name}`);
  return Number(value);
}

/** The counters of every running process, by process. */
async function readAll(
  nodes: readonly MeasuredNode[],
): Promise<Map<string, ReadonlyMap<string, number>>> {
  const running = nodes.filter((node) => node.isRunning);
  return new Map(
    await Promise.all(
      running.map(async ({ pid, origin }) => {
        const answer = await fetch(`${origin}/metrics`);
        if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`);
        return [`${pid} ${origin}`, readCounters(await answer.text())] as const;
      }),
    ),
  );
}

/** Reads the counters that show faults from Prometheus's text format. */
function readCounters(text: string): Map<string, number> {
  const counters = new Map<string, number>();
  for (const line of text.split("\n")) {
    const [, name, labels = "", value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const family = families.find((each) => each.name === name);
    if (!family) continue;
    const values = new Map([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v]));
    const told = (family.labels ?? []).map((label) => values.get(label) ?? "");
    if (family.usual?.some((label) => told.includes(label))) continue;
    counters.set([family.words, ...told].join(" "), Number(value));
  }
  return counters;
}
