import { Counter, type Registry } from "prom-client";

/** A counter whose label takes these values, told as zero from the start: a rise from nothing goes unseen. */
export function fromZero<Label extends string>(
  label: Label,
  values: readonly string[],
  options: { name: string; help: string; registers: Registry[] },
): Counter<Label> {
  const counter = new Counter({ ...options, labelNames: [label] });
  for (const value of values) counter.labels(value).inc(0);
  return counter;
}
