import { expressionFunction, transforms } from "vega";
import { ChartFailure } from "./chart-failure.ts";

/** Longest list that `sequence` makes, as an expression or as data. */
const maxSequence = 200_000;

/** Vega's transform that makes rows. */
const { prototype } = Object(transforms["sequence"]);
const makeRows: unknown = prototype.transform;

/**
 * Bounds the lists that charts make: they are made before anything can stop it. That includes those
 * whose bounds are computed, which may differ between the worker that tries a chart and the page.
 */
export function boundSequences(): void {
  expressionFunction("sequence", (start: number, stop?: number, step = 1) => {
    const [from, to] = stop === undefined ? [0, start] : [start, stop];
    return Array.from({ length: lengthOf(from, to, step) }, (_, index) => from + index * step);
  });
  prototype.transform = function transform(
    this: object,
    bounds: { start: number; stop: number; step?: number },
    pulse: object,
  ): unknown {
    lengthOf(bounds.start, bounds.stop, bounds.step || 1);
    return typeof makeRows === "function" ? Reflect.apply(makeRows, this, [bounds, pulse]) : pulse;
  };
}

/** @throws ChartFailure `large` */
function lengthOf(start: number, stop: number, step: number): number {
  const length = Math.max(0, Math.ceil((stop - start) / step)) || 0;
  if (length > maxSequence) throw new ChartFailure("large");
  return length;
}
