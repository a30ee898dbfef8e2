import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { policies, type PolicyName } from "../../platform/limits/policies.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { listProcedures, outcomeOf, readEverything } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

// OWASP ASVS 5.0, 2.4.1 (anti-automation), over every procedure and route that changes something.

const mutations = listProcedures().filter(({ type }) => type === "mutation");

/** What needs no sign-in, and so counts by address. */
const open = new Set([
  "auth.guest",
  "auth.refresh",
  "auth.signUp",
  "auth.openInvitation",
  "auth.signIn",
  "identities.begin",
  "auth.signOut",
  "auth.verifyEmail",
  "auth.requestPasswordReset",
  "auth.resetPassword",
  "account.confirmEmailChange",
]);

let app: App;
let sql: Sql;
let ann: Browser;
let userId: string;
let token: string;

beforeAll(async () => {
  app = await startTestApp({
    config: {
      role: "web",
      logLevel: "silent",
      rateLimits: true,
      trustedProxies: ["127.0.0.1"],
    },
  });
  sql = postgres(app.databaseUrl, { max: 1 });
}, 30_000);
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

let people = 0;

// The first is an admin, whose calls get as far as any; the others are made admins.
beforeEach(async () => {
  const email = `ann${++people}@example.org`;
  ann = await newAccount({ origin: app.origin, sql }, email);
  await sql`update users set role = 'admin' where email = ${email}`;
  ann.use(await ann.api.auth.refresh.mutate({}));
  ({ id: userId } = await ann.api.auth.me.query());
  token = ann.token ?? "";
});

/** Counts as many calls against a policy as it allows, as if they had been made. */
async function useUp(policy: PolicyName, key: string): Promise<void> {
  const { points, seconds } = policies[policy];
  const expire = Date.now() + seconds * 1_000;
  await sql`
    insert into rate_limits (key, points, expire) values (${`${policy}:${key}`}, ${points}, ${expire})
    on conflict (key) do update set points = excluded.points, expire = excluded.expire`;
}

interface HttpCall {
  path: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

function call({ path, method = "POST", body = {}, headers = {} }: HttpCall): Promise<Response> {
  return fetch(`${app.origin}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
}

const byAnn = () => ({ authorization: `Bearer ${token}` });

function expectToldWhen(answer: Response): void {
  const seconds = Number(answer.headers.get("retry-after"));
  expect([answer.url, answer.status]).toEqual([answer.url, 429]);
  expect(seconds).toBeWithin(1, 3_601);
  expect(answer.headers.get("ratelimit-policy")).toMatch(/^"\w+";q=\d+;w=\d+$/);
}

describe("beyond its policy", () => {
  test("every mutation of a signed-in user is refused, says when to retry, and changes nothing", async () => {
    const closed = mutations.filter(({ path }) => !open.has(path));
    expect(closed.length).toBeGreaterThan(30);
    using socket = await openRawSocket(app.origin, { token });
    let id = 0;
    const ask = async (path: string) => {
      socket.send({ id: ++id, method: "mutation", params: { path, input: {} } });
      return outcomeOf(socket, id);
    };
    let letIn = 0;
    for (; letIn <= policies.write.points; letIn++)
      if ((await ask("threads.rename"))?.data["appCode"] === "rate_limited") break;
    // Registering and verifying were writes, too.
    expect(letIn).toBeWithin(policies.write.points - 5, policies.write.points + 1);
    for (const policy of ["send", "upload", "createSession", "draft"] as const)
      await useUp(policy, userId);
    for (let i = 0; i < policies.draft.step; i++) await ask("drafts.save");
    const before = await readEverything(sql);
    for (const { path } of closed) {
      const error = await ask(path);
      expect([path, error?.data["appCode"]]).toEqual([path, "rate_limited"]);
      expect(error?.data["retryAfterMs"]).toBeWithin(1, 60_001);
      expectToldWhen(await call({ path: `/trpc/${path}`, headers: byAnn() }));
    }
    expect(await readEverything(sql)).toBe(before);
    // Looking is none of it.
    expect((await ann.api.auth.me.query()).id).toBe(userId);
  }, 30_000);

  test("every mutation without a sign-in is refused by address, and no other address is", async () => {
    expect(mutations.filter(({ path }) => open.has(path))).toHaveLength(open.size);
    const from = (address: string) => ({ "x-forwarded-for": address });
    await useUp("writeByAddress", "203.0.113.1");
    for (let i = 0; i < policies.writeByAddress.step; i++)
      await call({ path: "/trpc/auth.signOut", headers: from("203.0.113.1") });
    const before = await readEverything(sql);
    for (const path of open) {
      expectToldWhen(await call({ path: `/trpc/${path}`, headers: from("203.0.113.1") }));
      const body = { email: "x", secret: "x" };
      const other = await call({ path: `/trpc/${path}`, headers: from("203.0.113.2"), body });
      expect([path, other.status === 429]).toEqual([path, false]);
    }
    // A guest was made at the other address.
    const count = (dump: string) => dump.split('"is_guest":true').length;
    expect(count(await readEverything(sql))).toBe(count(before) + 1);
  });

  test("every route that changes something is refused", async () => {
    const { secret } = await ann.api.apiKeys.create.mutate({ name: "routes", scopes: ["chat"] });
    const session = await ann.api.sessions.create.mutate({});
    for (const policy of ["send", "upload", "createSession", "apiCalls", "uploadPart"] as const)
      await useUp(policy, userId);
    const authorization = `Bearer ${secret}`;
    const part = `/api/attachments/${newId("attachment")}/parts/0`;
    for (let i = 0; i < policies.uploadPart.step; i++)
      await call({ path: part, method: "PUT", headers: { authorization } });
    const body = {
      user: "u",
      workflow: { id: "wf_default" },
      name: "a.txt",
      size: 1,
      session_token: session.clientSecret,
      message: "hello",
    };
    const before = await readEverything(sql);
    const routes = await changingRoutes();
    expect(routes.length).toBeGreaterThan(5);
    for (const { path, method } of routes) {
      const filled = path
        .replace("{position}", "0")
        .replace("{id}", newId(path.includes("attachments") ? "attachment" : "thread"));
      expectToldWhen(await call({ path: filled, method, body, headers: { authorization } }));
    }
    expect(withoutUses(await readEverything(sql))).toBe(withoutUses(before));
  });

  test("an export is refused, and leaves no line in the audit log", async () => {
    const { points } = policies.export;
    const exportAll = () => call({ path: "/export", method: "GET", headers: byAnn() });
    for (let i = 0; i < points; i++) {
      const answer = await exportAll();
      expect(answer.status).toBe(200);
      await answer.body?.cancel();
    }
    for (let i = 0; i < 3; i++) expectToldWhen(await exportAll());
    const lines = await sql`
      select 1 from audit_events where kind = 'data_exported' and user_id = ${userId}`;
    expect(lines).toHaveLength(points);
  });
});

/** A key notes when it was last used. */
const withoutUses = (dump: string) => dump.replaceAll(/"last_used_at":("[^"]*"|null)/g, "");

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Every route of the OpenAPI document that does not only read. */
async function changingRoutes(): Promise<{ path: string; method: string }[]> {
  const answer = await fetch(`${app.origin}/openapi.json`);
  const { paths } = documentSchema.parse(await answer.json());
  // Procedures have a test of their own.
  const routes = Object.entries(paths).filter(([path]) => !path.startsWith("/trpc"));
  return routes.flatMap(([path, methods]) =>
    ["post", "put", "patch", "delete"]
      .filter((method) => method in methods)
      .map((method) => ({ path, method: method.toUpperCase() })),
  );
}
