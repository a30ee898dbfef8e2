import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { beginRequest, type HalfRequest } from "../../../testing/server/half-request.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { AddressBudget } from "./address-budget.ts";
import { ByteBudget } from "./byte-budget.ts";
import { holdAnswer } from "./hold-answer.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { untilTrue } from "../../../testing/until.ts";

const megabyte = 1024 * 1024;

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;
let visitor: Visitor;
let threadId: string;

beforeAll(async () => {
  app = resources.use(await startTestApp());
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
  const { thread, reply } = await visitor.api.messages.send.mutate(newSend());
  threadId = thread.id;
  await untilIdle(visitor.api, threadId);
  await sql`update messages set text = repeat('x', ${16 * megabyte}) where id = ${reply.id}`;
}, 30_000);
afterAll(() => resources.disposeAsync());

/** How many pages were answered so far. */
async function answered(): Promise<number> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  const series = 'chatkit_call_seconds_count{procedure="messages.list",outcome="ok"} ';
  const line = text.split("\n").find((each) => each.startsWith(series));
  return Number(line?.slice(series.length) ?? 0);
}

test("unread responses stop further ones, which continue once they are read", async () => {
  const before = await answered();
  const input = encodeURIComponent(JSON.stringify({ threadId }));
  const ask = () =>
    beginRequest(app.origin, `GET /trpc/messages.list?input=${input}`, {
      authorization: `Bearer ${visitor.token}`,
      connection: "close",
    });
  using requests = new DisposableStack();
  const asked: HalfRequest[] = [];
  const askFor = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const request = requests.use(await ask());
      request.pause();
      asked.push(request);
    }
  };
  await askFor(3);
  await untilTrue("three answers", async () => (await answered()) >= before + 3);
  // Three are more than what may wait for one address.
  await askFor(6);
  for (let looks = 0; looks < 30; looks++) expect((await answered()) - before).toBe(3);
  for (const request of asked) request.resume();
  for (const request of asked) {
    const answer = await request.closed;
    expect(answer.slice(0, 15)).toBe("HTTP/1.1 200 OK");
    expect(answer.length).toBeGreaterThan(16 * megabyte);
    expect(answer.slice(-100)).toContain('"feedCursor":');
  }
  expect((await answered()) - before).toBe(asked.length);
}, 30_000);

test("clients that leave before their answer give back its room", async () => {
  const input = encodeURIComponent(JSON.stringify({ threadId }));
  const line = `GET /trpc/messages.list?input=${input}`;
  const headers = { authorization: `Bearer ${visitor.token}`, connection: "close" };
  // Twice what may wait for one address.
  for (let i = 0; i < 4; i++) {
    const before = await answered();
    using request = await beginRequest(app.origin, line, headers);
    request.pause();
    if (i % 2 === 0) request[Symbol.dispose]();
    await untilTrue("an answer", async () => (await answered()) > before);
  }
  using last = await beginRequest(app.origin, line, headers);
  expect((await last.closed).length).toBeGreaterThan(16 * megabyte);
}, 30_000);

test("room is given in turns of those who wait, and never more than there is", async () => {
  const budget = new ByteBudget({ each: 10, all: 15 });
  const order: string[] = [];
  const wait = (key: string, bytes: number) =>
    budget.wait(key, bytes).then((held) => (order.push(key), held));
  const first = await wait("ann", 10);
  const rest = [wait("ann", 10), wait("ann", 10), wait("bob", 6), wait("cid", 5)];
  const cid = await rest[3];
  expect(order).toEqual(["ann", "cid"]);
  first.resize(4);
  const bob = await rest[2];
  expect(order).toEqual(["ann", "cid", "bob"]);
  expect(() => budget.take("dan", 6)).toThrow("Too many bytes");
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  bob?.[Symbol.dispose]();
  const second = await rest[0];
  expect(order).toEqual(["ann", "cid", "bob", "ann"]);
  cid?.[Symbol.dispose]();
  second?.[Symbol.dispose]();
  (await rest[1])?.[Symbol.dispose]();
  // More than there can be is let in where nothing else is held.
  (await budget.wait("eve", 100))[Symbol.dispose]();
  expect(order).toHaveLength(5);
});

test("who holds nothing is let in although the others hold the most, where that is so", async () => {
  const budget = new ByteBudget({ each: 10, all: 10, firstIsFree: true });
  const ann = await budget.wait("ann", 10);
  const bob = await budget.wait("bob", 10);
  expect(() => budget.take("bob", 1)).toThrow("Too many bytes");
  ann[Symbol.dispose]();
  bob[Symbol.dispose]();
  expect(() => budget.take("bob", 1)).not.toThrow();
});

test("files that are streamed hold room of their own, until they are taken or left", async () => {
  const one = { each: megabyte, all: 10 * megabyte };
  const room = { whole: new AddressBudget(one), streamed: new AddressBudget(one) };
  const asking = { address: "192.0.2.1", request: new Request("http://localhost/api/file") };
  const file = () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.enqueue(new Uint8Array(10));
            controller.close();
          },
        }),
        { headers: { "content-type": "application/json", "content-disposition": "attachment" } },
      ),
    );
  const first = await holdAnswer(room, asking, file);
  const refused = holdAnswer(room, asking, file).catch((error: unknown) => error);
  expect(await refused).toMatchObject({ code: "rate_limited" });
  // Answers in one piece go on meanwhile.
  const json = await holdAnswer(room, asking, () => Promise.resolve(Response.json({ a: 1 })));
  expect(await json.json()).toEqual({ a: 1 });
  expect(await first.bytes()).toHaveLength(10);
  const second = await holdAnswer(room, asking, file);
  await second.body?.cancel();
  expect((await (await holdAnswer(room, asking, file)).bytes()).length).toBe(10);
});

test("a batch that is answered bit by bit holds the room of one in one piece until it is taken", async () => {
  const limits = { each: 8 * megabyte, all: 8 * megabyte };
  const room = { whole: new AddressBudget(limits), streamed: new AddressBudget(limits) };
  const request = new Request("http://localhost/trpc/a,b?batch=1");
  const asking = { address: "192.0.2.1", request };
  let made = 0;
  const bitByBit = async () => {
    made++;
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.close();
      },
    });
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    return new Response(body, { headers });
  };
  const first = await holdAnswer(room, asking, bitByBit);
  const second = holdAnswer(room, asking, bitByBit);
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBe(1);
  expect(await first.bytes()).toHaveLength(10);
  expect(await (await second).bytes()).toHaveLength(10);
});

test("those who wait for room are so many and no more", async () => {
  const budget = new ByteBudget({ each: 1, all: 1 });
  const held = await budget.wait("ann", 1);
  const waiting = Array.from({ length: 1_001 }, () => budget.wait("ann", 1));
  await expect(waiting.at(-1)).rejects.toThrow("Too many bytes");
  let next = held;
  for (const each of waiting.slice(0, -1)) {
    next[Symbol.dispose]();
    next = await each;
  }
});
