import { type Aggregator, Gauge, type Registry } from "prom-client";

/** Name and description of a gauge. */
export interface GaugeWords {
  name: string;
  help: string;
  /** How several processes of one start add it up on their page; `sum` by default. */
  aggregator?: Aggregator;
}

/** Note on gauges read from the shared database, whose sum over nodes is meaningless. */
export const sameOnAll =
  "Read from the database, the same on every node: take the maximum, not the sum.";

/**
 * Adds a gauge that is read at each scrape.
 *
 * @param read null while the value is unknown: the gauge then has no sample, which differs from
 *   zero. Never rejects
 */
export function observe(
  registry: Registry,
  words: GaugeWords,
  read: () => number | Promise<number | null>,
): void {
  const gauge = new Gauge({
    ...words,
    registers: [registry],
    async collect() {
      const value = await read();
      if (value === null) this.remove();
      else this.set(value);
    },
  });
  // The value is unknown before the first read.
  gauge.remove();
}

/** Adds a gauge with one label, whose values are the keys of the result. */
export function observeEach(
  registry: Registry,
  { label, ...words }: GaugeWords & { label: string },
  read: () => Readonly<Record<string, number>>,
): void {
  const gauge = new Gauge({
    ...words,
    labelNames: [label],
    registers: [],
    collect() {
      for (const [value, number] of Object.entries(read())) this.set({ [label]: value }, number);
    },
  });
  registry.registerMetric(gauge);
}
