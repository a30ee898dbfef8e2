import { noTracer, type Tracer } from "./tracer.ts";

/** What is exported. */
export const signals = ["traces", "logs"] as const;
export type Signal = (typeof signals)[number];

/** Why spans or log lines were lost: too many waited, or the receiver did not take them. */
export type LossReason = "full" | "failed";

/** Where one signal goes. */
export interface Destination {
  /** The whole address, such as `http://localhost:4318/v1/traces`. */
  url: string;
  headers: Readonly<Record<string, string>>;
  protocol: "http/protobuf" | "http/json";
  /** How long spans or lines are gathered before they are sent, in milliseconds. */
  gatherMs: number;
  /** The most that wait; more are dropped. */
  mostWaiting: number;
}

/** How root spans are sampled, and whether spans follow the decision of their parents. */
export interface Sampling {
  /** Share of new traces that are recorded, from 0 to 1. */
  ratio: number;
  /** Whether a span of another program's trace is recorded if and only if its parent is. */
  followsParent: boolean;
}

/** Settings of the export; a signal without a destination is not exported. */
export interface TelemetrySettings {
  traces: Destination | null;
  logs: Destination | null;
  sampling: Sampling;
  serviceName: string;
  /** Further attributes of everything that is exported. */
  resource: Readonly<Record<string, string>>;
  /** Whether requests of trusted proxies continue the traces that they name. */
  continuesProxies: boolean;
  /** Whether calls of model servers name their trace. */
  tellsModels: boolean;
}

/** Learns what could not be exported. */
export interface TelemetryWatch {
  /** This many spans or log lines are lost. */
  lost(signal: Signal, reason: LossReason, count: number): void;
  /** An export failed. */
  failed(signal: Signal, error: Error): void;
}

/** The export of traces and logs. Disposing sends what waits, for a limited time. */
export interface Telemetry extends AsyncDisposable {
  tracer: Tracer;
  /** Exports a line of the log, as written; null when logs are not exported. */
  writeLog: ((line: string) => void) | null;
  /** Says who learns of losses from now on. */
  watch(watch: TelemetryWatch): void;
}

/** Exports nothing. */
export const noTelemetry: Telemetry = {
  tracer: noTracer,
  writeLog: null,
  watch() {},
  async [Symbol.asyncDispose]() {},
};

/**
 * Starts the export of traces and logs. Without a destination, none of OpenTelemetry's modules is
 * loaded.
 */
export async function openTelemetry(settings: TelemetrySettings): Promise<Telemetry> {
  if (!settings.traces && !settings.logs) return noTelemetry;
  const { openExport } = await import("./otel/open-export.ts");
  return openExport(settings);
}
