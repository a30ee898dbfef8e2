import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { maxBatchSize, maxSubscriptionsPerSocket } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { type Answer, openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { startTcpProxy, type TcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { untilTrue } from "../../../testing/until.ts";

/** What may wait for one client, in bytes, besides what the network's buffers take. */
const bufferLimit = 1024 * 1024;

/** Bytes a second: less than the server makes. */
const slowly = 30_000_000;

/** Answers between two looks at the metrics: the page of all of them takes longer than an answer. */
const looksEvery = 8;

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;
let visitor: Visitor;
let proxy: TcpProxy;
/** A thread whose one page is as long as pages get, and the reply in it. */
let threadId: string;
let generationId: string;

beforeAll(async () => {
  app = resources.use(await startTestApp());
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
  proxy = resources.use(await startTcpProxy(app.origin));
  const { thread, reply } = await visitor.api.messages.send.mutate(newSend());
  threadId = thread.id;
  generationId = reply.generation?.id ?? "";
  await untilIdle(visitor.api, threadId);
  await sql`update messages set text = repeat('x', 260000) where id = ${reply.id}`;
  await sql`update generations set has_log = false where id = ${generationId}`;
}, 30_000);
afterAll(() => resources.disposeAsync());

/** The value of one series. */
async function metric(series: string): Promise<number> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${series} `));
  // One that has never moved is not there.
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}

const cut = (reason: string) => metric(`chatkit_sockets_cut_total{reason="${reason}"}`);

const buffered = () => metric("chatkit_socket_buffered_bytes");
const answered = (procedure: string) =>
  metric(`chatkit_call_seconds_count{procedure="${procedure}",outcome="ok"}`);

/** What one who reads slowly asks for at once, again and again. */
interface Demand {
  /** The call, without its id. */
  call: object;
  /** Calls in one frame. */
  count: number;
  /** What each call ends with. */
  isEnd: (answer: Answer) => boolean;
  /** How many calls are answered, those of others included. */
  ended: () => Promise<number>;
}

/**
 * Asks and reads nothing until the network's buffers are full, however large they are, and the
 * server has to wait; then reads everything, slowly. Gives the most that was buffered meanwhile.
 */
async function askAndRead({ call, count, isEnd, ended }: Demand): Promise<number> {
  const endedBefore = await ended();
  using socket = await openRawSocket(proxy.url, { token: visitor.token });
  proxy.throttle(0);
  let asked = 0;
  let most = 0;
  while ((most = Math.max(most, await buffered())) === 0) {
    if ((await ended()) < endedBefore + asked) continue;
    socket.send(Array.from({ length: count }, () => ({ id: ++asked, ...call })));
  }
  proxy.throttle(slowly);
  for (let taken = 0; taken < asked; taken++) {
    await socket.next(isEnd);
    if (taken % looksEvery === 0) most = Math.max(most, await buffered());
  }
  proxy.mend();
  return most;
}

test("pages asked for at once by one who reads slowly all arrive", async () => {
  const cutBefore = [await cut("overflow"), await cut("stalled")];
  const most = await askAndRead({
    call: { method: "query", params: { path: "messages.list", input: { threadId } } },
    count: maxBatchSize,
    isEnd: ({ result }) => result?.type === "data",
    ended: () => answered("messages.list"),
  });
  expect(most).toBeLessThan(bufferLimit);
  expect([await cut("overflow"), await cut("stalled")]).toEqual(cutBefore);
}, 60_000);

test("replies watched at once by one who reads slowly all arrive", async () => {
  const cutBefore = [await cut("overflow"), await cut("stalled")];
  const ended = "chatkit_streams_opened_total";
  const most = await askAndRead({
    call: {
      method: "subscription",
      params: { path: "generations.watch", input: { generationId } },
    },
    count: maxSubscriptionsPerSocket,
    isEnd: ({ result }) => result?.type === "stopped",
    ended: async () =>
      (await metric(`${ended}{log="generation",outcome="begun"}`)) -
      (await metric("chatkit_socket_subscriptions")),
  });
  expect(most).toBeLessThan(bufferLimit);
  expect([await cut("overflow"), await cut("stalled")]).toEqual(cutBefore);
}, 60_000);

test("a client that reads nothing and causes refusals is closed", async () => {
  const before = await cut("overflow");
  using socket = await openRawSocket(proxy.url, { token: visitor.token });
  proxy.throttle(0);
  const tooMany = Array.from({ length: 4_000 }, (_, id) => ({ id }));
  for (let i = 0; (await cut("overflow")) === before; i++) {
    if (i > 100) throw new Error("not closed");
    socket.send(tooMany);
  }
  await untilTrue("no socket", async () => (await metric("chatkit_sockets")) === 0);
  proxy.mend();
});
