import { expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { type CrowdedOptions, startCrowdedServer } from "../../../testing/server/crowded-server.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { apiAs, newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { until, untilRow, untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { openDatabase } from "../../platform/db/client.ts";

// A person who sends many messages at once and one who sends one, on two nodes, to a server that
// takes few at once.

/** Replies of the person with many messages. */
const crowdSize = 16;

/** The model server is held until all have come, in milliseconds at most. */
const patienceMs = 60_000;

async function openCrowd(limits: CrowdedOptions, maxConcurrent: number | null) {
  await using opening = new AsyncDisposableStack();
  const server = opening.use(startCrowdedServer(limits));
  const { url: databaseUrl } = opening.use(await createStartedDatabase());
  const provider = providerTo([connectionTo(server.url, { maxConcurrent })], patienceMs);
  const start = () => startTestApp({ databaseUrl, config: { provider } });
  const first = opening.use(await start());
  const second = opening.use(await start());
  const { sql } = opening.use(openDatabase(databaseUrl, 1));
  const many = await newVisitor(first.origin);
  const alone = await newVisitor(first.origin);
  const send = async ({ origin }: App, { token }: Visitor, text: string) => {
    const api = apiAs(origin, token);
    const { reply, thread } = await api.messages.send.mutate(newSend({ text }));
    return { api, thread, generationId: present(reply.generation).id };
  };
  const opened = opening.move();
  return {
    server,
    sql,
    first,
    second,
    sendCrowd: () =>
      Promise.all(
        Array.from({ length: crowdSize }, (_, i) =>
          send(i % 2 ? first : second, many, `crowd ${i}`),
        ),
      ),
    /** Sends the message of the person with one, and resolves when a node works on its reply. */
    async sendAlone() {
      const { generationId } = await send(second, alone, "alone");
      await untilRow(
        "its start",
        () => sql`select 1 from generations where id = ${generationId} and status = 'running'`,
      );
      return generationId;
    },
    /** Waits for the end of all replies, and returns how many ended how. */
    async untilAllEnd() {
      await untilTrue("the end of all replies", async () => {
        const live = await sql`select 1 from generations where status in ('queued', 'running')`;
        return live.length === 0;
      });
      const ends = await sql<{ status: string; count: number }[]>`
        select status, count(*)::int as count from generations group by status order by status`;
      return Object.fromEntries(ends.map(({ status, count }) => [status, count]));
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test("a crowd that is told to wait comes back one by one, over all nodes, and none of it is sent away", async () => {
  await using crowd = await openCrowd({ atOnce: 2, replyMs: 200, retryAfterSeconds: 1 }, null);
  const { requests } = crowd.server;
  crowd.server.hold();
  await crowd.sendCrowd();
  await untilTrue("a refusal", () => requests.some(({ isRefused }) => isRefused));
  await crowd.sendAlone();
  const begun = requests.length;
  crowd.server.release();
  expect(await crowd.untilAllEnd()).toEqual({ completed: crowdSize + 1 });
  // The ones after the first wave, which no node could know to be one too many.
  const later = requests.slice(begun);
  const answered = later.filter(({ isRefused }) => !isRefused).map(({ text }) => text);
  expect(answered.slice(0, 4)).toContain("alone");
  // Of each node the call that tests the end of the pause, or what was on its way at a refusal.
  const pauses = countPauses(later.filter(({ isRefused }) => isRefused).map(({ at }) => at));
  expect(later.length - answered.length).toBeLessThanOrEqual(pauses * 3);
}, 60_000);

/** Refusals that are less than half a second apart belong to one pause. */
function countPauses(refusedAt: readonly number[]): number {
  return refusedAt.filter((at, i) => at - (refusedAt[i - 1] ?? -Infinity) > 500).length;
}

test("a connection gets no more calls at once than its limit, from all nodes together, people in turn", async () => {
  await using crowd = await openCrowd({ atOnce: 3, replyMs: 100, retryAfterSeconds: null }, 3);
  const { server } = crowd;
  server.hold();
  await crowd.sendCrowd();
  await untilTrue("three calls", () => server.requests.length >= 3);
  const begun = server.requests.length;
  const alone = await crowd.sendAlone();
  await untilRow(
    "its place in the queue",
    () =>
      crowd.sql`select 1 from chunks where generation_id = ${alone} and event like '%"ahead":%'`,
  );
  server.release();
  expect(await crowd.untilAllEnd()).toEqual({ completed: crowdSize + 1 });
  expect(server.most).toBe(3);
  const later = server.requests.slice(begun).map(({ text }) => text);
  // Titles have a turn too.
  expect(later.indexOf("alone")).toBeLessThan(6);
  await untilTrue("no call in the table", async () => {
    return (await crowd.sql`select 1 from model_calls`).length === 0;
  });
}, 60_000);

test("replies that wait for a slot say so, can be stopped, and leave the queue with their thread or node", async () => {
  await using crowd = await openCrowd({ atOnce: 1, replyMs: 150, retryAfterSeconds: null }, 1);
  const { sql, server } = crowd;
  const sent = await crowd.sendCrowd();
  const [stopped, deleted] = await until("their places in the queue", async () => {
    const rows = await sql<{ id: string }[]>`
      select generation_id as id from chunks where event like '%"ahead":%'
      group by generation_id order by max((event::jsonb ->> 'ahead')::int) desc`;
    return rows.length >= crowdSize - 3 ? rows : undefined;
  });
  const find = (row: { id: string } | undefined) =>
    present(sent.find(({ generationId }) => generationId === present(row).id));
  const { api, generationId } = find(stopped);
  await api.generations.stop.mutate({ generationId });
  const { thread } = find(deleted);
  await find(deleted).api.threads.delete.mutate({ threadId: thread.id });
  await crowd.second[Symbol.asyncDispose]();
  expect(await crowd.untilAllEnd()).toEqual({ completed: crowdSize - 2, stopped: 1 });
  expect(server.most).toBe(1);
}, 60_000);

test("replies that wait for one model hold up none of another", async () => {
  await using resources = new AsyncDisposableStack();
  const endless = { atOnce: 1, replyMs: 60_000, retryAfterSeconds: null };
  const busy = resources.use(startCrowdedServer(endless));
  const free = resources.use(startCrowdedServer({ ...endless, replyMs: 0 }));
  const { url: databaseUrl } = resources.use(await createStartedDatabase());
  const provider = providerTo([
    connectionTo(busy.url, { maxConcurrent: 1 }),
    connectionTo(free.url, { id: "free" }),
  ]);
  const config = { provider, generationsPerNode: 2 };
  const { origin } = resources.use(await startTestApp({ databaseUrl, config }));
  const { sql } = resources.use(openDatabase(databaseUrl, 1));
  const [many, one] = [await newVisitor(origin), await newVisitor(origin)];
  for (let i = 0; i < 3; i++) await many.api.messages.send.mutate(newSend({ text: `crowd ${i}` }));
  await untilTrue("two of them in the queue", async () => {
    return (await sql`select 1 from model_calls where slot is null`).length === 2;
  });
  await sql`update workflows set model = 'free/any'`;
  const { reply } = await one.api.messages.send.mutate(newSend({ text: "alone" }));
  await untilTrue("its end", async () => {
    const [row] = await sql<{ status: string }[]>`
      select status from generations where message_id = ${reply.id}`;
    return row?.status === "completed";
  });
  expect(busy.requests).toHaveLength(1);
}, 60_000);
