import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { requestErrorCodes } from "../../../shared/errors.ts";
import type { App } from "../../app/app.ts";
import { type Answer, openRawSocket } from "../../../testing/server/raw-socket.ts";
import { listProcedures, outcomeOf, readEverything } from "../../../testing/server/procedures.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 2.2 (input validation), 8.2 (authorization) and 16.5 (errors), over every procedure.

const procedures = listProcedures();

/** Refused before it is parsed. */
const tooDeep: unknown[] = [deep(2_000), { threadId: deep(500), text: deep(500) }];

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
  { toString: 1, valueOf: 2, length: -1 },
  ...tooDeep,
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
  // An admin's calls get as far as any.
  await sql`update users set role = 'admin' where id = ${bob.user.id}`;
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  const queued = newSend({ threadId: thread.id });
  await ann.api.messages.queue.mutate({ ...queued, parentId: reply.id });
  hers = {
    id: queued.id,
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

function expectTyped(error: Answer["error"], of: string) {
  expect([of, requestErrorCodes]).toEqual([of, expect.arrayContaining([error?.data["appCode"]])]);
  expect([of, error?.data["appCode"]]).not.toEqual([of, "internal"]);
  for (const key of Object.keys(error?.data ?? {}))
    expect(["appCode", "code", "fields", "httpStatus", "requestId"]).toContain(key);
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
  // Procedures that open a session, or need none.
  const open = [
    "auth.guest",
    "auth.refresh",
    "auth.mailWay",
    "auth.entry",
    "auth.openInvitation",
    "auth.signUp",
    "auth.signIn",
    "identities.providers",
    "identities.begin",
    "auth.signOut",
    "auth.verifyEmail",
    "auth.requestPasswordReset",
    "auth.resetPassword",
    "account.confirmEmailChange",
  ];

  test("every procedure is closed over HTTP, except those that need no session", async () => {
    const before = await readEverything(sql);
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
    expect(await readEverything(sql)).toBe(before);
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
    const before = await readEverything(sql);
    let id = 0;
    for (const { path, type, hasInput } of procedures) {
      if (!hasInput || path === "sessions.create") continue;
      for (const input of hostile) {
        socket.send({ id: ++id, method: type, params: { path, input } });
        // Input that cannot be parsed does not tell which call it is.
        const error = tooDeep.includes(input)
          ? (await socket.next((answer) => answer.id === null)).error
          : await outcomeOf(socket, id);
        if (error) expectTyped(error, path);
      }
    }
    expect(id).toBeGreaterThan(200);
    expect(await readEverything(sql)).toBe(before);
    socket.send({ id: ++id, method: "query", params: { path: "auth.me" } });
    expect((await socket.next()).result?.data).toEqual({ ...bob.user, role: "admin" });
  });

  test("every procedure refuses by a typed error over HTTP, and nothing changes", async () => {
    const before = await readEverything(sql);
    const headers = { "content-type": "application/json", authorization: `Bearer ${bob.token}` };
    for (const { path, type, hasInput } of procedures) {
      if (type !== "mutation" || !hasInput || /^(auth|sessions)\./.test(path)) continue;
      const bodies = [
        ...hostile.map((input) => JSON.stringify(input)),
        "{",
        "\0",
        "nul",
        "[".repeat(100_000),
      ];
      for (const body of bodies) {
        const answer = await fetch(`${app.origin}/trpc/${path}`, { method: "POST", headers, body });
        const { error } = await answer.json();
        expectTyped(error, path);
        expect(answer.status).toBe(error.data.httpStatus);
      }
    }
    expect(await readEverything(sql)).toBe(before);
  });

  test("bodies that are not JSON are refused", async () => {
    const { authorization } = { authorization: `Bearer ${bob.token}` };
    for (const type of [
      "text/plain",
      "multipart/form-data; boundary=x",
      "application/octet-stream",
      "x",
      "",
    ]) {
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
