import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { PgBoss } from "pg-boss";
import postgres, { type Sql } from "postgres";
import type { QueueName } from "../../../../shared/job-names.ts";
import type { DeadJob } from "../../../../shared/jobs.ts";
import type { App } from "../../../app/app.ts";
import { newAccount, newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { startSmtpServer, type TestSmtpServer } from "../../../../testing/server/smtp-server.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";
import { until, untilRow } from "../../../../testing/until.ts";

const resources = new AsyncDisposableStack();
let smtp: TestSmtpServer;
let app: App;
let sql: Sql;
/** Puts into the queues what the product itself would not. */
let outside: PgBoss;
let ann: Browser;

beforeAll(async () => {
  smtp = resources.use(await startSmtpServer());
  const login = { user: null, password: null, from: "chat@chat.example.org" };
  app = resources.use(
    await startTestApp({
      config: {
        smtp: { host: "127.0.0.1", port: smtp.port, ...login, requireTls: false },
        logLevel: "silent",
      },
    }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  outside = new PgBoss({
    connectionString: app.databaseUrl,
    supervise: false,
    schedule: false,
    persistQueueStats: true,
    max: 2,
  });
  outside.on("error", () => {});
  await outside.start();
  resources.defer(() => outside.stop({ graceful: false }));
  ann = await newAdmin({ origin: app.origin, sql }, "ann@example.org");
});
afterAll(() => resources.disposeAsync());

const jobs = () => ann.api.admin.jobs;
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

const deadOf = async (queue: QueueName) => (await jobs().list.query({ queue })).jobs;

/** Waits for a dead job that was told this. */
const untilDead = (queue: QueueName, told: string): Promise<DeadJob> =>
  until("a dead job", async () =>
    (await deadOf(queue)).find(({ payload }) => Object.values(payload).includes(told)),
  );

async function sample(name: string): Promise<number> {
  const text = await (await fetch(`${app.metricsOrigin}/metrics`)).text();
  const line = text.split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1));
}

/** Leaves a job that no try will ever do. */
async function poison(mark: number): Promise<DeadJob> {
  await outside.send("title", { threadId: "no thread id", text: "a secret", mark, "a b": 1 });
  return until("a dead job", async () =>
    (await deadOf("title")).find(({ payload }) => payload["mark"] === mark),
  );
}

describe("a poison job", () => {
  test("ends in the dead letter at once, with its reason and nothing of its text, and is counted", async () => {
    const before = await sample('chatkit_jobs_dead_total{queue="title"}');
    const job = await poison(1);
    expect(job).toMatchObject({
      queue: "title",
      attempts: 1,
      reason:
        "the payload does not fit the queue title: threadId (invalid_format), askModel (invalid_type)",
      payload: { threadId: "…", text: "…", mark: 1 },
    });
    expect(Object.keys(job.payload)).not.toContain("a b");
    expect(Date.parse(job.diedAt)).toBeGreaterThanOrEqual(Date.parse(job.createdAt));
    expect(await sample('chatkit_jobs_dead_total{queue="title"}')).toBe(before + 1);
    const { queues } = await jobs().overview.query();
    expect(queues.find(({ queue }) => queue === "title")).toMatchObject({ tries: 3, waiting: 0 });
    expect(queues.find(({ queue }) => queue === "title")?.dead).toBeGreaterThan(0);
  });

  test("comes back with the same reason when it is retried, under another id", async () => {
    const { id } = await poison(2);
    await jobs().retry.mutate({ queue: "title", jobId: id });
    const again = await until("a dead job", async () =>
      (await deadOf("title")).find(({ payload, id: next }) => payload["mark"] === 2 && next !== id),
    );
    expect(again.reason).toContain("does not fit");
    expect(await codeOf(jobs().retry.mutate({ queue: "title", jobId: id }))).toBe("not_found");
  });

  test("is gone once it is discarded, and who did it is written down", async () => {
    const { id } = await poison(3);
    await jobs().discard.mutate({ queue: "title", jobId: id });
    expect((await deadOf("title")).map((job) => job.id)).not.toContain(id);
    const { events } = await ann.api.admin.audit.query({});
    expect(events[0]).toMatchObject({
      kind: "job_discarded",
      actor: { email: "ann@example.org" },
      details: { name: "title", jobId: id },
    });
  });

  test("is settled by one of several admins; the others are told that it is gone", async () => {
    const { id } = await poison(4);
    const job = { queue: "title", jobId: id } as const;
    const { retry, discard } = jobs();
    const calls = [discard.mutate(job), retry.mutate(job), discard.mutate(job), retry.mutate(job)];
    const settled = await Promise.allSettled(calls);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = calls.filter((_, index) => settled[index]?.status === "rejected");
    expect(await Promise.all(lost.map(codeOf))).toEqual(["not_found", "not_found", "not_found"]);
  });
});

test("of a job that a schedule makes the newest failure is kept: the next run does what it did not", async () => {
  await sql`alter table analytics_events rename to analytics_away`;
  try {
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      await outside.send("rollup", {});
      const { id } = await until("a dead job", async () =>
        (await deadOf("rollup")).find((job) => !seen.has(job.id)),
      );
      seen.add(id);
      expect(await deadOf("rollup")).toHaveLength(1);
    }
  } finally {
    await sql`alter table analytics_away rename to analytics_events`;
  }
}, 60_000);

