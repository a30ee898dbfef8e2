import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { requestErrorCodes } from "../../shared/errors.ts";
import { type IdKind, newId } from "../../shared/ids.ts";
import type { App } from "../app.ts";
import { type Answer, openRawSocket, type RawSocket } from "../testing/raw-socket.ts";
import { startTestApp } from "../testing/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../testing/visitor.ts";
import { appRouter } from "./router.ts";

// OWASP ASVS 5.0, 8.2 and 8.3 (authorization) and 16.5 (errors), over every procedure there is.

const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => ({
  path,
  type: procedure._def.type,
  hasInput: procedure._def.inputs.length > 0,
}));

/** Nothing a client of ours would send. */
const hostile: unknown[] = [
  null,
  [],
  [[]],
  {},
  "",
  "text",
  0,
  -1,
  1e308,
  true,
  "\0\ud800",
  { id: null, threadId: null, messageId: null, generationId: null, text: null },
  { id: [], threadId: {}, messageId: 1, generationId: true, text: ["x"], title: {}, cursor: [] },
  { id: "x", threadId: "x", messageId: "x", generationId: "x", lastEventId: 7 },
  { limit: -1 },
  { limit: 1e9, cursor: "\0" },
  { cursor: "9".repeat(90), lastEventId: "9".repeat(900) },
  JSON.parse('{"__proto__":{"threadId":"x"},"constructor":{"prototype":{"x":1}}}'),
  { toString: 1, valueOf: 2, then: 3, length: -1 },
  deep(2_000),
  { threadId: deep(500), text: deep(500) },
  "x".repeat(50_000),
  Array.from({ length: 5_000 }, () => ({})),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, i])),
];

function deep(levels: number): unknown {
  let value: unknown = "x";
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

let app: App;
let sql: Sql;
let ann: Visitor;
let bob: Visitor;
/** What Ann has, by the names that inputs give to it. */
let hers: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
  bob = await newVisitor(app.origin);
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  hers = {
    threadId: thread.id,
    messageId: reply.id,
    parentId: reply.id,
    generationId: reply.generation?.id ?? "",
    replyId: message.id,
  };
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

/** Everything stored, but for when sessions were last used. */
async function everything(): Promise<string> {
  const tables = ["users", "threads", "messages", "generations", "chunks", "feed_events", "chat_sessions", "workflows"];
  const rows = tables.map(async (name) => [name, await sql`select * from ${sql(name)} order by 1, 2`]);
  return JSON.stringify(await Promise.all(rows));
}

/** Ends a subscription that was let in, at its first event if told so; gives the error of any call, or null. */
async function outcomeOf(
  socket: RawSocket,
  id: number,
  { atFirstEvent = false } = {},
): Promise<Answer["error"] | null> {
  let answer = await socket.next((each) => each.id === id);
  if (answer.result?.type !== "started") return answer.error ?? null;
  if (atFirstEvent) answer = await socket.next((each) => each.id === id);
  if (answer.error) return answer.error;
  socket.send({ id, method: "subscription.stop" });
  for (;;) {
    const next = await socket.next((each) => each.id === id);
    if (next.error) return next.error;
    if (next.result?.type === "stopped") return null;
  }
}

function expectTyped(error: Answer["error"], of: string) {
  expect([of, requestErrorCodes]).toEqual([of, expect.arrayContaining([error?.data["appCode"]])]);
  expect([of, error?.data["appCode"]]).not.toEqual([of, "internal"]);
  for (const key of Object.keys(error?.data ?? {}))
    expect(["appCode", "code", "httpStatus", "requestId"]).toContain(key);
  const text = JSON.stringify(error);
  for (const leak of ["    at ", "node_modules", "select ", "insert ", "params:", "Failed query"])
    expect(text).not.toContain(leak);
  expect(text.length).toBeLessThan(2_000);
}

test("the router has the procedures that this test is about", () => {
  expect(procedures.length).toBeGreaterThan(12);
  expect(new Set(procedures.map(({ type }) => type)).size).toBe(3);
});

describe("without credentials", () => {
  const open = ["auth.guest", "auth.refresh"];

  test("every procedure is closed over HTTP, but those that open a session", async () => {
    const before = await everything();
    for (const { path, type } of procedures.filter((each) => !open.includes(each.path))) {
      const isMutation = type === "mutation";
      for (const input of [undefined, {}, hers, null]) {
        const body = JSON.stringify(input);
        const query = isMutation || !body ? "" : `?input=${encodeURIComponent(body)}`;
        const answer = await fetch(`${app.origin}/trpc/${path}${query}`, {
          method: isMutation ? "POST" : "GET",
          headers: { "content-type": "application/json" },
          ...(isMutation && body ? { body } : {}),
        });
        // A stream's refusal is its first and only event.
        expect([path, answer.status]).toEqual([path, type === "subscription" ? 200 : 401]);
        expect(await answer.text()).toContain('"appCode":"unauthenticated"');
      }
    }
    expect(await everything()).toBe(before);
  });

  test("every procedure is closed over a socket", async () => {
    for (const { path, type } of procedures) {
      using socket = await openRawSocket(app.origin);
      socket.send({ method: "connectionParams", data: { token: "x" } });
      socket.send({ id: 1, method: type, params: { path, input: hers } });
      expect((await socket.closed).code).toBe(4401);
    }
  });
});

describe("with hostile input", () => {
  test("every procedure refuses by a typed error over a socket, and nothing changes", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const before = await everything();
    let id = 0;
    for (const { path, type, hasInput } of procedures) {
      if (!hasInput || path === "sessions.create") continue;
      for (const input of hostile) {
        socket.send({ id: ++id, method: type, params: { path, input } });
        const error = await outcomeOf(socket, id);
        if (error) expectTyped(error, path);
      }
    }
    expect(id).toBeGreaterThan(200);
    expect(await everything()).toBe(before);
    socket.send({ id: ++id, method: "query", params: { path: "auth.me" } });
    expect((await socket.next()).result?.data).toEqual(bob.user);
  });

  test("every procedure refuses by a typed error over HTTP, and nothing changes", async () => {
    const before = await everything();
    const headers = { "content-type": "application/json", authorization: `Bearer ${bob.token}` };
    for (const { path, type, hasInput } of procedures) {
      if (type !== "mutation" || !hasInput || /^(auth|sessions)\./.test(path)) continue;
      const bodies = [...hostile.map((input) => JSON.stringify(input)), "{", "\0", "nul", "[".repeat(100_000)];
      for (const body of bodies) {
        const answer = await fetch(`${app.origin}/trpc/${path}`, { method: "POST", headers, body });
        const { error } = await answer.json();
        expectTyped(error, path);
        expect(answer.status).toBe(error.data.httpStatus);
      }
    }
    expect(await everything()).toBe(before);
  });

  test("bodies that are not JSON are refused", async () => {
    const { authorization } = { authorization: `Bearer ${bob.token}` };
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/octet-stream", "x", ""]) {
      const answer = await fetch(`${app.origin}/trpc/messages.send`, {
        method: "POST",
        headers: { "content-type": type, authorization },
        body: JSON.stringify(newSend()),
      });
      expect([type, answer.status < 500 && answer.status >= 400]).toEqual([type, true]);
      expectTyped((await answer.json()).error, type);
    }
  });
});

