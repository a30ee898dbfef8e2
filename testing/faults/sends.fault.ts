import { expect } from "bun:test";
import { isLive } from "../../shared/generation-status.ts";
import { newId } from "../../shared/ids.ts";
import { newSend } from "../server/visitor.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { refusalCodeOf } from "./person.ts";

const hangUpWithinMs = 500;

fault(
  "same message id sent 50 times at once over two nodes",
  async () => {
    await using stage = await openFaultStage({ roles: ["all", "all"] });
    const { cluster, provider, sql } = stage;
    const here = await stage.newPerson(cluster.node(0).origin);
    const there = await here.anotherTab(cluster.node(1).origin);
    const send = newSend({ text: "echoed once" });
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 ? here : there).api.messages.send.mutate(send)),
    );
    const ids = new Set(sent.map(({ reply }) => reply.generation?.id ?? ""));
    expect(ids.size).toBe(1);
    const [generationId = ""] = ids;
    expect((await there.read(generationId).whole()).text).toBe("echoed once");
    const [counted] = await sql`
      select (select count(*)::int from messages where thread_id = ${send.threadId}) as messages,
        (select count(*)::int from generations where thread_id = ${send.threadId}) as generations,
        (select count(*)::int from pgboss.job where name = 'generation'
          and data->>'generationId' = ${generationId}) as jobs`;
    expect(counted).toEqual({ messages: 2, generations: 1, jobs: 0 });
    expect(provider.requests.filter(({ kind }) => kind === "reply")).toHaveLength(1);
    return {
      outcome: "one message, one provider call",
      recoveredMs: null,
      moved: await stage.metrics.moved({}),
    };
  },
  { quick: true },
);

fault("two different messages at once in one thread, over two nodes", async () => {
  await using stage = await openFaultStage({ roles: ["all", "all"] });
  const here = await stage.newPerson(stage.cluster.node(0).origin);
  const there = await here.anotherTab(stage.cluster.node(1).origin);
  const { threadId, messageId, generationId } = await here.ask("first");
  await here.read(generationId).whole();
  const asks = [here, there].flatMap((person, i) =>
    [1, 2, 3].map((n) =>
      person.api.messages.queue.mutate({
        id: newId("message"),
        replyId: newId("message"),
        threadId,
        parentId: messageId,
        text: `tab ${i} says ${n}`,
      }),
    ),
  );
  await Promise.all(asks);
  const list = () => there.api.messages.list.query({ threadId });
  let { messages } = await list();
  while (
    messages.length < 14 ||
    messages.some(({ generation }) => generation && isLive(generation))
  )
    ({ messages } = await list());
  // A chain: each message answers the one before it.
  for (const [i, message] of messages.entries())
    expect(message.parentId).toBe(messages[i - 1]?.id ?? null);
  for (const message of messages)
    if (message.generation) expect(message.generation.status).toBe("completed");
  expect((await here.api.messages.list.query({ threadId })).messages).toEqual(messages);
  return {
    outcome: "six messages one behind the other, the same in both tabs",
    recoveredMs: null,
    moved: await stage.metrics.moved({}),
  };
});

