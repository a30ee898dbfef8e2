import {
  type Attributes,
  ROOT_CONTEXT,
  type LogRecord,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import { isObject, type JsonObject, parseJson } from "../../narrow.ts";

/** OpenTelemetry's severity of each of pino's levels. */
const severities: Readonly<Record<number, { severityNumber: number; severityText: string }>> = {
  10: { severityNumber: 1, severityText: "TRACE" },
  20: { severityNumber: 5, severityText: "DEBUG" },
  30: { severityNumber: 9, severityText: "INFO" },
  40: { severityNumber: 13, severityText: "WARN" },
  50: { severityNumber: 17, severityText: "ERROR" },
  60: { severityNumber: 21, severityText: "FATAL" },
};

/**
 * A line of the log as a record. It is made from the line itself, so that it has no more than the
 * log has. Null for what is no line.
 */
export function toLogRecord(line: string): LogRecord | null {
  const read = parseJson(line);
  if (!isObject(read)) return null;
  const { level, time, msg, err, trace_id: traceId, span_id: spanId, ...fields } = read;
  const attributes: Attributes = { ...exceptionOf(err) };
  for (const [name, value] of Object.entries(fields)) {
    const plain = toAttribute(value);
    if (plain !== undefined) attributes[name] = plain;
  }
  const isTraced = typeof traceId === "string" && typeof spanId === "string";
  return {
    ...(typeof level === "number" ? severities[level] : {}),
    ...(typeof time === "number" ? { timestamp: time } : {}),
    ...(typeof msg === "string" ? { body: msg } : {}),
    attributes,
    context: isTraced
      ? trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.NONE })
      : ROOT_CONTEXT,
  };
}

function exceptionOf(err: unknown): Attributes {
  if (!isObject(err)) return {};
  const { type, message, code, stack, cause } = err;
  return {
    ...(typeof type === "string" ? { "exception.type": type } : {}),
    ...(typeof message === "string" ? { "exception.message": message } : {}),
    ...(Array.isArray(stack) ? { "exception.stacktrace": stack.map(String).join("\n") } : {}),
    ...(typeof code === "string" || typeof code === "number" ? { "error.code": code } : {}),
    ...(isObject(cause) ? { "error.cause": describeCause(cause) } : {}),
  };
}

/** In one line, such as `PostgresError 57P01: terminating connection`. */
function describeCause({ type, code, message, cause }: JsonObject): string {
  const words = [type, code].filter((word) => word !== undefined).map(String);
  const own = `${words.join(" ")}: ${String(message)}`;
  return isObject(cause) ? `${own}; ${describeCause(cause)}` : own;
}

function toAttribute(value: unknown): string | number | boolean | string[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}
