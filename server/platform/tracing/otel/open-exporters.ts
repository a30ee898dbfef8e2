import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { LogRecordExporter } from "@opentelemetry/sdk-logs";
import type { Destination } from "../telemetry.ts";

/** The exporter of spans. Only that of the chosen protocol is loaded. */
export async function openSpanExporter({
  url,
  headers,
  protocol,
}: Destination): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocol === "http/json"
      ? await import("@opentelemetry/exporter-trace-otlp-http")
      : await import("@opentelemetry/exporter-trace-otlp-proto");
  return new OTLPTraceExporter({ url, headers });
}

/** The exporter of log records. */
export async function openLogExporter({
  url,
  headers,
  protocol,
}: Destination): Promise<LogRecordExporter> {
  const { OTLPLogExporter } =
    protocol === "http/json"
      ? await import("@opentelemetry/exporter-logs-otlp-http")
      : await import("@opentelemetry/exporter-logs-otlp-proto");
  return new OTLPLogExporter({ url, headers });
}