fault("thread deleted during a reply, its first message sent again late", async () => {
  await using stage = await openFaultStage({ roles: ["web", "web", "worker"] });
  const person = await stage.newPerson();
  const elsewhere = await person.anotherTab(stage.cluster.node(1).origin);
  const send = newSend({ text: "[[gate]]" });
  const { threadId } = send;
  const { reply } = await person.api.messages.send.mutate(send);
  const generationId = reply.generation?.id ?? "";
  await stage.provider.waitForRequest(1);
  stage.provider.push("text");
  await person.read(generationId).until(({ text }) => text === "text");
  const faultAt = Date.now();
  await elsewhere.api.threads.delete.mutate({ threadId });
  const { disconnectedAt } = await stage.provider.waitForDisconnect(1);
  const again = [person, elsewhere].map(({ api }) => refusalCodeOf(api.messages.send.mutate(send)));
  expect(await Promise.all(again)).toEqual(["not_found", "not_found"]);
  expect((await person.api.threads.list.query({})).threads).toEqual([]);
  const [left] = await stage.sql`
    select (select count(*)::int from messages where thread_id = ${threadId}) as messages,
      (select count(*)::int from chunks where generation_id = ${generationId}) as chunks`;
  expect(left).toEqual({ messages: 0, chunks: 0 });
  return {
    outcome: "the provider was hung up on, and nothing came back to life",
    recoveredMs: within(hangUpWithinMs, (disconnectedAt ?? Infinity) - faultAt),
    moved: await stage.metrics.moved({
      "refused messages.send not_found": 2,
      // The worker may find the reply deleted before it is notified.
      fenced: "perhaps",
    }),
  };
});

fault("stop while the provider hangs", async () => {
  await using stage = await openFaultStage({ roles: ["web", "worker"] });
  const person = await stage.newPerson();
  let slowestMs = 0;
  const hanging = ["stall", "stall-before-headers", "stall-middle tokens=3"];
  for (const [i, scenario] of hanging.entries()) {
    const { generationId, threadId } = await person.ask(`[[${scenario}]]`);
    const reader = person.read(generationId);
    await stage.provider.waitForRequest(i + 1);
    if (scenario.startsWith("stall-middle")) await reader.until(({ text }) => text !== "");
    const faultAt = Date.now();
    await person.api.generations.stop.mutate({ generationId });
    const { disconnectedAt } = await stage.provider.waitForDisconnect(i + 1);
    slowestMs = Math.max(slowestMs, (disconnectedAt ?? Infinity) - faultAt);
    const { text, final } = await reader.whole();
    expect(final?.status).toBe("stopped");
    const { messages } = await person.api.messages.list.query({ threadId });
    expect(messages[1]?.text).toBe(text);
  }
  return {
    outcome: "stopped, the provider's socket closed, saved text is what was shown",
    recoveredMs: within(hangUpWithinMs, slowestMs),
    moved: await stage.metrics.moved({
      "ended stopped": hanging.length,
      "stops timed": hanging.length,
    }),
  };
});

fault("stop racing the end of a reply, 40 times", async () => {
  await using stage = await openFaultStage({ roles: ["web", "worker"] });
  const person = await stage.newPerson();
  const outcomes: Record<string, number> = {};
  for (let n = 1; n <= 40; n++) {
    const { generationId, messageId } = await person.ask("[[gate]]");
    const reader = person.read(generationId);
    await stage.provider.waitForRequest(n);
    stage.provider.push("all there is", n);
    await reader.until(({ text }) => text !== "");
    const stopping = () => person.api.generations.stop.mutate({ generationId });
    // A stop takes longer: it gets a head start, a different one each time.
    const stopped = stopping();
    await Bun.sleep((n % 4) * 5);
    stage.provider.release(n);
    await stopped;
    const { text, final } = await reader.whole();
    const status = final?.status ?? "none";
    outcomes[status] = (outcomes[status] ?? 0) + 1;
    const [row] = await stage.sql`
      select m.text, g.status, (select count(*)::int from chunks c
        where c.generation_id = g.id and kind = 'final') as finals
      from messages m join generations g on g.message_id = m.id where m.id = ${messageId}`;
    expect(row).toEqual({ text, status, finals: 1 });
  }
  // Both outcomes have to occur; otherwise there was no race.
  expect(Object.keys(outcomes).toSorted()).toEqual(["completed", "stopped"]);
  const words = Object.entries(outcomes).map(([status, count]) => `${count} ${status}`);
  return {
    outcome: `exactly one end each: ${words.join(", ")}`,
    recoveredMs: null,
    moved: await stage.metrics.moved({
      "ended stopped": outcomes["stopped"] ?? 0,
      "stops timed": outcomes["stopped"] ?? 0,
    }),
  };
});
