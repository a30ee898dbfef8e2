import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ServerProcess } from "../../scripts/process/server-process.ts";
import { present } from "../../testing/present.ts";
import { chatWith } from "../../testing/server/chat-with.ts";
import { openChatSocket } from "../../testing/server/chat-socket.ts";
import { newSend, newVisitor } from "../../testing/server/visitor.ts";
import type { ReceivedSpan } from "../../testing/tracing/otlp-receiver.ts";
import {
  modelKey,
  openTracingStage,
  receiverKey,
  type TracingStage,
} from "../../testing/tracing/traced-server.ts";

let stage: TracingStage;
let server: ServerProcess;
let origin: string;

beforeAll(async () => {
  stage = await openTracingStage();
  server = stage.start();
  origin = await server.origin();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await stage?.[Symbol.asyncDispose]();
});

/** The trace of a reply, once the job that names its thread has ended. */
async function traceOf(generationId: string): Promise<readonly ReceivedSpan[]> {
  const { receiver } = stage;
  const { traceId } = await receiver.untilSpan(
    "the reply's span",
    ({ attributes }) => attributes["chatkit.generation.id"] === generationId,
  );
  await receiver.untilSpan(
    "the title's job",
    (span) => span.name === "job title" && span.traceId === traceId,
  );
  return receiver.spans.filter((span) => span.traceId === traceId);
}

function named(trace: readonly ReceivedSpan[], name: string): ReceivedSpan {
  return present(trace.find((span) => span.name === name));
}

describe("one trace", () => {
  test("leads from the request to the reply, the model server, the database and the jobs", async () => {
    const visitor = await newVisitor(origin);
    const { generation } = await chatWith(origin, visitor).say("words that stay here");
    const trace = await traceOf(present(generation).id);
    const request = named(trace, "POST trpc");
    const call = named(trace, "messages.send");
    const reply = named(trace, "generation");
    const asked = present(
      trace.find(({ attributes }) => attributes["chatkit.purpose"] === "reply"),
    );
    const job = named(trace, "job title");
    const flush = named(trace, "flush");
    expect(request).toMatchObject({ parentSpanId: "", kind: 2, hasFailed: false, links: [] });
    expect(request.attributes).toMatchObject({
      "http.request.method": "POST",
      "http.route": "trpc",
      "http.response.status_code": 200,
    });
    expect([call.parentSpanId, reply.parentSpanId]).toEqual([request.spanId, call.spanId]);
    expect([asked.parentSpanId, flush.parentSpanId, job.parentSpanId]).toEqual(
      Array.from({ length: 3 }, () => reply.spanId),
    );
    expect(reply.attributes).toMatchObject({
      "chatkit.generation.attempt": 1,
      "chatkit.generation.status": "completed",
      "chatkit.flushes": 1,
    });
    expect(asked).toMatchObject({ name: "chat mock", kind: 3 });
    expect(asked.events.map(({ name }) => name)).toEqual(["first token"]);
    expect(asked.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "mock",
      "gen_ai.response.finish_reasons": ["stop"],
      "server.address": "127.0.0.1",
      "server.port": stage.provider.port,
    });
    expect(asked.attributes["gen_ai.usage.output_tokens"]).toBeNumber();
    const stored = trace.filter(({ parentSpanId }) => parentSpanId === call.spanId);
    expect(stored.map(({ name }) => name)).toContain(
      "UPDATE threads, INSERT messages, INSERT generations",
    );
    const told = stage.provider.requests.filter(({ kind }) => kind === "reply").at(-1);
    expect(told?.headers["traceparent"]).toBe(`00-${asked.traceId}-${asked.spanId}-01`);
    expect(request.resource).toMatchObject({ "service.name": "chatkit" });
  });

  test("begins with each call of a socket, and ends with its answer", async () => {
    const visitor = await newVisitor(origin);
    using socket = openChatSocket(origin, visitor.token);
    const { reply } = await socket.api.messages.send.mutate(newSend());
    const trace = await traceOf(present(reply.generation).id);
    expect(named(trace, "messages.send")).toMatchObject({ parentSpanId: "", kind: 2 });
    expect(named(trace, "generation").parentSpanId).toBe(named(trace, "messages.send").spanId);
  });

  test("of a reply that fails says why, and so does its log line", async () => {
    stage.provider.setScenario("401");
    const visitor = await newVisitor(origin);
    const { generation } = await chatWith(origin, visitor).say("hello");
    stage.provider.setScenario("echo");
    const trace = await traceOf(present(generation).id);
    const reply = named(trace, "generation");
    expect(reply).toMatchObject({ hasFailed: true });
    expect(reply.attributes).toMatchObject({
      "chatkit.generation.status": "failed",
      "error.type": present(generation?.error).code,
    });
    expect(trace.find(({ kind, hasFailed }) => kind === 3 && hasFailed)?.name).toBe("chat mock");
    const line = await stage.receiver.untilLog(
      "the failure's line",
      ({ traceId }) => traceId === reply.traceId,
    );
    expect(line).toMatchObject({ body: "provider failed", severity: "WARN" });
    expect(line.spanId).toBe(reply.spanId);
    expect(line.attributes["generationId"]).toBe(present(generation).id);
  });

  test("names the retries of a busy model server", async () => {
    stage.provider.setScenario("429 times=1 in=0");
    const visitor = await newVisitor(origin);
    const { generation } = await chatWith(origin, visitor).say("hello");
    stage.provider.setScenario("echo");
    const trace = await traceOf(present(generation).id);
    const asked = present(trace.find(({ kind, name }) => kind === 3 && name === "chat mock"));
    const retry = present(asked.events.find(({ name }) => name === "retry"));
    expect(retry.attributes).toEqual({ "error.type": "provider_rate_limited" });
    expect(asked.hasFailed).toBe(false);
  });
});

