import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { maxBatchSize } from "../../shared/limits.ts";
import type { App } from "../app.ts";
import { type Answer, openRawSocket, type RawSocket } from "../testing/raw-socket.ts";
import { startTestApp } from "../testing/start-test-app.ts";
import { startTcpProxy, type TcpProxy } from "../testing/tcp-proxy.ts";
import { newSend, newVisitor, type Visitor } from "../testing/visitor.ts";

/** What may wait for one client, in bytes, besides what the network's buffers take. */
const bufferLimit = 1024 * 1024;

/** Bytes a second: much slower than the server makes them, however busy the machine. */
const slowly = 8_000_000;

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
  for (let running = true; running;)
    ({ running } = await visitor.api.threads.get.query({ threadId }));
  await sql`update messages set text = repeat('x', 260000) where id = ${reply.id}`;
  await sql`update generations set has_log = false where id = ${generationId}`;
});
afterAll(() => resources.disposeAsync());

/** The value of one series. */
async function metric(series: string): Promise<number> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${series} `));
  if (line === undefined) throw new Error(`no ${series}`);
  return Number(line.slice(series.length + 1));
}

const cut = (reason: string) => metric(`chatkit_sockets_cut_total{reason="${reason}"}`);

/** Takes answers until there are enough of a kind; gives the most that was buffered meanwhile. */
async function take(
  socket: RawSocket,
  count: number,
  fits: (answer: Answer) => boolean,
): Promise<number> {
  let most = 0;
  for (let taken = 0; taken < count; taken++) {
    await socket.next(fits);
    most = Math.max(most, await metric("chatkit_socket_buffered_bytes"));
  }
  return most;
}

test("pages asked for at once by one who reads slowly all arrive", async () => {
  const cutBefore = [await cut("overflow"), await cut("stalled")];
  using socket = await openRawSocket(proxy.url, { token: visitor.token });
  proxy.throttle(slowly);
  const page = { method: "query", params: { path: "messages.list", input: { threadId } } };
  socket.send(Array.from({ length: maxBatchSize }, (_, id) => ({ id, ...page })));
  const most = await take(socket, maxBatchSize, ({ result }) => result?.type === "data");
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(bufferLimit);
  expect([await cut("overflow"), await cut("stalled")]).toEqual(cutBefore);
  proxy.mend();
}, 20_000);

test("replies watched at once by one who reads slowly all arrive", async () => {
  const cutBefore = [await cut("overflow"), await cut("stalled")];
  using socket = await openRawSocket(proxy.url, { token: visitor.token });
  proxy.throttle(slowly);
  const watch = {
    method: "subscription",
    params: { path: "generations.watch", input: { generationId } },
  };
  socket.send(Array.from({ length: 60 }, (_, id) => ({ id, ...watch })));
  const most = await take(socket, 60, ({ result }) => result?.type === "stopped");
  expect(most).toBeLessThan(bufferLimit);
  expect([await cut("overflow"), await cut("stalled")]).toEqual(cutBefore);
  proxy.mend();
}, 20_000);

test("one who reads nothing and asks for refusals, which nobody waits for, is closed", async () => {
  const before = await cut("overflow");
  using socket = await openRawSocket(proxy.url, { token: visitor.token });
  proxy.throttle(0);
  const tooMany = Array.from({ length: 4_000 }, (_, id) => ({ id }));
  for (let i = 0; (await cut("overflow")) === before; i++) {
    if (i > 100) throw new Error("not closed");
    socket.send(tooMany);
  }
  while ((await metric("chatkit_sockets")) > 0);
  proxy.mend();
});
