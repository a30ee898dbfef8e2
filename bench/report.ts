import type { Measurement } from "./measure.ts";

/** One load on both targets, directly after one another. */
export interface Round {
  relay: Measurement;
  chatkit: Measurement;
}

/** One load, in several rounds. */
export interface Comparison {
  load: string;
  rounds: Round[];
}

/** A figure over all rounds. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

/** `median (least – most)`; just the median of a single round. */
export function written({ median, least, most }: Spread, digits: number): string {
  const text = median.toFixed(digits);
  return least === most ? text : `${text} (${least.toFixed(digits)} – ${most.toFixed(digits)})`;
}

/** The value of each column for a round; null if it has none. */
const columns: readonly { name: string; digits: number; of: (round: Round) => number | null }[] = [
  { name: "first text ms", digits: 0, of: ({ chatkit }) => chatkit.firstTextMs.p50 },
  {
    name: "after the relay's",
    digits: 0,
    of: ({ relay, chatkit }) => chatkit.firstTextMs.p50 - relay.firstTextMs.p50,
  },
  { name: "late p50 ms", digits: 1, of: ({ chatkit }) => chatkit.delayMs?.p50 ?? null },
  { name: "late p99 ms", digits: 1, of: ({ chatkit }) => chatkit.delayMs?.p99 ?? null },
  { name: "relay's p50 ms", digits: 1, of: ({ relay }) => relay.delayMs?.p50 ?? null },
  { name: "tokens/s", digits: 0, of: ({ chatkit }) => chatkit.tokensPerSecond },
  { name: "server µs/token", digits: 1, of: ({ chatkit }) => chatkit.serverMicrosPerToken },
  { name: "relay's", digits: 1, of: ({ relay }) => relay.serverMicrosPerToken },
  {
    name: "ratio",
    digits: 2,
    of: ({ relay, chatkit }) => chatkit.serverMicrosPerToken / relay.serverMicrosPerToken,
  },
  {
    name: "Postgres µs/token",
    digits: 1,
    of: ({ chatkit }) => chatkit.postgresMicrosPerToken,
  },
  {
    name: "ratio with it",
    digits: 2,
    of: ({ relay, chatkit }) =>
      (chatkit.serverMicrosPerToken + chatkit.postgresMicrosPerToken) / relay.serverMicrosPerToken,
  },
];

/** The comparisons as a table in Markdown: the median and the extremes of each figure. */
export function toTable(comparisons: readonly Comparison[]): string {
  const head = ["load", ...columns.map(({ name }) => name), "faults"];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = comparisons.map(({ load, rounds }) => [
    load,
    ...columns.map(({ of, digits }) => {
      const values = rounds.map(of).filter((value) => value !== null);
      return values.length === 0 ? "–" : written(spreadOf(values), digits);
    }),
    String(countFaults(rounds)),
  ]);
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function countFaults(rounds: readonly Round[]): number {
  return rounds.reduce((sum, { relay, chatkit }) => sum + relay.faults + chatkit.faults, 0);
}
