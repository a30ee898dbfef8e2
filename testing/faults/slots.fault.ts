import { expect } from "bun:test";
import { until } from "../until.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";

/** The leases of the dead node's replies (5 s) and slot (6 s) run side by side; then a look each. */
const recoveredWithinMs = 15_000;

fault("worker killed while its replies have and await the slots of a connection", async () => {
  await using stage = await openFaultStage({
    roles: ["web", "worker", "worker"],
    later: [2],
    settings: { CHATKIT_MAX_CONCURRENT: "1" },
  });
  const { provider, sql } = stage;
  const [many, one] = [await stage.newPerson(), await stage.newPerson()];
  const asked = [];
  for (let i = 0; i < 4; i++) asked.push({ by: many, ...(await many.ask("[[gate]] crowd")) });
  await provider.waitForRequest(1);
  asked.push({ by: one, ...(await one.ask("[[gate]] alone")) });
  await until("the others in the queue", async () => {
    const waiting = await sql`select 1 from model_calls where slot is null`;
    return waiting.length === asked.length - 1 ? true : undefined;
  });
  const readers = asked.map(({ by, generationId }) => by.read(generationId));
  await stage.cluster.node(2).start();
  await stage.metrics.takeDown();
  const faultAt = performance.now();
  await stage.cluster.node(1).end("SIGKILL");
  const again = await provider.waitForRequest(2);
  const recoveredMs = performance.now() - faultAt;
  for (let request = 2; request <= asked.length + 1; request++) {
    await provider.waitForRequest(request);
    provider.push("whole", request);
    provider.release(request);
  }
  for (const reader of readers)
    expect(await reader.whole()).toMatchObject({
      text: "whole",
      final: { status: "completed" },
    });
  const replies = provider.requests.filter(({ kind }) => kind === "reply");
  expect(replies).toHaveLength(asked.length + 1);
  // Never two at once: each begins after the one before has ended.
  const [, ...later] = replies;
  for (const [i, { at }] of later.entries())
    if (i > 0) expect(at).toBeGreaterThanOrEqual(later[i - 1]?.finishedAt ?? Infinity);
  const alone = later.findIndex(({ body }) => JSON.stringify(body).includes("alone"));
  expect(alone).toBeLessThanOrEqual(2);
  expect(again.number).toBeGreaterThan(0);
  return {
    outcome: "another worker wrote all of them one by one, people in turn",
    recoveredMs: within(recoveredWithinMs, recoveredMs),
    moved: await stage.metrics.moved({ "takeovers loss": asked.length }),
  };
});
