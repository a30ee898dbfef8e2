import type { Sample } from "./measure-load.ts";

/** A load with all its runs. */
export interface Result {
  load: string;
  samples: Sample[];
}

/** The results as a table in Markdown; milliseconds, median / worst of the runs. */
export function toTable(results: readonly Result[]): string {
  const head = [
    "load",
    "open",
    "text",
    "longest task",
    "its CPU",
    "tasks > 50",
    "keys > 50",
    "slowest key",
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...results.map((each) => line(toRow(each))),
  ].join("\n");
}

function toRow({ load, samples }: Result): string[] {
  const of = (pick: (sample: Sample) => number | null) => span(samples.map(pick));
  return [
    load,
    of((sample) => sample.openMs),
    of((sample) => sample.textMs),
    of((sample) => sample.longest.wall),
    of((sample) => sample.longest.cpu),
    of((sample) => sample.longTasks.length),
    of((sample) => typed(sample)?.filter((duration) => duration > 50).length ?? null),
    of((sample) => typed(sample)?.[0] ?? null),
  ];
}

function span(values: readonly (number | null)[]): string {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  const worst = sorted.at(-1);
  return median === undefined || worst === undefined
    ? "–"
    : `${median.toFixed(0)} / ${worst.toFixed(0)}`;
}

/** How long keys took; null without typing. */
function typed({ slowKeys }: Sample): number[] | null {
  return slowKeys.length > 0 ? slowKeys : null;
}