describe("as another user", () => {
  const kinds: Record<string, IdKind> = {
    threadId: "thread",
    messageId: "message",
    parentId: "message",
    generationId: "generation",
    replyId: "message",
  };
  // What else an input may have to hold; what a procedure does not know it drops. The event id
  // is of no feed, which makes a feed say so at once.
  const rest = { title: "taken over", text: "taken over", limit: 5, lastEventId: "1-00000000" };
  // These make things of the caller's own under ids of the caller's choice.
  const makers = ["threads.create", "messages.send", "sessions.create", "auth.guest", "auth.refresh"];

  async function ask(socket: RawSocket, id: number, { path, type }: { path: string; type: string }, ids: object) {
    socket.send({ id, method: type, params: { path, input: { ...rest, ...ids } } });
    const error = await outcomeOf(socket, id, { atFirstEvent: true });
    return error && { ...error, data: { ...error.data, requestId: "" } };
  }

  test("an id of somebody else's answers exactly as one that is missing, and nothing changes", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const missing = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, newId(kind)]));
    const before = await everything();
    let id = 0;
    let refused = 0;
    for (const procedure of procedures.filter(({ path }) => !makers.includes(path))) {
      const foreign = await ask(socket, ++id, procedure, { ...hers, replyId: newId("message") });
      const unknown = await ask(socket, ++id, procedure, missing);
      expect([procedure.path, foreign]).toEqual([procedure.path, unknown]);
      if (foreign) refused++;
      if (foreign) expect(foreign.data["appCode"]).toBe("not_found");
    }
    expect(refused).toBeGreaterThanOrEqual(8);
    expect(await everything()).toBe(before);
  });

  test("what makes things never makes them in what is somebody else's", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const before = await everything();
    const send = newSend({ threadId: hers["threadId"] ?? "" });
    const attempts = [
      ["messages.send", send],
      ["messages.send", { ...send, parentId: hers["parentId"] }],
      ["messages.send", newSend({ id: hers["messageId"] ?? "" })],
      ["messages.send", newSend({ replyId: hers["messageId"] ?? "" })],
      ["messages.send", newSend({ parentId: hers["parentId"] ?? "" })],
      ["threads.create", { id: hers["threadId"] }],
    ] as const;
    for (const [i, [path, input]] of attempts.entries()) {
      socket.send({ id: i, method: "mutation", params: { path, input } });
      const error = await outcomeOf(socket, i);
      expect(error?.data["appCode"]).toMatch(/^(conflict|not_found)$/);
      expect(JSON.stringify(error)).not.toContain(ann.user.id);
    }
    expect(await everything()).toBe(before);
  });

  test("a feed cursor of somebody else's brings none of their events", async () => {
    using socket = await openRawSocket(app.origin, { token: bob.token });
    const { feedCursor } = await ann.api.threads.list.query();
    const input = { lastEventId: `1-${feedCursor.split("-")[1] ?? ""}` };
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input } });
    const first = await socket.next(({ result }) => result?.type === "data");
    expect(first.result?.data).toMatchObject({ data: { type: "reset" } });
    const { id } = await bob.api.threads.create.mutate({ id: newId("thread") });
    const second = await socket.next();
    expect(second.result?.data).toMatchObject({ data: { type: "thread.put", thread: { id } } });
  });
});
