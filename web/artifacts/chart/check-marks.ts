import { ChartFailure } from "./chart-failure.ts";

/** Marks of Vega-Lite. */
const marks: ReadonlySet<unknown> = new Set([
  ..."arc area bar circle geoshape image line point rect rule square text tick trail".split(" "),
  ..."boxplot errorband errorbar".split(" "),
]);

const parts = ["layer", "concat", "hconcat", "vconcat", "spec"];

/**
 * Checks the marks of a chart and its parts, for which Vega-Lite has no readable error.
 *
 * @throws ChartFailure
 */
export function checkMarks(chart: object): void {
  const open: unknown[] = [chart];
  for (let index = 0; index < open.length; index++) {
    const view = Object(open[index]);
    const { mark } = view;
    if (mark !== undefined && !marks.has(mark) && !marks.has(Object(mark).type))
      throw new ChartFailure("wrong", `There is no mark ${JSON.stringify(mark)}.`);
    for (const part of parts) open.push(...[view[part] ?? []].flat());
  }
}
