import { expect, test } from "bun:test";
import { Registry } from "prom-client";
import { sameOnAll } from "../../platform/metrics/observe.ts";
import { observeShared, type SharedCounts } from "../../platform/metrics/shared-metrics.ts";
import { addUp } from "./add-up-metrics.ts";
import { readSnapshot, writeSnapshot } from "./metrics-snapshot.ts";

const counts: SharedCounts = {
  activeSessions: 3,
  queuedGenerations: { count: 4, oldestSeconds: 5 },
  jobs: [
    { queue: "backup", waiting: 1, later: 2, running: 3, failed: 4, dead: 5, oldestSeconds: 6 },
  ],
  cacheSize: { entries: 7, bytes: 8 },
  analyticsBacklog: 9,
  backups: {
    last: { endedAt: new Date(10_000), seconds: 11, bytes: 12, isUnchecked: true },
    overdueSeconds: 13,
    runningSeconds: 14,
  },
};

/** What a process knows of the database. */
async function snapshotOfOne() {
  const registry = new Registry();
  observeShared(
    registry,
    async () => counts,
    (error) => {
      throw error;
    },
  );
  return readSnapshot(await writeSnapshot(registry));
}

test("what is read from the database is the same for three processes as for one", async () => {
  const one = await snapshotOfOne();
  expect(one.filter(({ help }) => help.includes(sameOnAll))).toHaveLength(14);
  expect(one.flatMap(({ values }) => values).every(({ value }) => value > 0)).toBe(true);
  const all = await addUp([one, await snapshotOfOne(), await snapshotOfOne()]).getMetricsAsJSON();
  const valuesOf = (metrics: { name: string; values: { value: number }[] }[]) =>
    metrics.map(({ name, values }) => [name, values.map(({ value }) => value)]);
  expect(valuesOf(all)).toEqual(valuesOf(one));
});
