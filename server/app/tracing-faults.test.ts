import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { ServerProcess } from "../../scripts/process/server-process.ts";
import { freePort } from "../platform/free-port.ts";
import { parseJson } from "../platform/narrow.ts";
import { present } from "../../testing/present.ts";
import { chatWith } from "../../testing/server/chat-with.ts";
import { newVisitor } from "../../testing/server/visitor.ts";
import { openTracingStage, type TracingStage } from "../../testing/tracing/traced-server.ts";
import { until } from "../../testing/until.ts";

let stage: TracingStage;

beforeAll(async () => {
  stage = await openTracingStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const printModules = {
  bunArgs: ["--preload", join(import.meta.dirname, "../../testing/tracing/loaded-modules.ts")],
};

/** OpenTelemetry's modules in a process, without the API, which other packages load. */
async function sdkModulesOf(server: ServerProcess): Promise<unknown[]> {
  await server.origin();
  server.signal("SIGUSR2");
  const line = await server.line(/^loaded /);
  const modules = parseJson(line.slice("loaded ".length));
  if (!Array.isArray(modules)) throw new Error("not a list of modules");
  expect(modules.some((path) => String(path).endsWith("/server/app/app.ts"))).toBe(true);
  return modules.filter((path) => /@opentelemetry\/(?!api\/)|tracing\/otel\//.test(String(path)));
}

test("without an address, and where it is turned off, no module of the SDK is loaded", async () => {
  for (const settings of [{ OTEL_EXPORTER_OTLP_ENDPOINT: "" }, { OTEL_SDK_DISABLED: "true" }]) {
    await using off = stage.start(settings, printModules);
    expect(await sdkModulesOf(off)).toEqual([]);
  }
  await using on = stage.start({}, printModules);
  expect(await sdkModulesOf(on)).not.toEqual([]);
});

test("an unsampled reply exports no span, and its model server is told so", async () => {
  const { receiver, provider } = stage;
  const before = receiver.spans.length;
  await using server = stage.start({
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0",
  });
  const origin = await server.origin();
  provider.setScenario("401");
  const { generation } = await chatWith(origin, await newVisitor(origin)).say("hello");
  provider.setScenario("echo");
  const line = await receiver.untilLog(
    "the line of the reply's failure",
    ({ attributes }) => attributes["generationId"] === present(generation).id,
  );
  expect(line.traceId).toMatch(/^[\da-f]{32}$/);
  const told = provider.requests.findLast(({ kind }) => kind === "reply");
  expect(told?.headers["traceparent"]).toMatch(new RegExp(`^00-${line.traceId}-.{16}-00$`));
  server.signal("SIGTERM");
  const { status, err } = await server.ended;
  expect(status).toBe(0);
  expect(err).toContain(`"trace_id":"${line.traceId}"`);
  expect(receiver.spans.length).toBe(before);
});

test("model servers are told nothing where the operator says so", async () => {
  const { provider } = stage;
  await using server = stage.start({ CHATKIT_TRACE_TO_MODELS: "off" });
  const origin = await server.origin();
  await chatWith(origin, await newVisitor(origin)).say("hello");
  const told = present(provider.requests.findLast(({ kind }) => kind === "reply"));
  expect(told.headers["traceparent"]).toBeUndefined();
});

test("by default, spans and lines are sent as protobuf", async () => {
  const { receiver } = stage;
  const before = receiver.requests.length;
  await using server = stage.start({ OTEL_EXPORTER_OTLP_PROTOCOL: "" });
  const origin = await server.origin();
  await newVisitor(origin);
  const request = await until("a request with protobuf", () =>
    receiver.requests.slice(before).find(({ body }) => body.includes("auth.guest")),
  );
  expect(request.path).toBe("/v1/traces");
  expect(request.headers.get("content-type")).toBe("application/x-protobuf");
  expect(request.body).toContain("service.name");
});

/** The lost spans by reason, from the metrics. */
async function lostSpans(origin: string, reason: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const line = new RegExp(
    `^chatkit_telemetry_lost_total\\{signal="traces",reason="${reason}"\\} (\\d+)$`,
    "m",
  );
  return Number(present(line.exec(metrics)?.[1]));
}

describe("a receiver that", () => {
  const receivers = {
    "is not there": () => `http://127.0.0.1:${freePort()}`,
    refuses: () => stage.receiver.url,
    hangs: () => stage.receiver.url,
  };
  for (const [name, address] of Object.entries(receivers))
    test(`${name} harms no reply, and does not keep the node from its end`, async () => {
      if (name === "refuses" || name === "hangs") stage.receiver.behave(name);
      await using server = stage.start({
        OTEL_EXPORTER_OTLP_ENDPOINT: address(),
        OTEL_EXPORTER_OTLP_TIMEOUT: "400",
        OTEL_BSP_MAX_QUEUE_SIZE: "20",
      });
      const origin = await server.origin();
      const chat = chatWith(origin, await newVisitor(origin));
      const { text, generation } = await chat.say("a word for the echo");
      expect(text).toContain("a word for the echo");
      expect(generation?.status).toBe("completed");
      // One reply has more spans than may wait for a receiver that hangs.
      await until("lost spans in the metrics", async () => {
        const [full, failed] = [await lostSpans(origin, "full"), await lostSpans(origin, "failed")];
        return (name !== "hangs" || full > 0) && failed > 0 ? true : undefined;
      });
      const endedAt = performance.now();
      server.signal("SIGTERM");
      const { status, err } = await server.ended;
      expect(status).toBe(0);
      expect(performance.now() - endedAt).toBeLessThan(10_000);
      const told = err.split("\n").filter((line) => line.includes("telemetry was not exported"));
      expect(told.length).toBeGreaterThan(0);
      expect(told.length).toBeLessThan(10);
      stage.receiver.behave("takes");
    });
});
