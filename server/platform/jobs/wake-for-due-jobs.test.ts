import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { PgBoss } from "pg-boss";
import { newId } from "../../../shared/ids.ts";
import type { QueueName } from "../../../shared/job-names.ts";
import { queues } from "../../app/queues.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { type DatabaseClient, openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { startJobs } from "./boss.ts";
import { wakeForDueJobs } from "./wake-for-due-jobs.ts";
import { noTracer } from "../tracing/tracer.ts";

const resources = new AsyncDisposableStack();
const log = createLog("silent");
let database: TestDatabase;
let client: DatabaseClient;
let boss: PgBoss;
beforeAll(async () => {
  database = resources.use(await createTestDatabase());
  client = resources.use(openDatabase(database.url, 2));
  const { sql } = client;
  const metrics = createMetrics();
  ({ boss } = resources.use(
    await startJobs({
      queues,
      databaseUrl: database.url,
      sql,
      working: false,
      log,
      metrics,
      tracer: noTracer,
    }),
  ));
});
afterAll(() => resources.disposeAsync());

/** Looks of a node whose pace stands still, so that only what the looks ask for happens. */
function startLooks() {
  const woken: string[] = [];
  const first = Promise.withResolvers<string>();
  let touches = 0;
  const fetchers = {
    notifyWorker(worker: string) {
      woken.push(worker);
      first.resolve(worker);
    },
  };
  const pace = { every: () => ({ [Symbol.dispose]() {} }), touch: () => void touches++ };
  const workers = new Map<QueueName, string>([
    ["mail", "mail worker"],
    ["unseen", "unseen worker"],
  ]);
  const due = wakeForDueJobs({ boss: fetchers, sql: client.sql, log, pace }, workers);
  return {
    ...due,
    woken,
    first: first.promise,
    get touches() {
      return touches;
    },
  };
}

describe("looks for due jobs", () => {
  test("wake the fetchers of queues with a due job, and no other", async () => {
    const id = await boss.send("mail", { mailId: newId("mail") });
    await using looks = startLooks();
    await looks.look();
    expect(looks.woken).toEqual(["mail worker"]);
    expect(looks.touches).toBe(0);
    await boss.deleteJob("mail", id ?? "");
  });

  test("of an idle node are followed by one when the next job becomes due", async () => {
    const payload = { threadId: newId("thread"), messageId: newId("message") };
    const id = await boss.send("unseen", payload, { startAfter: 2 });
    await using looks = startLooks();
    await looks.look();
    expect(looks.woken).toEqual([]);
    expect(await looks.first).toBe("unseen worker");
    const [row] = await client.sql<{ late: number }[]>`
      select extract(epoch from now() - start_after)::float8 as late from pgboss.job where id = ${id}`;
    expect(row?.late).toBeGreaterThanOrEqual(0);
    expect(row?.late).toBeLessThan(2);
    await boss.deleteJob("unseen", id ?? "");
  });

  test("keep the node at its live pace while a job runs anywhere, for its worker may die", async () => {
    const id = await boss.send("mail", { mailId: newId("mail") });
    await boss.fetch("mail");
    await using looks = startLooks();
    await looks.look();
    expect(looks.touches).toBe(1);
    expect(looks.woken).toEqual([]);
    await boss.deleteJob("mail", id ?? "");
  });
});
