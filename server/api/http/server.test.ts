import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { exchange, openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { createStartedDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 3.4 (browser security headers) and 4.1 (HTTP).

let database: TestDatabase;
let app: App;
let visitor: Visitor;

beforeAll(async () => {
  database = await createStartedDatabase();
  app = await startTestApp({ databaseUrl: database.url, config: { role: "web" } });
  visitor = await newVisitor(app.origin);
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

const json = { "content-type": "application/json" };

describe("bodies", () => {
  test("one that is too large is refused, told or not how large it is", async () => {
    const body = "x".repeat(1024 * 1024 + 1);
    const told = await fetch(`${app.origin}/trpc/auth.guest`, {
      method: "POST",
      headers: json,
      body,
    });
    expect(told.status).toBe(413);
    const { hostname, port } = new URL(app.origin);
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const untold = await exchange(
      { hostname, port: Number(port) },
      "POST /trpc/auth.guest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
        `Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}0\r\n\r\n`,
    );
    expect(untold).toStartWith("HTTP/1.1 413 ");
  });

  test("large ones without credentials do not stay in memory", async () => {
    const body = "x".repeat(8 * 1024 * 1024);
    const upload = async () => {
      const url = `${app.origin}/trpc/messages.send`;
      const answer = await fetch(url, { method: "POST", headers: json, body }).catch(() => null);
      expect(answer?.status ?? 413).toBe(413);
    };
    await upload();
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 40; i++) await upload();
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });
});

describe("answers", () => {
  const own = ["/livez", "/readyz", "/trpc/auth.me", "/trpc/nope", "/trpc"];

  test("tell browsers what they may do with them, and forbid caching", async () => {
    for (const path of own) {
      const { headers } = await fetch(`${app.origin}${path}`);
      expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      const policy = headers.get("content-security-policy") ?? "";
      for (const part of [
        "default-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
      ])
        expect(policy).toContain(part);
      expect(policy).not.toMatch(/script-src|unsafe-eval|https?:|\*/);
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
    for (const path of own.slice(0, 4)) {
      const { headers } = await fetch(`${app.origin}${path}`);
      expect([path, headers.get("cache-control")]).toEqual([path, "no-store"]);
    }
  });

  test("to requests with a Host that is none are refusals", async () => {
    const { hostname, port } = new URL(app.origin);
    for (const host of ["a b", "[", "%zz", "x/y?z", ""]) {
      const request = `GET /trpc/auth.me HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
      expect(await exchange({ hostname, port: Number(port) }, request)).toStartWith(
        "HTTP/1.1 400 ",
      );
    }
  });
});

describe("health", () => {
  test("a node that serves is alive and ready", async () => {
    for (const path of ["/livez", "/readyz"]) {
      const answer = await fetch(`${app.origin}${path}`);
      expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
    }
  });

  test("a worker answers about its health and about nothing else", async () => {
    await using worker = await startTestApp({
      databaseUrl: database.url,
      config: { role: "worker" },
    });
    expect((await fetch(`${worker.origin}/livez`)).status).toBe(200);
    expect((await fetch(`${worker.origin}/readyz`)).status).toBe(200);
    for (const path of ["/", "/trpc", "/trpc/auth.me", "/index.html"])
      expect((await fetch(`${worker.origin}${path}`)).status).toBe(404);
  });
});

describe("a stream over HTTP", () => {
  test("brings events with their cursors", async () => {
    const headers = { authorization: `Bearer ${visitor.token}`, accept: "text/event-stream" };
    const abort = new AbortController();
    const answer = await fetch(`${app.origin}/trpc/feed.watch`, { headers, signal: abort.signal });
    expect(answer.headers.get("content-type")).toStartWith("text/event-stream");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? "";
    };
    await until("connected");
    const { id } = await visitor.api.threads.create.mutate({ id: newId("thread") });
    await until(id);
    expect(text).toMatch(/\nid: \d+-[0-9a-f]{8}\n/);
    abort.abort();
  });
});

describe("draining", () => {
  test("tells sockets to reconnect, closes them, and accepts no new ones", async () => {
    const node = await startTestApp({ databaseUrl: database.url, config: { role: "web" } });
    const { hostname, port } = new URL(node.origin);
    using socket = await openRawSocket(node.origin, { token: visitor.token });
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch" } });
    await socket.next();
    const startedAt = performance.now();
    const ended = node[Symbol.asyncDispose]();
    expect((await socket.next()).method).toBe("reconnect");
    expect(await socket.closed).toEqual({ code: 1012, reason: "restart" });
    await ended;
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    const refused = exchange(
      { hostname, port: Number(port) },
      "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    await expect(refused).rejects.toThrow();
  });
});
