import { expect } from "bun:test";
import { type FaultOutcome, fault, within } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";
import type { Asked, Person } from "./person.ts";
import type { Reader } from "./reader.ts";
import { untilLockWaits } from "./until-lock-waits.ts";

/** A lease of at most 5 s, and at most 5 s from its end to the takeover. */
const takeoverWithinMs = 10_000;

/** Roles of the nodes. The second worker starts when the first has a reply in progress. */
const roles = ["web", "worker", "worker"] as const;
const [doomed, heir] = [1, 2];

/** A reply that the doomed worker has begun, read in two tabs of one user. */
async function openReply(
  stage: FaultStage,
): Promise<{ person: Person; asked: Asked; tabs: Reader[] }> {
  const person = await stage.newPerson();
  const asked = await person.ask("[[gate]]");
  await stage.provider.waitForRequest(1);
  const other = await person.anotherTab();
  await stage.cluster.node(heir).start();
  const tabs = [person.read(asked.generationId), other.read(asked.generationId)];
  return { person, asked, tabs };
}

/** The heir asks the provider again; gives when, and the final text of the tabs. */
async function finishAnew(
  { provider, sql }: FaultStage,
  { asked, tabs, faultAt }: { asked: Asked; tabs: Reader[]; faultAt: number },
): Promise<number> {
  await provider.waitForRequest(2);
  provider.push("anew ", 2);
  const shown = await Promise.all(tabs.map((tab) => tab.until(({ text }) => text === "anew ")));
  provider.push("and whole", 2);
  provider.release(2);
  for (const tab of tabs) {
    expect(await tab.whole()).toMatchObject({
      text: "anew and whole",
      attempt: 2,
      final: { status: "completed" },
    });
    expect(tab.refusals).toEqual([]);
  }
  await expectOneReply(sql, asked, "anew and whole");
  return within(takeoverWithinMs, Math.max(...shown) - faultAt);
}

/** Checks that there is one message with one text, and a log of whole attempts without gaps. */
async function expectOneReply(sql: FaultStage["sql"], asked: Asked, text: string): Promise<void> {
  const replies = await sql<{ text: string }[]>`
    select text from messages where thread_id = ${asked.threadId} and role = 'assistant'`;
  expect([...replies]).toEqual([{ text }]);
  const log = await sql<{ seq: number; attempt: number; kind: string }[]>`
    select seq, attempt, kind from chunks where generation_id = ${asked.generationId} order by seq`;
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  expect(log.map(({ attempt }) => attempt)).toEqual(
    log.map(({ attempt }) => attempt).toSorted((a, b) => a - b),
  );
  expect(log.filter(({ kind }) => kind === "restart").length).toBe(1);
}

fault(
  "worker killed before the first token",
  async (): Promise<FaultOutcome> => {
    await using stage = await openFaultStage({ roles, later: [heir] });
    const { asked, tabs } = await openReply(stage);
    const faultAt = performance.now();
    await stage.cluster.node(doomed).end("SIGKILL");
    const recoveredMs = await finishAnew(stage, { asked, tabs, faultAt });
    return {
      outcome: "another worker wrote the reply; no error in two tabs",
      recoveredMs,
      moved: await stage.metrics.moved({ "takeovers loss": 1 }),
    };
  },
  { quick: true },
);

fault("worker killed in the middle", async () => {
  await using stage = await openFaultStage({ roles, later: [heir] });
  const { asked, tabs } = await openReply(stage);
  stage.provider.push("half a ");
  for (const tab of tabs) await tab.until(({ text }) => text === "half a ");
  const faultAt = performance.now();
  await stage.cluster.node(doomed).end("SIGKILL");
  const recoveredMs = await finishAnew(stage, { asked, tabs, faultAt });
  for (const tab of tabs) expect(tab.kinds["restart"]).toBe(1);
  return {
    outcome: "a restart replaced the first attempt's text; no splice",
    recoveredMs,
    moved: await stage.metrics.moved({ "takeovers loss": 1 }),
  };
});

fault("worker killed after the last token, before the end", async () => {
  await using stage = await openFaultStage({ roles, later: [heir] });
  const { asked, tabs } = await openReply(stage);
  stage.provider.push("all there is");
  for (const tab of tabs) await tab.until(({ text }) => text === "all there is");
  // The end of the reply waits for the thread's lock, so the worker dies within its last
  // transaction.
  const held = Promise.withResolvers<void>();
  const lock = Promise.withResolvers<void>();
  const holding = stage.sql.begin(async (tx) => {
    await tx`select id from threads where id = ${asked.threadId} for update`;
    lock.resolve();
    await held.promise;
  });
  await lock.promise;
  stage.provider.release(1);
  await untilLockWaits(stage.sql, 1);
  const faultAt = performance.now();
  await stage.cluster.node(doomed).end("SIGKILL");
  held.resolve();
  await holding;
  const recoveredMs = await finishAnew(stage, { asked, tabs, faultAt });
  return {
    outcome: "the unfinished end left nothing; one whole reply",
    recoveredMs,
    moved: await stage.metrics.moved({ "takeovers loss": 1 }),
  };
});

const pausedMs = 30_000;

fault(
  "worker paused for 30 s, another takes over, then continued",
  async () => {
    await using stage = await openFaultStage({ roles, later: [heir] });
    const { asked, tabs } = await openReply(stage);
    stage.provider.push("old ");
    for (const tab of tabs) await tab.until(({ text }) => text === "old ");
    const faultAt = performance.now();
    stage.cluster.node(doomed).signal("SIGSTOP");
    await stage.provider.waitForRequest(2);
    stage.provider.push("new ", 2);
    const shown = await Promise.all(tabs.map((tab) => tab.until(({ text }) => text === "new ")));
    stage.provider.push("from the dead ", 1);
    await Bun.sleep(pausedMs - (performance.now() - faultAt));
    stage.provider.push("and more from the dead", 1);
    stage.cluster.node(doomed).signal("SIGCONT");
    await stage.provider.waitForDisconnect(1);
    stage.provider.push("end", 2);
    stage.provider.release(2);
    for (const tab of tabs) expect((await tab.whole()).text).toBe("new end");
    await expectOneReply(stage.sql, asked, "new end");
    const recoveredMs = within(takeoverWithinMs, Math.max(...shown) - faultAt);
    return {
      outcome: "not one byte from the old one, and it hung up",
      recoveredMs,
      moved: await stage.metrics.moved({
        "takeovers loss": 1,
        fenced: 1,
        "listen replaced silent": 1,
      }),
    };
  },
  { withinMs: 90_000 },
);