test("a job that is retried runs: a mail that was refused goes out", async () => {
  const { api, user } = await newVisitor(app.origin);
  await sql`
    update users set email = 'bob@example.org', email_verified_at = now(),
      mail_preferences = '{"sessionCreated": true}' where id = ${user.id}`;
  smtp.mood = "refuse recipient";
  await api.sessions.create.mutate({});
  const mail = await untilRow(
    "a mail that was refused",
    () => sql<{ id: string }[]>`
      select id from mails where recipient = 'bob@example.org' and failure is not null`,
  );
  const job = await untilDead("mail", mail.id);
  expect(job.reason).toContain("550");
  smtp.mood = "accept";
  const { taken } = smtp;
  const before = taken.length;
  const told = Promise.withResolvers<string>();
  const listening = await sql.listen("chatkit_jobs", told.resolve);
  await jobs().retry.mutate({ queue: "mail", jobId: job.id });
  // Idle nodes look for jobs seldom; the notice makes them look now.
  expect(await told.promise).toBe("mail");
  await listening.unlisten();
  await smtp.untilTaken(before + 1);
  expect(taken.at(-1)).toMatch(/^To: bob@example.org/m);
});

test("dead jobs are listed page by page, of all queues or of one", async () => {
  for (let mark = 10; mark < 13; mark++) await poison(mark);
  const seen: string[] = [];
  for (let cursor: { diedAt: string; id: string } | undefined; ;) {
    const page = await jobs().list.query({ limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.jobs.map(({ id }) => id));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  const all = (await jobs().list.query({ limit: 100 })).jobs;
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(all.map(({ diedAt }) => diedAt)).toEqual(
    all
      .map(({ diedAt }) => diedAt)
      .toSorted()
      .toReversed(),
  );
  expect(await deadOf("cleanup")).toEqual([]);
});

test("dead jobs are deleted after thirty days", async () => {
  const { id } = await poison(20);
  const [kept] = await sql<{ days: number }[]>`
    select extract(day from keep_until - created_on)::int as days from pgboss.job where id = ${id}`;
  expect(kept?.days).toBe(30);
  await sql`update pgboss.job set keep_until = now() - interval '1 second' where id = ${id}`;
  await sql`update pgboss.queue set maintain_on = null where name = 'title_dead'`;
  await outside.supervise("title_dead");
  expect((await deadOf("title")).map((job) => job.id)).not.toContain(id);
});

test("statistics tell of depth and times, and where nothing was recorded they are null", async () => {
  await poison(30);
  await sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`;
  await outside.supervise();
  for (const [span, bucketSeconds, length] of [
    ["day", 600, 145],
    ["week", 3_600, 169],
  ] as const) {
    const told = await jobs().statistics.query({ queue: "title", span });
    expect(told).toMatchObject({ bucketSeconds });
    expect(told.times).toHaveLength(length);
    expect(told.dead.at(-1) ?? told.dead.at(-2)).toBeGreaterThan(0);
    expect(told.waiting.at(-1) ?? told.waiting.at(-2)).toBe(0);
    expect(told.waiting[0]).toBeNull();
  }
});

test("jobs are closed to all but admins", async () => {
  const guest = await newVisitor(app.origin);
  const bob = await newAccount({ origin: app.origin, sql }, "eve@example.org");
  const job = { queue: "title", jobId: crypto.randomUUID() } as const;
  for (const { api } of [guest, bob]) {
    const { overview, list, retry, discard, statistics } = api.admin.jobs;
    const calls = [
      overview.query(),
      list.query({}),
      retry.mutate(job),
      discard.mutate(job),
      statistics.query({ queue: "title", span: "day" }),
    ];
    expect(new Set(await Promise.all(calls.map(codeOf)))).toEqual(new Set(["forbidden"]));
  }
});
