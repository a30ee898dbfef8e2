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
