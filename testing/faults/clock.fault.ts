import { expect } from "bun:test";
import { join } from "node:path";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";

/** A lease of at most 5 s, and at most 5 s from its end to the takeover. */
const takeoverWithinMs = 10_000;

/** Longer than two leases: a worker that would steal a reply has done so by then. */
const heldMs = 9_000;

/** Two workers, the second one with the wrong clock, and a web node with it. */
const roles = ["web", "worker", "worker", "web"] as const;
const isWrong = (place: number) => place >= 2;

for (const direction of ["ahead", "behind"]) {
  fault(`one node's clock 5 minutes ${direction}`, async () => {
    const preload = join(import.meta.dirname, `clock-${direction}.ts`);
    await using stage = await openFaultStage({
      roles,
      later: [2],
      bunArgs: (place) => (isWrong(place) ? ["--preload", preload] : []),
    });
    const { cluster, provider } = stage;
    const right = await stage.newPerson(cluster.node(0).origin);
    const wrong = await stage.newPerson(cluster.node(3).origin);
    const asked = await right.ask("[[gate]]");
    await provider.waitForRequest(1);
    await cluster.node(2).start();
    // Tokens of each node are good at the other.
    await wrong.anotherTab(cluster.node(0).origin).then(({ api }) => api.threads.list.query({}));
    const tabs = [right, await right.anotherTab(cluster.node(3).origin)];
    const readers = tabs.map((tab) => tab.read(asked.generationId));
    const replies = () => provider.requests.filter(({ kind }) => kind === "reply").length;
    await holdsFor(heldMs, () => replies() === 1);
    const faultAt = performance.now();
    await cluster.node(1).end("SIGKILL");
    await provider.waitForRequest(2);
    const recoveredMs = within(takeoverWithinMs, performance.now() - faultAt);
    await cluster.node(1).start();
    await holdsFor(heldMs, () => replies() === 2);
    provider.push("whole", 2);
    provider.release(2);
    for (const reader of readers)
      expect(await reader.whole()).toMatchObject({ text: "whole", attempt: 2 });
    return {
      outcome: "no lease taken early or late, tokens good everywhere",
      recoveredMs,
      moved: await stage.metrics.moved({ "takeovers loss": 1 }),
    };
  });
}

/** Checks that a condition holds all this time. */
async function holdsFor(ms: number, condition: () => boolean): Promise<void> {
  await Bun.sleep(ms);
  expect(condition()).toBe(true);
}
