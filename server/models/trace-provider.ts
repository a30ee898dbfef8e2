import type { ConnectionKind } from "../../shared/connections.ts";
import type { Span, SpanAttributes, Tracer } from "../platform/tracing/tracer.ts";
import type { Connection } from "./connections/connection.ts";
import { watchBeginning } from "./failover/watch-beginning.ts";
import type { Provider, ProviderRequest, ReplyEnd, ReplySink } from "./provider.ts";

/** Tracing of model calls. */
export interface ModelTracing {
  tracer: Tracer;
  /** Whether servers are told the trace of a call. */
  tellsModels: boolean;
}

/** The provider's name as OpenTelemetry's conventions for models have it. */
const providerNames: Readonly<Record<ConnectionKind, string>> = {
  "openai-chat": "openai",
  "openai-responses": "openai",
  anthropic: "anthropic",
  google: "gcp.gemini",
};

/** The called server, as attributes; the built-in model has none. */
export function describeServer({
  id,
  kind,
  baseUrl,
}: Pick<Connection, "id" | "kind" | "baseUrl">): SpanAttributes {
  const { hostname, port, protocol } = new URL(baseUrl);
  const usualPort = protocol === "http:" ? 80 : 443;
  return {
    "gen_ai.provider.name": providerNames[kind],
    "server.address": hostname,
    "server.port": port === "" ? usualPort : Number(port),
    "chatkit.connection": id,
  };
}

/**
 * Headers that tell a server the trace of the current call; undefined for none.
 */
export function createTraceHeaders({
  tracer,
  tellsModels,
}: ModelTracing): () => Readonly<Record<string, string>> | undefined {
  if (!tellsModels) return () => undefined;
  return () => {
    const traceparent = tracer.traceparent();
    return traceparent === null ? undefined : { traceparent };
  };
}

/**
 * The same provider, whose calls are spans: model, tokens, times and codes, never a word of what is
 * asked or answered. An unrecorded call costs nothing per token.
 */
export function traceProvider<P extends Provider>(
  provider: P,
  tracer: Tracer,
  server: SpanAttributes,
): P {
  return {
    ...provider,
    async stream(request, sink) {
      const kind = "server.address" in server ? "client" : "internal";
      const attributes = { ...server, ...describeRequest(request) };
      const outcome = await tracer.span(
        { name: `chat ${request.model}`, kind, attributes },
        (span) => call(provider, { request, sink }, span),
      );
      if ("stopped" in outcome) throw outcome.stopped;
      return outcome.end;
    },
  };
}

/** How a call ended; one that this server has stopped did not fail. */
type Outcome = { end: ReplyEnd } | { stopped: unknown };

async function call(
  provider: Provider,
  { request, sink }: { request: ProviderRequest; sink: ReplySink },
  span: Span,
): Promise<Outcome> {
  try {
    const end = await provider.stream(request, span.isRecording ? watchCall(sink, span) : sink);
    span.set(describeEnd(end));
    return { end };
  } catch (error) {
    if (!sink.signal.aborted) throw error;
    span.event("stopped");
    return { stopped: error };
  }
}

function describeRequest({
  model,
  purpose,
  temperature,
  maxOutputTokens,
  effort,
}: ProviderRequest) {
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": model,
    "chatkit.purpose": purpose,
    ...(temperature === null ? {} : { "gen_ai.request.temperature": temperature }),
    ...(maxOutputTokens === null ? {} : { "gen_ai.request.max_tokens": maxOutputTokens }),
    ...(effort == null ? {} : { "gen_ai.request.reasoning.level": effort }),
  };
}

function describeEnd({ usage, finishReason }: ReplyEnd): SpanAttributes {
  const { cachedInputTokens, reasoningTokens } = usage ?? {};
  return {
    "gen_ai.response.finish_reasons": [finishReason ?? "stop"],
    ...(usage === null
      ? {}
      : {
          "gen_ai.usage.input_tokens": usage.inputTokens,
          "gen_ai.usage.output_tokens": usage.outputTokens,
        }),
    ...(cachedInputTokens === undefined
      ? {}
      : { "gen_ai.usage.cache_read.input_tokens": cachedInputTokens }),
    ...(reasoningTokens === undefined
      ? {}
      : { "gen_ai.usage.reasoning.output_tokens": reasoningTokens }),
  };
}

/** Notes the first token, and waits for a busy server. */
function watchCall(sink: ReplySink, span: Span): ReplySink {
  const watched = watchBeginning(sink, () => span.event("first token")).sink;
  return {
    ...watched,
    waiting(ms, ahead) {
      if (ms > 0 || ahead !== undefined)
        span.event("waiting", {
          "chatkit.wait.ms": Math.round(ms),
          ...(ahead === undefined ? {} : { "chatkit.wait.ahead": ahead }),
        });
      sink.waiting?.(ms, ahead);
    },
  };
}
