import type { Spec } from "vega";

/** The data that a chart shows. */
export interface ShownData {
  /** Names of data, in the order of the marks that show it. */
  names: readonly string[];
  /** Fields that hold times. Vega keeps them as numbers. */
  times: ReadonlySet<string>;
}

export function findShownData({ marks = [], data = [] }: Spec): ShownData {
  return {
    names: namesOf(marks),
    times: new Set(Array.isArray(data) ? data.flatMap(timesOf) : []),
  };
}

function namesOf(marks: readonly unknown[]): string[] {
  const names = new Set<string>();
  const open = marks.toReversed();
  while (open.length > 0) {
    const { from, role, marks: inner } = Object(open.pop());
    // Marks with a role, such as headers, are no data.
    if (role !== undefined) continue;
    const name: unknown = Object(Object(from).facet).data ?? Object(from).data;
    if (typeof name === "string") names.add(name);
    if (Array.isArray(inner)) open.push(...inner.toReversed());
  }
  return Array.from(names);
}

/**
 * How many rows the `sequence` transforms of a chart make. Bounds that are computed count as without
 * end: they may differ between the worker that tries a chart and the page.
 */
export function sequencedRows({ data = [] }: Spec): number {
  const sources: unknown[] = Array.isArray(data) ? data : [data];
  const steps = sources.flatMap((source): unknown[] => [Object(source).transform ?? []].flat());
  const lengths = steps.map((step) => {
    const { type, start = 0, stop = 0, step: by = 1 } = Object(step);
    if (type !== "sequence") return 0;
    if (![start, stop, by].every((bound) => typeof bound === "number")) return Infinity;
    return Math.max(0, (stop - start) / by) || 0;
  });
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** Fields that some data reads or computes as times. */
function timesOf(data: unknown): string[] {
  const { format, transform = [] } = Object(data);
  const parse = Object.entries(Object(Object(format).parse));
  const read = parse.filter(([, as]) => /^(date|utc)/.test(String(as))).map(([field]) => field);
  const steps: unknown[] = Array.isArray(transform) ? transform : [];
  const made = steps.flatMap((step): unknown[] => {
    const { type, expr, as } = Object(step);
    if (type === "timeunit") return [as ?? ["unit0", "unit1"]].flat();
    return type === "formula" && String(expr).startsWith("toDate(") ? [as] : [];
  });
  return [...read, ...made.filter((field) => typeof field === "string")];
}
