import { Counter, type Registry } from "prom-client";
import { type LossReason, type Signal, signals } from "../tracing/telemetry.ts";

const reasons: readonly LossReason[] = ["full", "failed"];

/** Metrics of the export of traces and logs. */
export function telemetryMetrics(registry: Registry) {
  const telemetryLost = new Counter<"signal" | "reason">({
    name: "chatkit_telemetry_lost_total",
    help: "Spans and log lines that were not exported, by signal and reason: too many waited (full), or the receiver did not take them (failed).",
    labelNames: ["signal", "reason"],
    registers: [registry],
  });
  for (const signal of signals satisfies readonly Signal[])
    for (const reason of reasons) telemetryLost.inc({ signal, reason }, 0);
  return { telemetryLost };
}
