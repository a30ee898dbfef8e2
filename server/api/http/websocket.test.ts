import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { maxBatchSize, maxFrameBytes } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { handshake, openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 4.4 (WebSocket).

const authenticateWithinMs = 500;

const resources = new AsyncDisposableStack();
let app: App;
/** A node on the same database that waits less long for who it is. */
let hasty: App;
let visitor: Visitor;

beforeAll(async () => {
  const config = { allowedOrigins: ["https://chat.example.org"] };
  app = resources.use(await startTestApp({ config }));
  hasty = resources.use(
    await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web" },
      sockets: { authenticateWithinMs, pingMs: 2 * authenticateWithinMs },
    }),
  );
  visitor = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

const me = (id: number) => ({ id, method: "query", params: { path: "auth.me" } });
const openSocket = () => openRawSocket(app.origin, { token: visitor.token });

/** The server lives and answers others as before. */
async function expectAlive() {
  using socket = await openSocket();
  socket.send(me(1));
  expect((await socket.next()).result?.data).toEqual(visitor.user);
}

describe("the upgrade", () => {
  const path = "/trpc?connectionParams=1";

  test("a page of another origin gets none", async () => {
    for (const Origin of ["https://evil.example", "null", "http://127.0.0.1:1"])
      expect(await handshake(app.origin, path, { Origin })).toBe(403);
    for (const Origin of [app.origin, "https://chat.example.org"])
      expect(await handshake(app.origin, path, { Origin })).toBe(101);
  });

  test("no other path has one", async () => {
    for (const other of ["/trpc/", "/trpc/auth.me", "/trpc2", "/livez", "/readyz", "//trpc"])
      expect(await handshake(app.origin, other)).not.toBe(101);
  });

  test("a call to the socket's path that is no upgrade is told so", async () => {
    const answer = await fetch(`${app.origin}/trpc`, { method: "POST", body: "{}" });
    expect([answer.status, answer.headers.get("upgrade")]).toEqual([426, "websocket"]);
  });

  test("a Host that is none is a bad request", async () => {
    for (const Host of ["a b", "[", "%zz", ""])
      expect(await handshake(app.origin, path, { Host })).toBe(400);
    await expectAlive();
  });
});

describe("who it is", () => {
  test("a socket that says nothing is closed", async () => {
    using socket = await openRawSocket(hasty.origin);
    const startedAt = performance.now();
    expect((await socket.closed).code).toBe(4401);
    expect(performance.now() - startedAt).toBeGreaterThan(authenticateWithinMs / 2);
  });

  test("pings alone do not keep one open", async () => {
    using socket = await openRawSocket(hasty.origin);
    const timer = setInterval(() => socket.ws.readyState === 1 && socket.send("PING"), 20);
    expect((await socket.closed).code).toBe(4401);
    clearInterval(timer);
  });

  test("a socket that introduces itself stays, well beyond that time", async () => {
    using socket = await openRawSocket(hasty.origin, { token: visitor.token });
    const pinged = Promise.withResolvers<void>();
    socket.ws.addEventListener("message", ({ data }) => data === "PING" && pinged.resolve());
    await pinged.promise;
    socket.send("PONG");
    socket.send(me(1));
    expect((await socket.next()).result?.data).toEqual(visitor.user);
  });

  test("a bad token, and a socket without parameters, are closed at once", async () => {
    for (const token of ["", "x", `${visitor.token}x`]) {
      using socket = await openRawSocket(app.origin, { token });
      socket.send(me(1));
      expect((await socket.closed).code).toBe(4401);
    }
    using bare = await openRawSocket(app.origin, { path: "/trpc" });
    expect((await bare.closed).code).toBe(4401);
  });

  test("parameters that are no parameters end the socket, not the server", async () => {
    const bad: unknown[] = [
      "{",
      "null",
      "[]",
      "1",
      '"x"',
      "",
      { data: null },
      { data: [] },
      { data: { token: 7 } },
      { data: { token: { toString: null } } },
      { method: "connectionParams" },
      { method: "connectionParams", data: { token: null } },
      { __proto__: null, data: { __proto__: { token: "x" } } },
      `{"method":"connectionParams","data":{"__proto__":{"token":"x"},"constructor":"y"}}`,
      `{"data":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
      new Uint8Array([0, 1, 255]),
      new Uint8Array(0),
    ];
    await Promise.all(
      bad.map(async (first) => {
        using socket = await openRawSocket(hasty.origin);
        socket.send(first);
        await socket.closed;
      }),
    );
    await expectAlive();
  });
});

describe("frames", () => {
  test("one that is no call is answered and ends nothing", async () => {
    using socket = await openSocket();
    const bad: unknown[] = [
      "{",
      "null",
      "7",
      '"text"',
      "\u0000",
      { id: 1 },
      { id: 1, method: "query" },
      { id: 1, method: "query", params: null },
      { id: 1, method: "query", params: { path: 7 } },
      { id: 1, method: "query", params: { path: "auth.me", lastEventId: 7 } },
      { id: 1, method: "toString", params: { path: "auth.me" } },
      { id: {}, method: "query", params: { path: "auth.me" } },
      { id: null, method: "query", params: { path: "auth.me" } },
      [me(1), null],
      new Uint8Array([1, 2, 3]),
      "[".repeat(30_000),
      `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
    ];
    for (const frame of bad) {
      socket.send(frame);
      const { error } = await socket.next();
      expect([frame, error?.data["appCode"]]).toEqual([
        frame,
        expect.stringMatching(/^(invalid_input|too_large)$/),
      ]);
      expect(JSON.stringify(error)).not.toContain("    at ");
    }
    socket.send({ id: 5, method: "subscription.stop" });
    socket.send([]);
    socket.send(me(2));
    expect((await socket.next()).result?.data).toEqual(visitor.user);
  });

  test("paths and types that do not exist are not found", async () => {
    using socket = await openSocket();
    const paths = [
      "",
      "nope",
      "auth",
      "auth.nope",
      "__proto__",
      "auth.__proto__.x",
      "constructor",
      "_def",
    ];
    for (const path of paths) {
      socket.send({ id: 1, method: "query", params: { path } });
      expect([path, (await socket.next()).error?.data["appCode"]]).toEqual([path, "not_found"]);
    }
    for (const method of ["mutation", "subscription"]) {
      socket.send({ id: 1, method, params: { path: "auth.me" } });
      expect((await socket.next()).error?.data["appCode"]).toMatch(/^(not_found|invalid_input)$/);
    }
  });

  test("one larger than the limit ends the socket", async () => {
    using socket = await openSocket();
    socket.send(" ".repeat(maxFrameBytes - 200) + JSON.stringify(me(1)));
    expect((await socket.next()).result?.data).toEqual(visitor.user);
    socket.send("x".repeat(maxFrameBytes + 1));
    await socket.closed;
    await expectAlive();
  });

  test("a batch larger than the limit is refused call by call", async () => {
    using socket = await openSocket();
    const batch = (size: number) => Array.from({ length: size }, (_, i) => me(i + 1));
    socket.send(batch(maxBatchSize + 1));
    for (let i = 0; i <= maxBatchSize; i++)
      expect((await socket.next()).error?.data["appCode"]).toBe("invalid_input");
    socket.send(batch(maxBatchSize));
    for (let i = 0; i < maxBatchSize; i++)
      expect((await socket.next()).result?.data).toEqual(visitor.user);
  });

  test("procedures that set cookies say that they want HTTP", async () => {
    using socket = await openSocket();
    for (const path of ["auth.guest", "auth.refresh"]) {
      socket.send({ id: 1, method: "mutation", params: { path } });
      expect((await socket.next()).error?.data).toMatchObject({
        appCode: "invalid_input",
        httpStatus: 400,
      });
    }
  });
});
