import { Gauge, type Registry } from "prom-client";

/** What a gauge is called and means. */
export interface GaugeWords {
  name: string;
  help: string;
}

/** Said of what is read from the one database: its sum over nodes means nothing. */
export const sameOnAll =
  "Read from the database, the same on every node: take the maximum, not the sum.";

/**
 * Adds a gauge that is read at each scrape.
 *
 * @param read null where it is not known at this moment: the gauge then has no sample, which is
 *   not the same as zero. Never rejects
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
  // Nothing is known before the first look.
  gauge.remove();
}

/** Adds a gauge with one label, whose values are the keys of what is read. */
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
