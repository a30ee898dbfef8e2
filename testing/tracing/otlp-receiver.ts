import { isObject, type JsonObject, parseJson } from "../../server/platform/narrow.ts";
import { until } from "../until.ts";

/** A span as it was received, with the attributes of its process. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  /** Empty for the first of a trace. */
  parentSpanId: string;
  name: string;
  /** 1 internal, 2 server, 3 client, 5 consumer. */
  kind: number;
  attributes: Readonly<Record<string, unknown>>;
  events: { name: string; attributes: Readonly<Record<string, unknown>> }[];
  links: { traceId: string; spanId: string }[];
  hasFailed: boolean;
  resource: Readonly<Record<string, unknown>>;
}

/** A received log record. */
export interface ReceivedLog {
  body: unknown;
  severity: string;
  attributes: Readonly<Record<string, unknown>>;
  traceId: string;
  spanId: string;
  resource: Readonly<Record<string, unknown>>;
}

/** How the receiver answers. */
export type Behaviour = "takes" | "refuses" | "hangs";

/** A receiver of OTLP over HTTP. It decodes JSON; of other bodies it keeps the bytes. */
export interface OtlpReceiver extends AsyncDisposable {
  /** What to set `OTEL_EXPORTER_OTLP_ENDPOINT` to. */
  url: string;
  spans: readonly ReceivedSpan[];
  logs: readonly ReceivedLog[];
  /** All requests so far: the path, the headers and the body as it came. */
  requests: readonly { path: string; headers: Headers; body: string }[];
  /** Changes how further requests are answered. */
  behave(behaviour: Behaviour): void;
  /** The first span that matches, once it has arrived. */
  untilSpan(what: string, matches: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan>;
  untilLog(what: string, matches: (log: ReceivedLog) => boolean): Promise<ReceivedLog>;
}

/** Starts a receiver on a free port of 127.0.0.1. */
export function startOtlpReceiver(): OtlpReceiver {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const requests: { path: string; headers: Headers; body: string }[] = [];
  let behaviour: Behaviour = "takes";
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 120,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const body = Buffer.from(await request.arrayBuffer()).toString("latin1");
      requests.push({ path: pathname, headers: request.headers, body });
      if (behaviour === "refuses") return new Response("no", { status: 400 });
      if (behaviour === "hangs") return new Promise<Response>(() => {});
      const read = parseJson(Buffer.from(body, "latin1").toString("utf8"));
      spans.push(...readSpans(read));
      logs.push(...readLogs(read));
      return Response.json({});
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    spans,
    logs,
    requests,
    behave: (next) => void (behaviour = next),
    untilSpan: (what, matches) => until(what, () => spans.find(matches)),
    untilLog: (what, matches) => until(what, () => logs.find(matches)),
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

function readSpans(read: unknown): ReceivedSpan[] {
  return listIn(read, "resourceSpans").flatMap((of) => {
    const resource = attributesOf(of["resource"]);
    return listIn(of, "scopeSpans").flatMap((scope) =>
      listIn(scope, "spans").map((span) => ({
        traceId: textIn(span, "traceId"),
        spanId: textIn(span, "spanId"),
        parentSpanId: textIn(span, "parentSpanId"),
        name: textIn(span, "name"),
        kind: Number(span["kind"]),
        attributes: attributesOf(span),
        events: listIn(span, "events").map((event) => ({
          name: textIn(event, "name"),
          attributes: attributesOf(event),
        })),
        links: listIn(span, "links").map((link) => ({
          traceId: textIn(link, "traceId"),
          spanId: textIn(link, "spanId"),
        })),
        hasFailed: isObject(span["status"]) && span["status"]["code"] === 2,
        resource,
      })),
    );
  });
}

function readLogs(read: unknown): ReceivedLog[] {
  return listIn(read, "resourceLogs").flatMap((of) => {
    const resource = attributesOf(of["resource"]);
    return listIn(of, "scopeLogs").flatMap((scope) =>
      listIn(scope, "logRecords").map((record) => ({
        body: valueOf(record["body"]),
        severity: textIn(record, "severityText"),
        attributes: attributesOf(record),
        traceId: textIn(record, "traceId"),
        spanId: textIn(record, "spanId"),
        resource,
      })),
    );
  });
}

function listIn(value: unknown, name: string): JsonObject[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function textIn(value: JsonObject, name: string): string {
  const text = value[name];
  return typeof text === "string" ? text : "";
}

function attributesOf(value: unknown): Record<string, unknown> {
  return Object.fromEntries(
    listIn(value, "attributes").map((each) => [textIn(each, "key"), valueOf(each["value"])]),
  );
}

/** OTLP writes whole numbers as text, because JSON's are not exact enough. */
function valueOf(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const { stringValue, intValue, doubleValue, boolValue, arrayValue } = value;
  if (intValue !== undefined) return Number(intValue);
  if (isObject(arrayValue)) return listIn(arrayValue, "values").map(valueOf);
  return stringValue ?? doubleValue ?? boolValue;
}
