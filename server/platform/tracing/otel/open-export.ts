import { defaultResource, resourceFromAttributes, type Resource } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { readVersion } from "../../read-version.ts";
import type {
  Destination,
  Sampling,
  Signal,
  Telemetry,
  TelemetrySettings,
  TelemetryWatch,
} from "../telemetry.ts";
import { noTracer, type Tracer } from "../tracer.ts";
import { boundExport, type LossWatch } from "./bound-export.ts";
import { openLogExporter, openSpanExporter } from "./open-exporters.ts";
import { createOtelTracer } from "./otel-tracer.ts";
import { toLogRecord } from "./to-log-record.ts";

/**
 * Longest time for sending what waits when the node ends, in milliseconds: a receiver that hangs
 * delays the end by that and no more.
 */
const lastSendMs = 3_000;

/** The name under which the spans and records appear. */
const scopeName = "chatkit";

/** Part of the export that has to be ended. */
interface Ending {
  shutdown(): Promise<void>;
}

/** Starts to export what the settings ask for. */
export async function openExport(settings: TelemetrySettings): Promise<Telemetry> {
  const version = await readVersion();
  const resource = resourceOf(settings, version);
  let watch: TelemetryWatch = { lost() {}, failed() {} };
  const watchOf = (signal: Signal): LossWatch => ({
    lost: (reason, count) => watch.lost(signal, reason, count),
    failed: (error) => watch.failed(signal, error),
  });
  const endings: Ending[] = [];
  let tracer: Tracer = noTracer;
  if (settings.traces) {
    const provider = await openTraces(settings.traces, {
      resource,
      sampling: settings.sampling,
      watch: watchOf("traces"),
    });
    endings.push(provider);
    tracer = createOtelTracer(provider.getTracer(scopeName, version));
  }
  let writeLog: Telemetry["writeLog"] = null;
  if (settings.logs) {
    const logs = await openLogs(settings.logs, { resource, version, watch: watchOf("logs") });
    endings.push(logs);
    writeLog = logs.write;
  }
  return {
    tracer,
    writeLog,
    watch: (next) => void (watch = next),
    [Symbol.asyncDispose]: () => endInTime(endings),
  };
}

function resourceOf({ serviceName, resource }: TelemetrySettings, version: string): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      "service.version": version,
      "service.instance.id": crypto.randomUUID(),
      ...resource,
      "service.name": serviceName,
    }),
  );
}

function samplerOf({ ratio, followsParent }: Sampling): Sampler {
  const root = new TraceIdRatioBasedSampler(ratio);
  return followsParent ? new ParentBasedSampler({ root }) : root;
}

async function openTraces(
  destination: Destination,
  { resource, sampling, watch }: { resource: Resource; sampling: Sampling; watch: LossWatch },
): Promise<TracerProvider> {
  const { gatherMs: scheduledDelayMillis, mostWaiting } = destination;
  const room = boundExport(await openSpanExporter(destination), mostWaiting, watch);
  const { exporter } = room;
  const batches = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis,
    maxQueueSize: mostWaiting,
  });
  return new TracerProvider({
    resource,
    sampler: samplerOf(sampling),
    spanProcessors: [
      {
        onStart() {},
        onEnd: (span) => (room.take() ? batches.onEnd(span) : undefined),
        forceFlush: () => batches.forceFlush(),
        shutdown: () => batches.shutdown(),
      },
    ],
  });
}

async function openLogs(
  destination: Destination,
  { resource, version, watch }: { resource: Resource; version: string; watch: LossWatch },
): Promise<Ending & { write(line: string): void }> {
  const { gatherMs: scheduledDelayMillis, mostWaiting } = destination;
  const room = boundExport(await openLogExporter(destination), mostWaiting, watch);
  const { exporter } = room;
  const processor = new BatchLogRecordProcessor({
    exporter,
    scheduledDelayMillis,
    maxQueueSize: mostWaiting,
  });
  const provider = new LoggerProvider({ resource, processors: [processor] });
  const logger = provider.getLogger(scopeName, version);
  return {
    shutdown: () => provider.shutdown(),
    write(line) {
      const record = toLogRecord(line);
      if (record && room.take()) logger.emit(record);
    },
  };
}

/**
 * Sends what waits, for a limited time: the node does not wait for a receiver that hangs. Failures
 * have been counted by then.
 */
async function endInTime(endings: readonly Ending[]): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, lastSendMs);
  await Promise.race([Promise.allSettled(endings.map((ending) => ending.shutdown())), isLate]);
  clearTimeout(timer);
}
