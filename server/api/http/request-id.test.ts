import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { exchange } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";

const resources = new AsyncDisposableStack();
const lines: Record<string, unknown>[] = [];
let app: App;
let sql: Sql;

beforeAll(async () => {
  const log = createLog("debug", { write: (line) => void lines.push(JSON.parse(line)) });
  app = resources.use(await startTestApp({ log, config: { role: "web" } }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

const header = "x-request-id";
const made = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function idOf(origin: string, path: string, headers: Record<string, string> = {}) {
  return (await fetch(`${origin}${path}`, { headers })).headers.get(header);
}

describe("every answer carries an id", () => {
  test("of its own", async () => {
    const paths = ["/livez", "/readyz", "/metrics", "/export", "/trpc/auth.me", "/trpc", "/trpc/x"];
    const ids = await Promise.all(paths.map((path) => idOf(app.origin, path)));
    for (const id of ids) expect(id).toMatch(made);
    expect(new Set(ids).size).toBe(paths.length);
  });

  test("that of an upgrade too", async () => {
    const { hostname, port } = new URL(app.origin);
    const answer = await exchange(
      { hostname, port: Number(port) },
      "GET /trpc HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    );
    expect(answer).toStartWith("HTTP/1.1 101 ");
    expect(answer.toLowerCase()).toContain(`${header}: `);
  });
});

describe("an id that a request brings", () => {
  test("is kept from a trusted proxy, while it is short and tame", async () => {
    await using behind = await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web", trustedProxies: ["127.0.0.0/8"] },
    });
    for (const id of ["a", "2f1c.A_b:9-x", "x".repeat(64)])
      expect(await idOf(behind.origin, "/livez", { [header]: id })).toBe(id);
    for (const id of ["x".repeat(65), "a b", 'a"b', "é", "{}", "a,b"])
      expect(await idOf(behind.origin, "/livez", { [header]: id })).toMatch(made);
  });

  test("is not accepted from other clients", async () => {
    expect(await idOf(app.origin, "/livez", { [header]: "mine" })).toMatch(made);
  });
});

describe("what fails is logged with the id that the answer carries", () => {
  test("a procedure, and its refusal", async () => {
    const visitor = await newVisitor(app.origin);
    await sql`alter table workflows rename to elsewhere`;
    try {
      const answer = await fetch(`${app.origin}/trpc/workflows.list`, {
        headers: { authorization: `Bearer ${visitor.token}` },
      });
      expect(answer.status).toBe(500);
      const requestId = answer.headers.get(header);
      const { error } = await answer.json();
      expect(error.data.requestId).toBe(requestId);
      const line = lines.find((each) => each["requestId"] === requestId);
      expect(line).toMatchObject({ msg: "procedure failed", path: "workflows.list" });
    } finally {
      await sql`alter table elsewhere rename to workflows`;
    }
    await refusalOf(apiAs(app.origin, "none").threads.list.query({}));
    expect(lines.at(-1)).toMatchObject({
      msg: "procedure refused",
      code: "unauthenticated",
      requestId: expect.stringMatching(made),
    });
  });

  test("a request that is no procedure's", async () => {
    const { token } = await newVisitor(app.origin);
    await sql`alter table audit_events rename to elsewhere`;
    try {
      const answer = await fetch(`${app.origin}/export`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([answer.status, await answer.text()]).toEqual([
        500,
        "Something went wrong on the server.",
      ]);
      const requestId = answer.headers.get(header);
      const line = lines.find((each) => each["requestId"] === requestId);
      expect(line).toMatchObject({ msg: "request failed", route: "export", method: "GET" });
    } finally {
      await sql`alter table elsewhere rename to audit_events`;
    }
  });
});
