import { Counter, type Registry } from "prom-client";

/**
 * A counter whose label values are known, all at zero from the start, because Prometheus misses the
 * first increase of a new one.
 */
export function fromZero<Label extends string>(
  label: Label,
  values: readonly string[],
  options: { name: string; help: string; registers: Registry[] },
): Counter<Label> {
  const counter = new Counter({ ...options, labelNames: [label] });
  for (const value of values) counter.labels(value).inc(0);
  return counter;
}
