import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { beginRequest } from "../../../testing/server/half-request.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { maxStrangerBodyBytes } from "./body-door.ts";
import { type BodyPace, type BodyReading, readBody } from "./read-body.ts";
import { until, untilTrue } from "../../../testing/until.ts";

// OWASP ASVS 5.0, 2.4 and 4.1: bodies that are larger, slower or more than they may be.

const resources = new AsyncDisposableStack();
const lines: string[] = [];
let app: App;
let visitor: Visitor;

beforeAll(async () => {
  const log = createLog("warn", { write: (line) => void lines.push(line) });
  app = resources.use(await startTestApp({ config: { role: "web" }, log }));
  visitor = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

const json = { "content-type": "application/json" };
const routes = ["POST /trpc/messages.send", "POST /api/messages", "POST /v1/chatkit/sessions"];

/** The value of one series, 0 where it has never moved. */
async function metric(series: string): Promise<number> {
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${series} `));
  return line === undefined ? 0 : Number(line.slice(series.length + 1));
}

const refused = (reason: string) => metric(`chatkit_request_refusals_total{reason="${reason}"}`);

describe("a body is refused by its head", () => {
  test.each(routes)("%s: one of a stranger's that is larger than 64 KB", async (line) => {
    const length = String(maxStrangerBodyBytes + 1);
    using request = await beginRequest(app.origin, line, { ...json, "content-length": length });
    const answer = await request.closed;
    expect(answer).toStartWith("HTTP/1.1 413 ");
    expect(answer.toLowerCase()).toContain("connection: close");
  });

  test("one that no token of this server's comes with; the connection is still good", async () => {
    const line = "PUT /api/attachments/atch_x/parts/0";
    const length = attachmentPartBytes;
    const headers = { authorization: "Bearer no.such.token", "content-length": String(length) };
    using request = await beginRequest(app.origin, line, headers);
    expect(await request.answered).toStartWith("HTTP/1.1 401 ");
    // A client that sends all of its body before it reads finds the answer.
    request.send(new Uint8Array(length));
    request.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const statuses = (await request.closed).match(/HTTP\/1\.1 \d+/g);
    expect(statuses).toEqual(["HTTP/1.1 401", "HTTP/1.1 200"]);
  });

  test.each(["POST /livez", "PUT /export", "GET /trpc/auth.me", "GET /readyz"])(
    "%s: where nothing takes a body",
    async (line) => {
      using request = await beginRequest(app.origin, line, { "content-length": "1000000" });
      expect(await request.closed).toStartWith("HTTP/1.1 413 ");
    },
  );

  test("one in chunks, once it has become too large", async () => {
    const headers = { ...json, "transfer-encoding": "chunked" };
    using request = await beginRequest(app.origin, "POST /trpc/auth.guest", headers);
    for (let i = 0; i < 5; i++) request.send(`4000\r\n${"x".repeat(0x4000)}\r\n`);
    const answer = await request.closed;
    expect(answer).toStartWith("HTTP/1.1 413 ");
    expect(answer).toContain('"appCode":"too_large"');
  });
});

test("a part of a file from a user of this server is let in", async () => {
  const line = "PUT /api/attachments/atch_x/parts/0";
  const authorization = `Bearer ${visitor.token}`;
  const headers = { authorization, "content-length": String(attachmentPartBytes) };
  using request = await beginRequest(app.origin, line, { ...headers, connection: "close" });
  request.send(new Uint8Array(attachmentPartBytes));
  // There is no such file, which is looked for after its bytes have come.
  expect(await request.closed).toMatch(/^HTTP\/1.1 4(00|04) /);
});

test("unfinished bodies from one address are so many and no more, and those that end make room", async () => {
  using requests = new DisposableStack();
  const begin = async () => {
    const headers = { ...json, "content-length": String(maxStrangerBodyBytes) };
    const request = await beginRequest(app.origin, "POST /trpc/auth.guest", headers);
    requests.use(request);
    request.send("{");
    return request;
  };
  const taken = await Promise.all(Array.from({ length: 128 }, begin));
  const refusedBefore = await refused("rate_limited");
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => (await begin()).answered),
  );
  for (const answer of answers) {
    expect(answer).toStartWith("HTTP/1.1 429 ");
    expect(answer.toLowerCase()).toContain("retry-after: 1");
    expect(answer).toContain('"appCode":"rate_limited"');
  }
  expect(await refused("rate_limited")).toBe(refusedBefore + 20);
  // Those who show a token have room of their own.
  const id = newId("thread");
  expect((await visitor.api.threads.create.mutate({ id })).id).toBe(id);
  for (const request of taken) request[Symbol.dispose]();
  await until("room for a body", () => newVisitor(app.origin).catch(() => undefined));
}, 30_000);

test("what breaks off is no fault of the server's: no 5xx, and no line in the log", async () => {
  const faults = async () => {
    const text = await (await fetch(`${app.origin}/metrics`)).text();
    return text.split("\n").filter((line) => /http_request_seconds_count.*5xx/.test(line));
  };
  lines.length = 0;
  const before = await refused("broken_off");
  for (const line of [...routes, "PUT /api/attachments/atch_x/parts/0"])
    for (let i = 0; i < 10; i++) {
      const headers = { authorization: `Bearer ${visitor.token}`, "content-length": "1000" };
      const request = await beginRequest(app.origin, line, { ...json, ...headers });
      request.send('{"a":');
      request[Symbol.dispose]();
      await request.closed;
    }
  await untilTrue("forty more", async () => (await refused("broken_off")) >= before + 40);
  expect(await faults()).toEqual([]);
  expect(lines).toEqual([]);
});

describe("the pace of a body", () => {
  /** Sends a body in pieces, each at once after a pause, and gives how the server read it. */
  async function dripped(pace: BodyPace, pieces: number): Promise<BodyReading> {
    const read = Promise.withResolvers<BodyReading>();
    await using server = listen(async (request) => {
      read.resolve(await readBody(request, 1_000_000, pace));
      return new Response("late", { status: 408, headers: { connection: "close" } });
    });
    const length = String(1_000 * pieces);
    const headers = { "content-length": length };
    using request = await beginRequest(server.origin, "POST /", headers);
    for (let i = 0; i < pieces && request.answer() === ""; i++) {
      request.send("x".repeat(1_000));
      await Bun.sleep(20);
    }
    expect(await request.closed).toStartWith("HTTP/1.1 408 ");
    return await read.promise;
  }

  test("one that goes on slower than it may is cut off", async () => {
    const pace = { patienceMs: 100, bytesPerSecond: 1_000_000 };
    expect(await dripped(pace, 1_000)).toBe("too_slow");
  });

  test("one that stops is cut off", async () => {
    const read = Promise.withResolvers<BodyReading>();
    await using server = listen(async (request) => {
      read.resolve(await readBody(request, 1_000, { patienceMs: 50, bytesPerSecond: 1 }));
      return new Response("late", { status: 408, headers: { connection: "close" } });
    });
    using request = await beginRequest(server.origin, "POST /", { "content-length": "1000" });
    expect(await read.promise).toBe("too_slow");
    expect(await request.closed).toStartWith("HTTP/1.1 408 ");
  });

  test("one that is slow but fast enough arrives", async () => {
    const read = await dripped({ patienceMs: 100, bytesPerSecond: 10 }, 30);
    expect(read).toBeInstanceOf(Uint8Array);
    expect(read).toHaveLength(30_000);
  });
});

function listen(fetch: (request: Request) => Promise<Response>) {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}
