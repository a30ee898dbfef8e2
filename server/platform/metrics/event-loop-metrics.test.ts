import { expect, test } from "bun:test";
import { Registry } from "prom-client";
import type { WhileLive } from "../pace.ts";
import { createMetrics } from "./create-metrics.ts";
import { observeEventLoop } from "./event-loop-metrics.ts";

async function read(registry: Registry, name: string): Promise<number> {
  const line = (await registry.metrics()).split("\n").find((each) => each.startsWith(`${name} `));
  if (line === undefined) throw new Error(`no metric ${name}`);
  return line.endsWith("Nan") ? Number.NaN : Number(line.split(" ").at(-1));
}

test("the event loop's lag is measured while the node is in use, and not while it is idle", async () => {
  const registry = new Registry();
  let start: WhileLive | undefined;
  observeEventLoop(registry, {
    whileLive(given) {
      start = given;
      return { [Symbol.dispose]() {} };
    },
  });
  const name = "nodejs_eventloop_lag_p99_seconds";
  expect(await read(registry, name)).toBeNaN();
  const stop = start?.();
  expect(stop).toBeFunction();
  let measured = Number.NaN;
  for (let look = 0; Number.isNaN(measured) && look < 20; look++) {
    // A scrape begins anew, so there has to be time for a measurement between two of them.
    await Bun.sleep(600);
    measured = await read(registry, name);
  }
  expect(measured).toBeGreaterThanOrEqual(0);
  expect(measured).toBeLessThan(10);
  stop?.();
  await read(registry, name);
  expect(await read(registry, name)).toBeNaN();
  expect(await read(registry, "nodejs_eventloop_lag_seconds")).toBeGreaterThanOrEqual(0);
});

test("no other metric of the event loop's lag is left, which would be measured all the time", async () => {
  expect(await createMetrics().registry.metrics()).not.toContain("eventloop_lag");
});
