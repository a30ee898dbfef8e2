/** Values that describe a span: ids, codes, counts and durations, never text, secrets or addresses. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | string[]>>;

/** What a span is on its way between programs, as in OpenTelemetry. */
export type SpanKind = "internal" | "server" | "client" | "consumer";

/** How a span starts. */
export interface SpanStart {
  /** One of few: ids belong into attributes. */
  name: string;
  kind?: SpanKind;
  attributes?: SpanAttributes;
  /**
   * Whether it starts a trace of its own where there is none. Without it, what happens outside a
   * trace has no span.
   */
  isEntry?: boolean;
  /** The `traceparent` to continue, instead of the current span; null or absent for that one. */
  from?: string | null;
  /** A `traceparent` to refer to without continuing it; null or absent for none. */
  link?: string | null;
  /** When it began, by `performance.now()`; now if absent. */
  startedAt?: number;
}

/** A step of a trace. All methods do nothing while it is not recorded. */
export interface Span {
  /** Whether anything will be exported; false spares the work of describing it. */
  readonly isRecording: boolean;
  set(attributes: SpanAttributes): void;
  event(name: string, attributes?: SpanAttributes): void;
  /** It failed, with the name or code of the error. */
  fail(type: string): void;
  /** Adds a step within this one that is already over. Times by `performance.now()`. */
  record(step: Omit<SpanStart, "isEntry" | "from" | "link">, endedAt: number, error?: string): void;
}

/** The ids of the current span, as fields of a log line. */
export interface LoggedIds {
  trace_id?: string;
  span_id?: string;
}

/**
 * Follows one request through the node. What runs inside `span`, promises included, belongs to that
 * span until it ends; what goes on afterwards belongs to none.
 */
export interface Tracer {
  /**
   * Runs a step. A rejection marks its span as failed and is passed on.
   *
   * @returns the result of `run`
   */
  span<T>(start: SpanStart, run: (span: Span) => Promise<T>): Promise<T>;
  /** The span that the caller belongs to; one that is not recorded if there is none. */
  current(): Span;
  /**
   * The `traceparent` of the current span, for what goes on elsewhere; null without one.
   *
   * @param only `recorded` leaves out those of traces that are not sampled
   */
  traceparent(only?: "recorded"): string | null;
  /** For log lines; empty outside a trace. */
  ids(): LoggedIds;
}

/** A span that is not recorded. */
export const noSpan: Span = {
  isRecording: false,
  set() {},
  event() {},
  fail() {},
  record() {},
};

/** Follows nothing: tracing is off. */
export const noTracer: Tracer = {
  span: (_, run) => run(noSpan),
  current: () => noSpan,
  traceparent: () => null,
  ids: () => ({}),
};

/** The name or code of an error, for a span: messages may quote what people wrote. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && /^\w{1,40}$/.test(code) ? code : error.name;
}
