import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import type { Telemetry } from "../platform/tracing/telemetry.ts";

/** Counts what could not be exported, and logs why; the log itself keeps repetitions short. */
export function watchTelemetry(
  telemetry: Telemetry,
  { log, metrics }: { log: Logger; metrics: Pick<Metrics, "telemetryLost"> },
): void {
  telemetry.watch({
    lost: (signal, reason, count) => metrics.telemetryLost.inc({ signal, reason }, count),
    failed: (signal, error) => log.warn({ err: error, signal }, "telemetry was not exported"),
  });
}
