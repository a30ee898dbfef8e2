import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  type SpanContext,
  SpanKind as OtelKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer as OtelTracer,
} from "@opentelemetry/api";
import { parseTraceParent } from "@opentelemetry/core";
import {
  errorTypeOf,
  noSpan,
  type Span,
  type SpanKind,
  type SpanStart,
  type Tracer,
} from "../tracer.ts";

/** A span, and whether it still runs: what outlives it belongs to no trace. */
interface Scope {
  context: Context;
  ids: SpanContext;
  span: Span;
  isOver: boolean;
}

const kinds: Readonly<Record<SpanKind, OtelKind>> = {
  internal: OtelKind.INTERNAL,
  server: OtelKind.SERVER,
  client: OtelKind.CLIENT,
  consumer: OtelKind.CONSUMER,
};

/**
 * The tracer over OpenTelemetry's. It passes contexts explicitly and keeps the current one itself,
 * so it sets none of the API's globals.
 */
export function createOtelTracer(otel: OtelTracer): Tracer {
  const scopes = new AsyncLocalStorage<Scope>();
  const live = (): Scope | null => {
    const scope = scopes.getStore();
    return scope === undefined || scope.isOver ? null : scope;
  };
  return {
    span(start, run) {
      const scope = live();
      const context = contextOf(start, scope);
      if (context === null) return run(noSpan);
      const span = startSpan(otel, start, context);
      return runIn(scopes, { span, context }, run);
    },
    current: () => live()?.span ?? noSpan,
    traceparent(only) {
      const scope = live();
      if (scope === null || (only === "recorded" && !scope.span.isRecording)) return null;
      return toTraceparent(scope.ids);
    },
    ids() {
      const scope = live();
      return scope === null ? {} : { trace_id: scope.ids.traceId, span_id: scope.ids.spanId };
    },
  };

  /** Null for a step outside a trace that starts none. */
  function contextOf({ from, isEntry }: SpanStart, scope: Scope | null): Context | null {
    const parent = readTraceparent(from);
    if (parent) return trace.setSpanContext(ROOT_CONTEXT, parent);
    return scope?.context ?? (isEntry === true ? ROOT_CONTEXT : null);
  }

  async function runIn<T>(
    storage: AsyncLocalStorage<Scope>,
    { span, context }: { span: OtelSpan; context: Context },
    run: (span: Span) => Promise<T>,
  ): Promise<T> {
    const inner = trace.setSpan(context, span);
    const own = span.isRecording() ? createSpan(otel, span, inner) : noSpan;
    const scope = { context: inner, ids: span.spanContext(), span: own, isOver: false };
    try {
      return await storage.run(scope, run, own);
    } catch (error) {
      own.fail(errorTypeOf(error));
      throw error;
    } finally {
      scope.isOver = true;
      span.end();
    }
  }
}

function startSpan(otel: OtelTracer, start: SpanStart, context: Context): OtelSpan {
  const { name, kind = "internal", attributes = {}, link, startedAt } = start;
  const linked = readTraceparent(link);
  const links: Link[] = linked ? [{ context: linked }] : [];
  const options = { kind: kinds[kind], attributes, links };
  const began = startedAt === undefined ? {} : { startTime: toTime(startedAt) };
  return otel.startSpan(name, { ...options, ...began }, context);
}

function createSpan(otel: OtelTracer, span: OtelSpan, context: Context): Span {
  return {
    isRecording: true,
    set: (attributes) => void span.setAttributes(attributes),
    event: (name, attributes) => void span.addEvent(name, attributes),
    fail: (type) => markFailed(span, type),
    record(step, endedAt, error) {
      const over = startSpan(otel, step, context);
      if (error !== undefined) markFailed(over, error);
      over.end(toTime(endedAt));
    },
  };
}

function markFailed(span: OtelSpan, type: string): void {
  span.setAttribute("error.type", type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A time of `performance.now()` as milliseconds of the epoch. */
function toTime(at: number): number {
  return performance.timeOrigin + at;
}

function toTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED) === 0 ? "00" : "01"}`;
}

function readTraceparent(text: string | null | undefined): SpanContext | null {
  const context = text == null ? null : parseTraceParent(text);
  return context && { ...context, isRemote: true };
}
