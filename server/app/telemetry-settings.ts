import { z } from "zod";
import type { Destination, Sampling, TelemetrySettings } from "../platform/tracing/telemetry.ts";
import { list, oneOf, url, wholeNumber } from "./config-values.ts";

const protocols = ["http/protobuf", "http/json"] as const;

const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** The variables are those of OpenTelemetry, with its defaults, and two of our own. */
export const telemetryVariables = {
  OTEL_SDK_DISABLED: z
    .string()
    .trim()
    .transform((value) => value.toLowerCase() === "true")
    .default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(["http:", "https:"]).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url(["http:", "https:"]).optional(),
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: url(["http:", "https:"]).optional(),
  OTEL_TRACES_EXPORTER: oneOf(["otlp", "none"]).default("otlp"),
  OTEL_LOGS_EXPORTER: oneOf(["otlp", "none"]).default("otlp"),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(protocols).default("http/protobuf"),
  OTEL_EXPORTER_OTLP_HEADERS: pairs().default({}),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: pairs().optional(),
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: pairs().optional(),
  OTEL_SERVICE_NAME: z.string().trim().max(255).optional(),
  OTEL_RESOURCE_ATTRIBUTES: pairs().default({}),
  OTEL_TRACES_SAMPLER: oneOf(samplers).default("parentbased_always_on"),
  OTEL_TRACES_SAMPLER_ARG: share().default(1),
  OTEL_BSP_SCHEDULE_DELAY: wholeNumber(1, 600_000).default(5_000),
  OTEL_BSP_MAX_QUEUE_SIZE: wholeNumber(1, 1_000_000).default(2_048),
  OTEL_BLRP_SCHEDULE_DELAY: wholeNumber(1, 600_000).default(1_000),
  OTEL_BLRP_MAX_QUEUE_SIZE: wholeNumber(1, 1_000_000).default(2_048),
  CHATKIT_TRACE_FROM_PROXY: oneOf(["on", "off"]).default("off"),
  CHATKIT_TRACE_TO_MODELS: oneOf(["on", "off"]).default("on"),
};

type Variables = z.infer<z.ZodObject<typeof telemetryVariables>>;

/** `name=value` pairs with commas between them, percent-encoded as in W3C Baggage. */
function pairs() {
  const message = "has to be a list of name=value pairs, with commas between them";
  return list().transform((items, context) => {
    const read: Record<string, string> = {};
    for (const item of items.filter((each) => each !== "")) {
      const at = item.indexOf("=");
      const name = item.slice(0, Math.max(0, at)).trim();
      const value = decoded(item.slice(at + 1).trim());
      if (!/^[\x21-\x7e]+$/.test(name) || value === null) context.addIssue(message);
      else read[name] = value;
    }
    return read;
  });
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

function share() {
  const message = "has to be a number from 0 to 1";
  return z
    .string()
    .trim()
    .regex(/^\d{1,3}(\.\d{1,12})?$/, message)
    .transform(Number)
    .refine((value) => value <= 1, message);
}

/** Settings that lack another they need, each as `NAME: problem`. */
export function findMissingForTelemetry(
  set: Readonly<Record<string, string | undefined>>,
): string[] {
  return set["CHATKIT_TRACE_FROM_PROXY"]?.trim() === "on" && !set["TRUST_PROXY"]
    ? ["CHATKIT_TRACE_FROM_PROXY: means nothing without TRUST_PROXY"]
    : [];
}

/** The export as the environment sets it. */
export function readTelemetry(read: Variables): TelemetrySettings {
  const isOff = read.OTEL_SDK_DISABLED;
  const { OTEL_SERVICE_NAME: name, OTEL_RESOURCE_ATTRIBUTES: resource } = read;
  return {
    traces: isOff || read.OTEL_TRACES_EXPORTER === "none" ? null : tracesOf(read),
    logs: isOff || read.OTEL_LOGS_EXPORTER === "none" ? null : logsOf(read),
    sampling: samplingOf(read),
    serviceName: name ?? resource["service.name"] ?? "chatkit",
    resource,
    continuesProxies: read.CHATKIT_TRACE_FROM_PROXY === "on",
    tellsModels: read.CHATKIT_TRACE_TO_MODELS === "on",
  };
}

function tracesOf(read: Variables): Destination | null {
  const address = read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? below(read, "/v1/traces");
  if (address === null) return null;
  return {
    url: address,
    headers: { ...read.OTEL_EXPORTER_OTLP_HEADERS, ...read.OTEL_EXPORTER_OTLP_TRACES_HEADERS },
    protocol: read.OTEL_EXPORTER_OTLP_PROTOCOL,
    gatherMs: read.OTEL_BSP_SCHEDULE_DELAY,
    mostWaiting: read.OTEL_BSP_MAX_QUEUE_SIZE,
  };
}

function logsOf(read: Variables): Destination | null {
  const address = read.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT ?? below(read, "/v1/logs");
  if (address === null) return null;
  return {
    url: address,
    headers: { ...read.OTEL_EXPORTER_OTLP_HEADERS, ...read.OTEL_EXPORTER_OTLP_LOGS_HEADERS },
    protocol: read.OTEL_EXPORTER_OTLP_PROTOCOL,
    gatherMs: read.OTEL_BLRP_SCHEDULE_DELAY,
    mostWaiting: read.OTEL_BLRP_MAX_QUEUE_SIZE,
  };
}

/** The address of a signal below the one of all; null if that is not set. */
function below({ OTEL_EXPORTER_OTLP_ENDPOINT: base }: Variables, path: string): string | null {
  if (base === undefined) return null;
  const address = new URL(base);
  address.pathname = address.pathname.replace(/(?<!\/)\/+$/, "") + path;
  return address.href;
}

function samplingOf({
  OTEL_TRACES_SAMPLER: sampler,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: Variables): Sampling {
  const followsParent = sampler.startsWith("parentbased_");
  if (sampler.endsWith("always_on")) return { ratio: 1, followsParent };
  if (sampler.endsWith("always_off")) return { ratio: 0, followsParent };
  return { ratio, followsParent };
}
