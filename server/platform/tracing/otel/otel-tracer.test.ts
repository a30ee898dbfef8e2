import { SpanStatusCode } from "@opentelemetry/api";
import { beforeEach, describe, expect, test } from "bun:test";
import {
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { present } from "../../../../testing/present.ts";
import type { Tracer } from "../tracer.ts";
import { createOtelTracer } from "./otel-tracer.ts";

const exporter = new InMemorySpanExporter();

function tracerWith(ratio: number): Tracer {
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  return createOtelTracer(provider.getTracer("test"));
}

const tracer = tracerWith(1);
const entry = (name: string) => ({ name, isEntry: true });

beforeEach(() => exporter.reset());

function spanNamed(name: string) {
  return present(exporter.getFinishedSpans().find((span) => span.name === name));
}

describe("a span", () => {
  test("has those that start within it below it, however they take turns", async () => {
    const step = async (name: string) => {
      await tracer.span(entry(name), async () => {
        await Bun.sleep(1);
        await tracer.span({ name: `${name} inner` }, () => Bun.sleep(1));
      });
    };
    await Promise.all([step("a"), step("b"), step("c")]);
    for (const name of ["a", "b", "c"]) {
      const outer = spanNamed(name);
      expect(outer.parentSpanContext).toBeUndefined();
      expect(spanNamed(`${name} inner`).parentSpanContext?.spanId).toBe(outer.spanContext().spanId);
    }
  });

  test("keeps none of what goes on after its end", async () => {
    const { promise: isOver, resolve } = Promise.withResolvers<void>();
    let late: Promise<unknown> = Promise.resolve();
    await tracer.span(entry("request"), async () => {
      late = (async () => {
        await isOver;
        await tracer.span({ name: "leftover" }, async () => {});
        expect(tracer.current().isRecording).toBe(false);
        expect([tracer.traceparent(), tracer.ids()]).toEqual([null, {}]);
        await tracer.span(entry("next request"), async () => {});
      })();
    });
    resolve();
    await late;
    const names = exporter.getFinishedSpans().map(({ name }) => name);
    expect(names).toEqual(["request", "next request"]);
    expect(spanNamed("next request").spanContext().traceId).not.toBe(
      spanNamed("request").spanContext().traceId,
    );
  });

  test("fails with the name or code of an error, never with its message", async () => {
    const secret = "what a person wrote";
    const failing = tracer.span(entry("failing"), () =>
      Promise.reject(Object.assign(new Error(secret), { code: "22001", detail: secret })),
    );
    expect(await failing.catch((error: unknown) => error)).toHaveProperty("message", secret);
    const { status, attributes, events } = spanNamed("failing");
    expect([status, attributes, events]).toEqual([{ code: 2 }, { "error.type": "22001" }, []]);
  });

  test("takes steps that are already over", async () => {
    const startedAt = performance.now() - 100;
    await tracer.span(entry("whole"), async (span) => {
      span.record({ name: "step", startedAt }, startedAt + 40, "lost");
    });
    const { duration, status } = spanNamed("step");
    expect(Math.round(duration[1] / 1e6)).toBe(40);
    expect(status.code).toBe(SpanStatusCode.ERROR);
  });
});

test("nothing but an entry starts a trace", async () => {
  await tracer.span({ name: "statement" }, async (span) => {
    expect(span.isRecording).toBe(false);
  });
  expect(exporter.getFinishedSpans()).toEqual([]);
});

describe("a traceparent", () => {
  test("goes on elsewhere", async () => {
    let sent: string | null = null;
    await tracer.span(entry("sender"), async () => void (sent = tracer.traceparent()));
    await tracer.span({ name: "receiver", from: sent }, async () => {});
    expect(spanNamed("receiver").parentSpanContext?.spanId).toBe(
      spanNamed("sender").spanContext().spanId,
    );
  });

  test("of an unsampled trace keeps all that follows from being recorded", async () => {
    const unsampled = tracerWith(0);
    let sent: string | null = null;
    await unsampled.span(entry("sender"), async (span) => {
      sent = unsampled.traceparent();
      expect([span.isRecording, unsampled.traceparent("recorded")]).toEqual([false, null]);
      expect(unsampled.ids().trace_id).toMatch(/^[\da-f]{32}$/);
    });
    expect(sent).toMatch(/-00$/);
    await tracer.span({ ...entry("receiver"), from: sent }, async () => {});
    expect(exporter.getFinishedSpans()).toEqual([]);
  });

  test("that is none starts a trace of its own", async () => {
    for (const from of ["", "x", "00-0-0-01", `00-${"0".repeat(32)}-${"1".repeat(16)}-01`])
      await tracer.span({ ...entry("receiver"), from, link: from }, async () => {});
    for (const span of exporter.getFinishedSpans())
      expect([span.parentSpanContext, span.links]).toEqual([undefined, []]);
    expect(exporter.getFinishedSpans()).toHaveLength(4);
  });
});
