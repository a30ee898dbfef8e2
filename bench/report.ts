import type { Measurement } from "./measure.ts";

/** One load on both targets, and what the difference is. */
export interface Comparison {
  load: string;
  relay: Measurement;
  chatkit: Measurement;
  /** First text after the relay's, in milliseconds. */
  firstTextAddedMs: number;
  /** Token lateness beyond the relay's, in milliseconds; null at full speed. */
  addedDelayMs: { p50: number; p99: number } | null;
  throughputRatio: number;
  serverCpuRatio: number;
  /** Server and PostgreSQL together. */
  wholeCpuRatio: number;
}

export function compare(relay: Measurement, chatkit: Measurement): Comparison {
  const added = (q: "p50" | "p99") => (chatkit.delayMs?.[q] ?? 0) - (relay.delayMs?.[q] ?? 0);
  const whole = chatkit.serverMicrosPerToken + chatkit.postgresMicrosPerToken;
  return {
    load: relay.load,
    relay,
    chatkit,
    firstTextAddedMs: chatkit.firstTextMs.p50 - relay.firstTextMs.p50,
    addedDelayMs: relay.delayMs && { p50: added("p50"), p99: added("p99") },
    throughputRatio: chatkit.tokensPerSecond / relay.tokensPerSecond,
    serverCpuRatio: chatkit.serverMicrosPerToken / relay.serverMicrosPerToken,
    wholeCpuRatio: whole / relay.serverMicrosPerToken,
  };
}

/** The comparisons as a table in Markdown. */
export function toTable(comparisons: readonly Comparison[]): string {
  const head = [
    "load", "first text ms (relay)", "added", "late p50 / p99 ms (relay)", "tokens/s (relay)", "server µs/token (relay)", "ratio", "Postgres µs/token", "with Postgres", "faults",
  ]; // prettier-ignore
  const rows = comparisons.map(toRow);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function toRow({ load, relay, chatkit, ...ratios }: Comparison): string[] {
  const late = (one: Measurement) =>
    one.delayMs ? `${one.delayMs.p50.toFixed(1)} / ${one.delayMs.p99.toFixed(1)}` : "–";
  return [
    load,
    `${chatkit.firstTextMs.p50.toFixed(1)} (${relay.firstTextMs.p50.toFixed(1)})`,
    `${ratios.firstTextAddedMs.toFixed(1)} ms`,
    `${late(chatkit)} (${late(relay)})`,
    `${chatkit.tokensPerSecond.toFixed(0)} (${relay.tokensPerSecond.toFixed(0)})`,
    `${chatkit.serverMicrosPerToken.toFixed(1)} (${relay.serverMicrosPerToken.toFixed(1)})`,
    `${ratios.serverCpuRatio.toFixed(2)} ×`,
    chatkit.postgresMicrosPerToken.toFixed(1),
    `${ratios.wholeCpuRatio.toFixed(2)} ×`,
    `${chatkit.faults} (${relay.faults})`,
  ];
}
