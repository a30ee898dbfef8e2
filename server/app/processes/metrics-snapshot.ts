import type { Registry } from "prom-client";
import { z } from "zod";
import { parseJson } from "../../platform/narrow.ts";

const sampleSchema = z.object({
  /** JSON has no NaN, which an idle event loop's lag is. */
  value: z.union([z.number(), z.literal("NaN").transform(() => Number.NaN)]),
  labels: z.record(z.string(), z.union([z.string(), z.number()])),
  /** With its suffix, such as `_bucket`. */
  metricName: z.string().optional(),
});

const snapshotSchema = z.array(
  z.object({
    name: z.string(),
    help: z.string(),
    type: z.enum(["counter", "gauge", "histogram", "summary"]),
    /** How prom-client adds it up over processes: `sum`, `max` and so on. */
    aggregator: z.string(),
    values: z.array(sampleSchema),
  }),
);

/** All metrics of a process at one moment. */
export type MetricsSnapshot = z.infer<typeof snapshotSchema>;

/** Reads all metrics of a registry into a text for `readSnapshot`. */
export async function writeSnapshot(registry: Registry): Promise<string> {
  return JSON.stringify(await registry.getMetricsAsJSON(), (_, value: unknown) =>
    Number.isNaN(value) ? "NaN" : value,
  );
}

/** @throws ZodError when the text is not from `writeSnapshot` */
export function readSnapshot(text: string): MetricsSnapshot {
  return snapshotSchema.parse(parseJson(text));
}
