import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { maxJsonDepth } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { maxSocketsPerUser } from "../../platform/limits/policies.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { requireShallow } from "../json-depth.ts";
import { OpenQuota } from "./open-quota.ts";
import { untilTrue } from "../../../testing/until.ts";

// OWASP ASVS 5.0, 2.4 (limits), 3.4 (headers), 4.4 (WebSocket).

let app: App;
let visitor: Visitor;

beforeAll(async () => {
  app = await startTestApp({
    config: {
      role: "web",
      rateLimits: true,
      logLevel: "silent",
      publicOrigin: "https://chat.example.org",
      frameAncestors: ["https://intranet.example.org"],
    },
  });
  visitor = await newVisitor(app.origin);
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
});

const me = (id: number) => ({ id, method: "query", params: { path: "auth.me" } });
const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`;

describe("JSON", () => {
  test("that is nested too deep is refused, whatever is in its strings", () => {
    expect(() => requireShallow(nested(maxJsonDepth))).not.toThrow();
    expect(() => requireShallow(nested(maxJsonDepth + 2))).toThrow("levels deep");
    expect(() => requireShallow(JSON.stringify("[{".repeat(1_000)))).not.toThrow();
    expect(() => requireShallow(JSON.stringify(`\\"${"[".repeat(100)}"`))).not.toThrow();
    expect(() => requireShallow(`"\\\\"${"[".repeat(100)}`)).toThrow("levels deep");
  });

  test("is refused by a typed error over HTTP, as a body and as a query", async () => {
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${visitor.token}`,
    };
    const body = nested(200);
    const asBody = await fetch(`${app.origin}/trpc/messages.send`, {
      method: "POST",
      headers,
      body,
    });
    const query = `?input=${encodeURIComponent(body)}`;
    const asQuery = await fetch(`${app.origin}/trpc/threads.get${query}`, { headers });
    for (const answer of [asBody, asQuery]) {
      expect(answer.status).toBe(413);
      expect((await answer.json()).error.data.appCode).toBe("too_large");
    }
  });

  test("is refused by a typed error over a socket, which goes on", async () => {
    using socket = await openRawSocket(app.origin, { token: visitor.token });
    socket.send(`{"id":1,"method":"query","params":{"path":"auth.me","input":${nested(200)}}}`);
    const refused = await socket.next(({ error }) => error !== undefined);
    expect(refused.error?.data["appCode"]).toBe("too_large");
    socket.send(me(2));
    expect((await socket.next(({ id }) => id === 2)).result?.data).toEqual(visitor.user);
  });
});

describe("sockets", () => {
  test("of one user are no more than may be; one that closes makes room", async () => {
    const other = await newVisitor(app.origin);
    await using sockets = new AsyncDisposableStack();
    const open = async () => {
      const socket = await openRawSocket(app.origin, { token: other.token });
      sockets.defer(() => socket[Symbol.dispose]());
      socket.send(me(1));
      const closed = socket.closed.then(({ code }) => code);
      return { socket, outcome: await Promise.race([socket.next().then(() => "open"), closed]) };
    };
    const first = await open();
    for (let i = 1; i < maxSocketsPerUser; i++) expect((await open()).outcome).toBe("open");
    const oneTooMany = await openRawSocket(app.origin, { token: other.token });
    expect((await oneTooMany.closed).code).toBe(1013);
    first.socket.ws.close();
    await first.socket.closed;
    // The server hears of the end a moment after the client.
    await untilTrue("room for a socket", async () => (await open()).outcome === "open");
    using mine = await openRawSocket(app.origin, { token: visitor.token });
    mine.send(me(1));
    expect((await mine.next()).result?.data).toEqual(visitor.user);
  });

  test("are counted by address and by user, and forgotten when they close", () => {
    const quota = new OpenQuota(true);
    let opened = 0;
    for (; quota.openFrom("192.0.2.1"); opened++);
    expect(opened).toBe(1_000);
    expect(quota.openFrom("192.0.2.2")).toBe(true);
    quota.closedFrom("192.0.2.1");
    expect(quota.openFrom("192.0.2.1")).toBe(true);
    while (quota.openBy("ann")) opened++;
    expect(opened).toBe(1_000 + maxSocketsPerUser);
    expect(quota.openBy("bob")).toBe(true);
    quota.closedBy("ann");
    expect(quota.openBy("ann")).toBe(true);
  });
});

test("behind TLS browsers are told to stay there, and who may frame the app", async () => {
  const { headers } = await fetch(`${app.origin}/livez`);
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  expect(headers.get("content-security-policy")).toContain(
    "frame-ancestors 'self' https://intranet.example.org",
  );
  const features = headers.get("permissions-policy")?.split(", ") ?? [];
  expect(features).toContain("camera=()");
  expect(features).toContain("microphone=(self)");
  expect(features).toContain("geolocation=()");
});
