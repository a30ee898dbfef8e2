import { afterAll, beforeAll, expect, test } from "bun:test";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { createMetrics, type Metrics } from "../platform/metrics/create-metrics.ts";
import { openSources } from "./choose-provider.ts";
import { archiveOf } from "./offline/testing/ask-offline.ts";
import { collect, replyTo } from "./openai-chat/testing/call-mock.ts";
import { ConnectionSlots } from "./slots/connection-slots.ts";
import type { SlotStore } from "./slots/slot-table.ts";
import { createLog } from "../platform/log.ts";
import { CircuitBoard } from "./circuits/circuit-board.ts";
import type { CircuitStore } from "./circuits/circuit-table.ts";
import { connectionTo } from "../../testing/server/connection-to.ts";
import type { Provider } from "./provider.ts";
import { noTracer } from "../platform/tracing/tracer.ts";

const noStore = { read: async () => null, write: async () => {} };

let mock: MockProvider;
beforeAll(async () => {
  mock = await startMockProvider();
});
afterAll(() => mock[Symbol.asyncDispose]());

const noCircuits: CircuitStore = {
  recordFailures: async () => {},
  recordAnswer: async () => {},
  takeProbe: async () => true,
  read: async () => [],
};

/** A connection without a limit asks for no slot. */
const noSlots: SlotStore = {
  take: () => Promise.reject(new Error("no slots here")),
  join: () => Promise.reject(new Error("no slots here")),
  grant: () => Promise.reject(new Error("no slots here")),
  leave: () => Promise.reject(new Error("no slots here")),
  renew: () => Promise.reject(new Error("no slots here")),
  sweep: () => Promise.reject(new Error("no slots here")),
};

function openProvider(): { provider: Provider; metrics: Metrics } {
  const metrics = createMetrics();
  const timeouts = { firstByteTimeoutMs: 5_000, idleTimeoutMs: 5_000, totalTimeoutMs: 60_000 };
  const circuits = new CircuitBoard({ store: noCircuits, log: createLog("silent") });
  const connection = connectionTo(mock.url);
  const slots = new ConnectionSlots({
    store: noSlots,
    log: createLog("silent"),
    async refresh() {},
  });
  const { open } = openSources(
    { kind: "connected", connections: [connection], model: "mock", ...timeouts },
    {
      threads: archiveOf([]),
      metrics,
      factsOf: () => noStore,
      circuits,
      slots,
      tracing: { tracer: noTracer, tellsModels: false },
    },
  );
  const { provider } = open(connection);
  return { provider, metrics };
}

/** The counts of calls, first bytes, retries and tokens that are not zero. */
async function countsOf({ registry }: Metrics): Promise<Record<string, number>> {
  const lines = (await registry.metrics()).split("\n");
  const counts = lines.flatMap((line) => {
    const [, name, value] =
      /^(chatkit_(?:provider_\S*_(?:count|total)\S*|tokens_total\S*)) (\S+)$/.exec(line) ?? [];
    return name !== undefined && Number(value) > 0 ? [[name, Number(value)] as const] : [];
  });
  return Object.fromEntries(counts);
}

test("a call that goes well is counted once, with its first byte and its tokens", async () => {
  const { provider, metrics } = openProvider();
  const { usage } = await collect(provider, replyTo("hello"));
  expect(await countsOf(metrics)).toEqual({
    'chatkit_provider_call_seconds_count{provider="default",outcome="completed"}': 1,
    'chatkit_provider_first_byte_seconds_count{provider="default"}': 1,
    'chatkit_tokens_total{direction="in",model="mock"}': usage[0]?.inputTokens ?? 0,
    'chatkit_tokens_total{direction="out",model="mock"}': usage[0]?.outputTokens ?? 0,
  });
});

test("a failure is counted by its code", async () => {
  const { provider, metrics } = openProvider();
  const { code } = await collect(provider, replyTo("[[401]]"));
  expect(code).toBe("provider_auth");
  expect(await countsOf(metrics)).toEqual({
    'chatkit_provider_call_seconds_count{provider="default",outcome="provider_auth"}': 1,
  });
});

test("what this server ends itself is no failure of the provider's", async () => {
  const { provider, metrics } = openProvider();
  await collect(provider, replyTo("hello"), AbortSignal.abort(new Error("stop"))).catch(() => {});
  expect(await countsOf(metrics)).toEqual({
    'chatkit_provider_call_seconds_count{provider="default",outcome="aborted"}': 1,
  });
});

test("a request that is sent once more is counted by the failure before", async () => {
  const { provider, metrics } = openProvider();
  const { code } = await collect(provider, replyTo("[[429 times=1 after=ms in=0.001]]"));
  expect(code).toBeNull();
  expect(await countsOf(metrics)).toMatchObject({
    'chatkit_provider_call_seconds_count{provider="default",outcome="completed"}': 1,
    'chatkit_provider_retries_total{reason="provider_rate_limited"}': 1,
  });
});
