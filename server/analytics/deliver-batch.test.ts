import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { Webhook } from "standardwebhooks";
import { analyticsDeliverySchema } from "../../shared/analytics.ts";
import { newId } from "../../shared/ids.ts";
import type { App } from "../app/app.ts";
import { type JobPayloads, queues } from "../app/queues.ts";
import { startJobs, type Jobs } from "../platform/jobs/boss.ts";
import { createLog } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newVisitor } from "../../testing/server/visitor.ts";
import { deliverBatch } from "./deliver-batch.ts";
import { until, untilRow } from "../../testing/until.ts";
import { noTracer } from "../platform/tracing/tracer.ts";

const secret = `whsec_${Buffer.from("only tests sign their events with this").toString("base64")}`;

interface Received {
  headers: Headers;
  body: string;
}

const resources = new AsyncDisposableStack();
const metrics = createMetrics();
let received: Received[] = [];
/** Answers the next deliveries in turn; those after them get 204. */
let answers: (() => Response | Promise<Response>)[] = [];
let arrived = Promise.withResolvers<void>();
let app: App;
let sql: Sql;
let jobs: Jobs<JobPayloads>;
let url: string;

beforeAll(async () => {
  const receiver = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      received.push({ headers: request.headers, body: await request.text() });
      arrived.resolve();
      arrived = Promise.withResolvers();
      return (await answers.shift()?.()) ?? new Response(null, { status: 204 });
    },
  });
  resources.defer(() => receiver.stop(true));
  url = `http://127.0.0.1:${receiver.port}/events`;
  const analytics = { receiver: { url, secret }, prices: new Map(), byPerson: true };
  app = resources.use(await startTestApp({ config: { analytics, logLevel: "silent" } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  const log = createLog("silent");
  const { databaseUrl } = app;
  jobs = resources.use(
    await startJobs({ queues, databaseUrl, sql, working: false, log, metrics, tracer: noTracer }),
  );
});
afterAll(() => resources.disposeAsync());
beforeEach(async () => {
  // A batch of the test before may still be tried.
  await sql`delete from pgboss.job where name in ('analytics', 'rollup')`;
  await sql`delete from analytics_batches`;
  await sql`delete from analytics_events`;
  [received, answers] = [[], []];
});

async function untilReceived(count: number): Promise<Received> {
  while (received.length < count) await arrived.promise;
  const last = received[count - 1];
  if (!last) throw new Error("nothing received");
  return last;
}

/** Leaves some events and has them added up and put into batches, as is done every minute. */
async function leaveEvents(count = 1): Promise<string> {
  const { api, user } = await newVisitor(app.origin);
  for (let i = 0; i < count; i++) await api.sessions.create.mutate({});
  await jobs.boss.send("rollup", {});
  return user.id;
}

/** The one batch there is, once it is as wanted. */
function batchWhen(wanted: "delivered_at" | "failure" | "not_before") {
  return untilRow(
    `a batch with ${wanted}`,
    () => sql`select * from analytics_batches where ${sql(wanted)} is not null`,
  );
}

/** Resolves once a try delivers the batch. */
async function untilDelivered(): Promise<void> {
  await until("a delivery", async () => (await tryBatch()).outcome === "done" || undefined);
}

const statusOf =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("no", { status, headers });

/** Tries the one batch there is, without waiting for its job. */
async function tryBatch(last = false) {
  const [batch] = await sql`select id from analytics_batches`;
  const receiver = { url, secret };
  return deliverBatch(
    { sql, log: createLog("silent"), metrics, receiver },
    String(batch?.["id"]),
    last,
  );
}

describe("a delivery", () => {
  test("is signed as in Standard Webhooks, and names no user", async () => {
    const userId = await leaveEvents(3);
    const { headers, body } = await untilReceived(1);
    const verified = new Webhook(secret).verify(body, Object.fromEntries(headers));
    const { batch, events } = analyticsDeliverySchema.parse(verified);
    expect(headers.get("idempotency-key")).toBe(batch);
    expect(headers.get("content-type")).toBe("application/json");
    expect(events.map(({ kind }) => kind)).toEqual(Array(3).fill("session_created"));
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(new Set(events.map(({ person }) => person)).size).toBe(1);
    expect(body).not.toContain(userId);
    const forged = { ...Object.fromEntries(headers), "webhook-id": "batch_forged" };
    expect(() => new Webhook(secret).verify(body, forged)).toThrow();
    await batchWhen("delivered_at");
  });

  test("that fails is tried again with the same key and the same events", async () => {
    answers = [statusOf(500)];
    await leaveEvents();
    const first = await untilReceived(1);
    await untilDelivered();
    const second = await untilReceived(2);
    expect(second.body).toBe(first.body);
    expect(second.headers.get("idempotency-key")).toBe(first.headers.get("idempotency-key"));
    expect(
      new Webhook(secret).verify(second.body, Object.fromEntries(second.headers)),
    ).toBeTruthy();
    await batchWhen("delivered_at");
  });

  test("waits for as long as the receiver asks", async () => {
    answers = [statusOf(429, { "retry-after": "120" })];
    await leaveEvents();
    const batch = await batchWhen("not_before");
    const wait = (batch["not_before"].getTime() - Date.now()) / 1_000;
    expect(wait).toBeGreaterThan(90);
    expect(wait).toBeLessThanOrEqual(120);
    expect(await tryBatch()).toMatchObject({ outcome: "again" });
    expect(received).toHaveLength(1);
    await sql`update analytics_batches set not_before = now()`;
    expect(await tryBatch()).toEqual({ outcome: "done" });
    expect(received).toHaveLength(2);
  });

  test("is given up after a day, in the dead letters, with the reason", async () => {
    answers = [statusOf(404), statusOf(404)];
    await leaveEvents();
    await untilReceived(1);
    const retrying = () => sql`
      update pgboss.job set start_after = now() where name = 'analytics' and state = 'retry' returning 1`;
    await sql`update analytics_batches set created_at = now() - interval '25 hours'`;
    await untilRow("a job to be retried", retrying);
    // A new job wakes the worker, which else would look for what is due in half a minute.
    await jobs.boss.send("analytics", { batchId: newId("analyticsBatch") });
    const batch = await batchWhen("failure");
    expect(batch["failure"]).toContain("404");
    const dead = () => sql`
      select data from pgboss.job where name = 'analytics_dead' and data ->> 'batchId' = ${batch["id"]}`;
    await untilRow("a dead letter", dead);
    // Who puts the job back has it delivered.
    expect(await tryBatch()).toEqual({ outcome: "done" });
    expect(received.at(-1)?.headers.get("idempotency-key")).toBe(batch["id"]);
  }, 20_000);

  test("that is kept no more ends with that reason, and one that has arrived is not sent again", async () => {
    const receiver = { url, secret };
    const deps = { sql, log: createLog("silent"), metrics, receiver };
    const gone = await deliverBatch(deps, newId("analyticsBatch"), false);
    expect(gone).toEqual({ outcome: "dead", reason: "the batch is kept no more" });
    await leaveEvents();
    await batchWhen("delivered_at");
    expect(await tryBatch()).toEqual({ outcome: "done" });
    expect(received).toHaveLength(1);
  });

  test("goes to no other address than the one that is set", async () => {
    answers = [() => Response.redirect(url, 307)];
    await leaveEvents();
    await untilReceived(1);
    await untilRow(
      "a try's outcome",
      () => sql`select 1 from pgboss.job where name = 'analytics' and output is not null`,
    );
    expect(received).toHaveLength(1);
  });

  test("has no events of people who are gone or have opted out since", async () => {
    answers = [statusOf(503)];
    const { api } = await newVisitor(app.origin);
    await api.sessions.create.mutate({});
    await leaveEvents(2);
    const first = await untilReceived(1);
    await api.analytics.setOptOut.mutate({ optOut: true });
    await untilDelivered();
    const lengthOf = ({ body }: Received) =>
      analyticsDeliverySchema.parse(JSON.parse(body)).events.length;
    expect(lengthOf(first)).toBe(3);
    expect(lengthOf(await untilReceived(2))).toBe(2);
  });

  test("holds five hundred events at most, and none twice", async () => {
    const { user } = await newVisitor(app.origin);
    await sql`
      insert into analytics_events (id, user_id, fact)
      select 'evt_' || i, ${user.id}, '{"kind":"signed_in"}' from generate_series(1, 1201) i`;
    await jobs.boss.send("rollup", {});
    await untilReceived(3);
    const ids = received.map(({ body }) =>
      analyticsDeliverySchema.parse(JSON.parse(body)).events.map(({ id }) => id),
    );
    expect(ids.map((each) => each.length).toSorted((a, b) => a - b)).toEqual([201, 500, 500]);
    expect(new Set(ids.flat()).size).toBe(1201);
  });
});

test("a receiver that hangs touches no request", async () => {
  const hang = Promise.withResolvers<Response>();
  answers = [() => hang.promise];
  await leaveEvents();
  await untilReceived(1);
  const { api } = await newVisitor(app.origin);
  for (let i = 0; i < 3; i++) await api.sessions.create.mutate({});
  expect((await api.analytics.mine.query({})).totals.sessions).toBe(3);
  const text = await (await fetch(`${app.origin}/metrics`)).text();
  expect(text).toMatch(/^chatkit_analytics_backlog \d+$/m);
  expect(text).toMatch(/^chatkit_analytics_deliveries_total\{outcome="delivered"\} [1-9]/m);
  hang.resolve(new Response(null, { status: 204 }));
});
