import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { cleanUp } from "../../app/clean-up.ts";
import { createLog } from "../log.ts";
import type { RequestError } from "../errors.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { Limits } from "./limits.ts";
import { policies } from "./policies.ts";

// Three nodes on one database, with limits as people meet them.
let nodes: AsyncDisposableStack;
let databaseUrl: string;
let sql: Sql;
let apps: App[];

beforeAll(async () => {
  nodes = new AsyncDisposableStack();
  databaseUrl = nodes.use(await createTestDatabase()).url;
  sql = postgres(databaseUrl, { max: 2 });
  nodes.defer(() => sql.end());
  apps = [];
  for (let i = 0; i < 3; i++) {
    const config = { rateLimits: true, role: "web" as const };
    apps.push(nodes.use(await startTestApp({ databaseUrl, config })));
  }
}, 30_000);

afterAll(() => nodes?.disposeAsync());

const originOf = (node: number) => apps[node % apps.length]?.origin ?? "";

/** One call over HTTP as a browser without the client makes it. */
function post(path: string, options: { token?: string; body?: unknown; headers?: object } = {}) {
  const { token, body = {}, headers = {} } = options;
  return fetch(`${originOf(0)}/trpc/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
}

test("of six chat sessions made at once over three nodes exactly five are", async () => {
  const { token } = await newVisitor(originOf(0));
  const calls = Array.from({ length: 6 }, (_, i) =>
    apiAs(originOf(i), token).sessions.create.mutate({}),
  );
  const made = (await Promise.allSettled(calls)).filter(({ status }) => status === "fulfilled");
  expect(made).toHaveLength(5);
  const refusal = await refusalOf(apiAs(originOf(1), token).sessions.create.mutate({}));
  expect(refusal).toMatchObject({ code: "rate_limited", status: 429 });
  expect(refusal.retryAfterMs).toBeGreaterThan(0);
  expect(refusal.retryAfterMs).toBeLessThanOrEqual(60_000);
  const { token: other } = await newVisitor(originOf(0));
  await apiAs(originOf(0), other).sessions.create.mutate({});
});

test("a refusal over HTTP says when to come back, in the headers too", async () => {
  const { token } = await newVisitor(originOf(0));
  for (let i = 0; i < 5; i++) expect((await post("sessions.create", { token })).status).toBe(200);
  const refused = await post("sessions.create", { token });
  expect(refused.status).toBe(429);
  const after = Number(refused.headers.get("retry-after"));
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThanOrEqual(60);
  expect(refused.headers.get("ratelimit")).toBe(`"createSession";r=0;t=${after}`);
  expect(refused.headers.get("ratelimit-policy")).toBe(`"createSession";q=5;w=60`);
});

test("a batch counts as the calls in it", async () => {
  const { token } = await newVisitor(originOf(0));
  const paths = Array.from({ length: 7 }, () => "sessions.create").join(",");
  const body = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [i, {}]));
  const answer = await post(`${paths}?batch=1`, { token, body });
  const results: { error?: { data: { appCode: string } } }[] = await answer.json();
  const codes = results.map(({ error }) => error?.data.appCode ?? "ok").sort();
  expect(codes).toEqual(["ok", "ok", "ok", "ok", "ok", "rate_limited", "rate_limited"]);
  expect(answer.headers.get("ratelimit-policy")).toBe(`"createSession";q=5;w=60`);
});

test("the limit is the same whichever way the person calls (Open WebUI CVE-2026-45339)", async () => {
  const { token } = await newVisitor(originOf(0));
  const { points } = policies.send;
  using socket = openChatSocket(originOf(1), token);
  for (let i = 0; i < points; i++) {
    const api = i % 2 ? socket.api : apiAs(originOf(2), token);
    await api.messages.send.mutate(newSend());
  }
  for (const api of [socket.api, apiAs(originOf(0), token)]) {
    const refusal = await refusalOf(api.messages.send.mutate(newSend()));
    expect(refusal.code).toBe("rate_limited");
  }
});

test("a client that invents addresses is still one address", async () => {
  await sql`delete from rate_limits`;
  const visit = (i: number) =>
    post("auth.guest", {
      headers: { "x-forwarded-for": `198.51.100.${i}`, forwarded: `for=${i}` },
    });
  const statuses: number[] = [];
  for (let i = 0; i <= policies.newGuest.points; i++) statuses.push((await visit(i)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(policies.newGuest.points);
  expect(statuses.at(-1)).toBe(429);
});

test("an IPv6 address counts by its /64, and by its /48 with a larger allowance", async () => {
  const limits = new Limits({ sql, log: createLog("silent"), metrics: createMetrics() }, true);
  const { points, wide } = policies.mailByAddress;
  const take = (address: string) =>
    limits.takeByAddress("mailByAddress", address).then(
      () => "ok",
      (refused: RequestError) => refused.quota,
    );
  for (let i = 0; i < points; i++) expect(await take(`2001:db8:1:1::${i}`)).toBe("ok");
  expect(await take("2001:db8:1:1::ffff")).toBe(points);
  expect(await take("2001:db8:1:2::1")).toBe("ok");
  for (let i = points + 1; i < points * wide; i++)
    expect(await take(`2001:db8:1:${(i + 2).toString(16)}::1`)).toBe("ok");
  expect(await take("2001:db8:1:9999::1")).toBe(points * wide);
  expect(await take("2001:db8:2:1::1")).toBe("ok");
  for (let i = 0; i < points; i++) expect(await take("198.51.100.200")).toBe("ok");
  expect(await take("198.51.100.200")).toBe(points);
  expect(await take("198.51.100.201")).toBe("ok");
}, 30_000);

test("while the store fails calls are still counted, here, and that is told", async () => {
  const metrics = createMetrics();
  const log = createLog("silent");
  const limits = new Limits({ sql, log, metrics }, true);
  const take = () =>
    limits.take("createSession", "somebody").then(
      () => "ok",
      () => "refused",
    );
  await sql`alter table rate_limits rename to rate_limits_away`;
  try {
    const outcomes = [];
    for (let i = 0; i < 7; i++) outcomes.push(await take());
    expect(outcomes).toEqual(["ok", "ok", "ok", "ok", "ok", "refused", "refused"]);
  } finally {
    await sql`alter table rate_limits_away rename to rate_limits`;
  }
  const failures = await metrics.limitStoreFailures.get();
  expect(failures.values[0]?.value).toBeGreaterThanOrEqual(5);
  expect(await take()).toBe("ok");
});

test("a key over its limit is refused without asking the database", async () => {
  let statements = 0;
  const counting = new Proxy(sql, {
    get: (target, name) => {
      if (name === "unsafe") statements++;
      return Reflect.get(target, name);
    },
  });
  const limits = new Limits(
    { sql: counting, log: createLog("silent"), metrics: createMetrics() },
    true,
  );
  for (let i = 0; i < 50; i++) await limits.take("createSession", "blocked").catch(() => {});
  expect(statements).toBe(policies.createSession.points + 1);
});

test("writes cost most people no statement, and all nodes together hold the limit", async () => {
  let statements = 0;
  const counting = new Proxy(sql, {
    get: (target, name) => {
      if (name === "unsafe") statements++;
      return Reflect.get(target, name);
    },
  });
  const deps = { sql: counting, log: createLog("silent"), metrics: createMetrics() };
  const three = [new Limits(deps, true), new Limits(deps, true), new Limits(deps, true)];
  const { points, step } = policies.write;
  for (const limits of three) for (let i = 1; i < step; i++) await limits.take("write", "person");
  expect(statements).toBe(0);
  let letIn = 0;
  for (let i = 0; i < 2 * points; i++)
    await three[i % 3]?.take("write", "flood").then(
      () => letIn++,
      (refused: RequestError) => expect(refused.retryAfterMs).toBeWithin(1, 60_001),
    );
  expect(letIn).toBeWithin(points, points + three.length * step);
  expect(statements).toBeLessThan(points / step + three.length + 1);
});

test("counters whose time is over are deleted", async () => {
  const over = Date.now() - 120_000;
  await sql`insert into rate_limits (key, points, expire) values ('send:old', 3, ${over})`;
  await cleanUp(sql, new AbortController().signal);
  const left = await sql`select 1 from rate_limits where key = 'send:old'`;
  expect(left).toHaveLength(0);
});
