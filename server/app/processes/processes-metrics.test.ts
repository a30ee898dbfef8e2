import { expect, test } from "bun:test";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { observeBuild, observeProcesses } from "../../platform/metrics/process-metrics.ts";
import { observe, observeEach, sameOnAll } from "../../platform/metrics/observe.ts";
import { writeSnapshot } from "./metrics-snapshot.ts";
import { ProcessesMetrics } from "./processes-metrics.ts";

/** A process with a few metrics of each kind. */
function newProcess(place: number, run = 1) {
  const registry = new Registry();
  const registers = [registry];
  observeProcesses(registry);
  observeBuild(registry, "1.0.0");
  const calls = new Counter({ name: "a_total", help: "a", labelNames: ["kind"], registers });
  const times = new Histogram({ name: "b_seconds", help: "b", buckets: [1, 5], registers });
  const lag = new Gauge({ name: "nodejs_lag_seconds", help: "lag", registers });
  lag.set(Number.NaN);
  observe(registry, { name: "c_open", help: "c" }, () => place);
  observe(registry, { name: "d_all", help: sameOnAll, aggregator: "max" }, () => 7);
  observeEach(registry, { name: "e_each", help: "e", label: "log" }, () => ({ feed: place }));
  let answers = true;
  return {
    calls,
    times,
    place,
    fallSilent: () => (answers = false),
    counts: async () => (answers ? { run, snapshot: await writeSnapshot(registry) } : null),
  };
}

async function samplesOf(page: Promise<string>): Promise<Record<string, string>> {
  const lines = (await page).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), line.split(" ").at(-1) ?? ""]),
  );
}

test("counts are added up, and what describes one process has its place", async () => {
  const [one, two] = [newProcess(1), newProcess(2)];
  const page = new ProcessesMetrics(() => [one, two]);
  one.calls.inc({ kind: "x" }, 2);
  two.calls.inc({ kind: "x" }, 3);
  two.calls.inc({ kind: "y" }, 1);
  one.times.observe(0.5);
  two.times.observe(3);
  expect(await samplesOf(page.metrics())).toMatchObject({
    'a_total{kind="x"}': "5",
    'a_total{kind="y"}': "1",
    'b_seconds_bucket{le="1"}': "1",
    'b_seconds_bucket{le="5"}': "2",
    'b_seconds_bucket{le="+Inf"}': "2",
    b_seconds_sum: "3.5",
    b_seconds_count: "2",
    c_open: "3",
    d_all: "7",
    'e_each{log="feed"}': "3",
    'nodejs_lag_seconds{process="1"}': "Nan",
    'nodejs_lag_seconds{process="2"}': "Nan",
    [`chatkit_build_info{version="1.0.0",bun="${Bun.version}"}`]: "1",
    chatkit_processes: "2",
    chatkit_process_restarts_total: "0",
  });
  const text = await page.metrics();
  expect(text.match(/^# TYPE a_total counter$/gm)).toHaveLength(1);
  expect(text).toContain("# HELP chatkit_process_restarts_total Node processes that ended unasked");
  expect(page.contentType).toStartWith("text/plain; version=0.0.4");
});

test("sums never fall: what an ended process had shown stays", async () => {
  const running = [newProcess(1), newProcess(2)];
  const page = new ProcessesMetrics(() => running);
  for (const { calls, times } of running) {
    calls.inc({ kind: "x" }, 10);
    times.observe(3);
  }
  await page.metrics();
  page.restarted();
  running[1]?.fallSilent();
  expect(await samplesOf(page.metrics())).toMatchObject({ 'a_total{kind="x"}': "20", c_open: "1" });
  running[1] = newProcess(2, 2);
  running[1].calls.inc({ kind: "x" }, 1);
  const counted = { 'a_total{kind="x"}': "21", b_seconds_count: "2", c_open: "3" };
  expect(await samplesOf(page.metrics())).toMatchObject({
    ...counted,
    chatkit_processes: "2",
    chatkit_process_restarts_total: "1",
  });
  page.restarted();
  running[1] = newProcess(2, 3);
  for (let reads = 0; reads < 3; reads++)
    expect(await samplesOf(page.metrics())).toMatchObject({
      'a_total{kind="x"}': "21",
      'b_seconds_bucket{le="5"}': "2",
      c_open: "3",
      chatkit_processes: "2",
      chatkit_process_restarts_total: "2",
    });
});

test("a process that does not answer is counted as it last was", async () => {
  const [one, two] = [newProcess(1), newProcess(2)];
  const page = new ProcessesMetrics(() => [one, two]);
  two.calls.inc({ kind: "x" }, 4);
  await page.metrics();
  two.fallSilent();
  one.calls.inc({ kind: "x" }, 1);
  const samples = await samplesOf(page.metrics());
  expect(samples).toMatchObject({ 'a_total{kind="x"}': "5", chatkit_processes: "1" });
  expect(samples['nodejs_lag_seconds{process="2"}']).toBeUndefined();
});