test("no secret, no address and no text is exported", async () => {
  const visitor = await newVisitor(origin);
  const { text, generation } = await chatWith(origin, visitor).say("a sentence of my own");
  expect(text).toContain("a sentence of my own");
  await traceOf(present(generation).id);
  const sent = stage.receiver.requests.map(({ body }) => body).join("\n");
  for (const hidden of [
    "sentence of my own",
    "words that stay here",
    visitor.token,
    visitor.secret,
    modelKey,
    receiverKey,
  ])
    expect(sent).not.toContain(hidden);
  expect(stage.receiver.requests.every(({ headers }) => headers.get("x-receiver-key"))).toBe(true);
});

describe("a traceparent", () => {
  const named = "4bf92f3577b34da6a3ce929d0e0e4736";
  const traceparent = `00-${named}-00f067aa0ba902b7-01`;
  const call = async (at: string) => {
    const answer = await fetch(`${at}/trpc/x`, { headers: { traceparent } });
    const id = present(answer.headers.get("x-request-id"));
    return stage.receiver.untilSpan(
      "the request's span",
      ({ attributes, kind }) => kind === 2 && attributes["chatkit.request.id"] === id,
    );
  };

  test("of a stranger is a link, and nothing more", async () => {
    const span = await call(origin);
    expect(span.links).toEqual([{ traceId: named, spanId: "00f067aa0ba902b7" }]);
    expect(span).toMatchObject({ parentSpanId: "" });
    expect(span.traceId).not.toBe(named);
  });

  test("of a trusted proxy is continued where the operator says so", async () => {
    await using behind = stage.start({
      TRUST_PROXY: "127.0.0.0/8",
      CHATKIT_TRACE_FROM_PROXY: "on",
      // The proxy decides: none of our own traces is recorded.
      OTEL_TRACES_SAMPLER: "parentbased_always_off",
    });
    const span = await call(await behind.origin());
    expect(span).toMatchObject({ traceId: named, parentSpanId: "00f067aa0ba902b7", links: [] });
  });
});

test("a reply that another node takes over stays in its trace", async () => {
  stage.provider.setScenario("gate");
  const replies = stage.provider.requests.filter(({ kind }) => kind === "reply").length;
  const visitor = await newVisitor(origin);
  const { reply } = await visitor.api.messages.send.mutate(newSend());
  const { id } = present(reply.generation);
  await stage.provider.waitForRequest(replies + 1);
  stage.provider.setScenario("echo");
  await using other = stage.start();
  await other.origin();
  const earlier = server;
  earlier.signal("SIGTERM");
  expect((await earlier.ended).status).toBe(0);
  const attempt = (n: number) => (span: ReceivedSpan) =>
    span.attributes["chatkit.generation.id"] === id &&
    span.attributes["chatkit.generation.attempt"] === n;
  const first = await stage.receiver.untilSpan("the first attempt", attempt(1));
  const second = await stage.receiver.untilSpan("the second attempt", attempt(2));
  expect(first.attributes["chatkit.generation.status"]).toBe("handover");
  expect(second.attributes["chatkit.generation.status"]).toBe("completed");
  expect(second).toMatchObject({ traceId: first.traceId, parentSpanId: first.parentSpanId });
  expect(second.resource["service.instance.id"]).not.toBe(first.resource["service.instance.id"]);
});
