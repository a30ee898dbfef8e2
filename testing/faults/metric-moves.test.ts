import { afterAll, expect, test } from "bun:test";
import { createMetrics, type Metrics } from "../../server/platform/metrics/create-metrics.ts";
import { families, type MeasuredNode, ordinary, watchMetrics } from "./metric-moves.ts";

const servers: Bun.Server<undefined>[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop(true))));

/** A node that has nothing but its metrics. */
function startNode(): MeasuredNode & { metrics: Metrics; isRunning: boolean } {
  const metrics = createMetrics();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async () => new Response(await metrics.registry.metrics()),
  });
  servers.push(server);
  return { metrics, isRunning: true, pid: 1, origin: `http://127.0.0.1:${server.port}` };
}

test("every counter of a node is watched, so that none can move unseen", async () => {
  const { registry } = createMetrics();
  const all = await registry.getMetricsAsJSON();
  const counters = all.filter(
    ({ name, type }) =>
      String(type) === "counter" && name.startsWith("chatkit") && !ordinary.includes(name),
  );
  const histograms = ["chatkit_generation_stop_seconds", "chatkit_call_seconds"];
  for (const name of histograms) expect(all.map((metric) => metric.name)).toContain(name);
  expect(families.map(({ name }) => name).toSorted()).toEqual(
    [...counters.map(({ name }) => name), ...histograms.map((name) => `${name}_count`)].toSorted(),
  );
});

test("what moves is summed up over the nodes, and what is usual is left out", async () => {
  const nodes = [startNode(), startNode()] as const;
  nodes[0].metrics.fenced.inc(5);
  const { moved } = await watchMetrics(nodes);
  for (const { metrics } of nodes) {
    metrics.takeovers.inc({ after: "loss" });
    metrics.generationsEnded.inc({ status: "completed" });
    metrics.streamsOpened.inc({ log: "feed", outcome: "begun" });
    metrics.streamsOpened.inc({ log: "feed", outcome: "resumed" });
    metrics.calls.observe({ procedure: "auth.me", outcome: "ok" }, 1);
  }
  nodes[1].metrics.calls.observe({ procedure: "auth.me", outcome: "unavailable" }, 1);
  const moves = {
    "takeovers loss": 2,
    "streams feed resumed": 2,
    "refused auth.me unavailable": 1,
  };
  expect(await moved(moves)).toEqual(moves);
});

test("a process that has ended keeps what was taken down of it; one that is new begins at zero", async () => {
  const nodes = [startNode(), startNode()] as const;
  nodes[1].isRunning = false;
  const metrics = await watchMetrics(nodes);
  nodes[0].metrics.fenced.inc();
  await metrics.takeDown();
  nodes[0].metrics.fenced.inc();
  nodes[0].isRunning = false;
  nodes[1].isRunning = true;
  nodes[1].metrics.leftToLease.inc(3);
  expect(await metrics.moved({ fenced: 1, "left to lease": 3 })).toBeDefined();
});

test("counts that come late are waited for, and what is not as expected is told", async () => {
  const nodes = [startNode()] as const;
  const [{ metrics }] = nodes;
  const { moved } = await watchMetrics(nodes);
  setTimeout(() => metrics.flushFailures.inc(2), 100);
  expect(await moved({ "flush failures": 2 })).toEqual({ "flush failures": 2 });
  const hasty = await watchMetrics(nodes, 0);
  metrics.fenced.inc();
  expect(await hasty.moved({ fenced: "some", "failed reads": "perhaps" })).toEqual({ fenced: 1 });
  const failing = hasty.moved({ fenced: 2, "failed reads": "some" });
  const words = "fenced moved by 1, expected 2; failed reads moved by 0, expected some";
  expect(await failing.catch((error: unknown) => String(error))).toContain(words);
  expect(await hasty.moved({}).catch((error: unknown) => String(error))).toContain(
    "fenced moved by 1, expected 0",
  );
});
