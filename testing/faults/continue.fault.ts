import { expect } from "bun:test";
import type { FeedEvent } from "../../shared/feed-event.ts";
import { newId } from "../../shared/ids.ts";
import { type FaultOutcome, fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import type { Person } from "./person.ts";

/** A lease of at most 5 s, and at most 5 s from its end to the takeover. */
const takeoverWithinMs = 10_000;

/** A heartbeat of 20 s, a look for lost jobs once a minute, and a pause of 2 s before the next try. */
const summaryWithinMs = 95_000;

/** Where the two workers are; the second one comes when the first has work in hand. */
const roles = ["web", "worker", "worker"] as const;
const [doomed, heir] = [1, 2];

fault("worker killed in the middle of a continuation", async (): Promise<FaultOutcome> => {
  await using stage = await openFaultStage({ roles, later: [heir] });
  const { provider, cluster, sql, metrics } = stage;
  const person = await stage.newPerson();
  const { threadId, messageId, generationId: first } = await person.ask("[[gate]]");
  await provider.waitForRequest(1);
  provider.push("Take out ");
  const before = person.read(first);
  await before.until(({ text }) => text === "Take out ");
  await person.api.generations.stop.mutate({ generationId: first });
  expect(await before.whole()).toMatchObject({ text: "Take out ", final: { status: "stopped" } });

  const generationId = newId("generation");
  await person.api.messages.continue.mutate({ messageId, generationId });
  await provider.waitForRequest(2);
  await cluster.node(heir).start();
  const other = await person.anotherTab();
  const tabs = [person.read(generationId), other.read(generationId)];
  provider.push("half of ", 2);
  for (const tab of tabs) await tab.until(({ text }) => text === "Take out half of ");
  const faultAt = performance.now();
  await cluster.node(doomed).end("SIGKILL");
  await provider.waitForRequest(3);
  provider.push("the trash.", 3);
  const whole = "Take out the trash.";
  const shown = await Promise.all(tabs.map((tab) => tab.until(({ text }) => text === whole)));
  provider.release(3);
  for (const tab of tabs) {
    expect(await tab.whole()).toMatchObject({ text: whole, final: { status: "completed" } });
    expect(tab.kinds["restart"]).toBe(1);
    expect(tab.refusals).toEqual([]);
  }
  const replies = await sql<{ id: string; text: string }[]>`
    select id, text from messages where thread_id = ${threadId} and role = 'assistant'`;
  expect([...replies]).toEqual([{ id: messageId, text: whole }]);
  const log = await sql<{ seq: number; kind: string }[]>`
    select seq, kind from chunks where generation_id = ${generationId} order by seq`;
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  expect(log.filter(({ kind }) => kind === "final")).toHaveLength(1);
  return {
    outcome: "another worker went on from what the message held; whole, once, no splice",
    recoveredMs: within(takeoverWithinMs, Math.max(...shown) - faultAt),
    moved: await metrics.moved({ "takeovers loss": 1 }),
  };
});

fault(
  "worker killed while it summarises",
  async (): Promise<FaultOutcome> => {
    await using stage = await openFaultStage({ roles, later: [heir] });
    const { provider, cluster, metrics } = stage;
    const person = await stage.newPerson();
    const { feedCursor } = await person.api.threads.list.query();
    const { threadId, messageId, generationId } = await person.ask("hello");
    await person.read(generationId).whole();
    await untilFeed(
      person,
      feedCursor,
      (event) => event.type === "thread.put" && event.thread.title !== null,
    );
    provider.setScenario("gate");
    await person.api.messages.summarise.mutate({ messageId });
    await provider.waitForRequest(2);
    await cluster.node(heir).start();
    // The next worker is answered at once, whenever it asks.
    provider.setScenario('title text="What was said"');
    const faultAt = performance.now();
    await cluster.node(doomed).end("SIGKILL");
    await untilFeed(person, feedCursor, (event) => {
      if (event.type !== "message.put" || event.message.id !== messageId) return false;
      return event.message.summary?.status === "ready";
    });
    const { messages } = await person.api.messages.list.query({ threadId });
    expect(messages.at(-1)?.summary).toMatchObject({ text: "What was said", revision: 2 });
    return {
      outcome: "another worker wrote the summary, once",
      recoveredMs: within(summaryWithinMs, performance.now() - faultAt),
      moved: await metrics.moved({ "streams feed resumed": 2 }),
    };
  },
  { withinMs: 150_000 },
);

/** Waits for an event of a person's feed. */
async function untilFeed(
  { api }: Person,
  lastEventId: string,
  fits: (event: FeedEvent) => boolean,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { unsubscribe } = api.feed.watch.subscribe(
    { lastEventId },
    { onData: ({ data }) => void (fits(data) && resolve()), onError: reject },
  );
  await promise.finally(unsubscribe);
}
