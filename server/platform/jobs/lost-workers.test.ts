import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { queues } from "../../app/queues.ts";
import { openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { Pace } from "../pace.ts";
import { startJobs } from "./boss.ts";
import { startWorkers } from "./work.ts";
import { untilRow } from "../../../testing/until.ts";
import { noTracer } from "../tracing/tracer.ts";

const log = createLog("silent");

test("a job over which two workers were lost is given up, and never handed to a third", async () => {
  await using database = await createTestDatabase();
  await using client = openDatabase(database.url, 2);
  const { sql } = client;
  const metrics = createMetrics();
  await using jobs = await startJobs({
    queues,
    databaseUrl: database.url,
    sql,
    working: true,
    log,
    metrics,
    tracer: noTracer,
  });
  const { boss } = jobs;
  const mailId = newId("mail");
  await boss.send("mail", { mailId });

  /** Lets the time of the try that is under way run out, and the next one begin at once. */
  async function runOut() {
    await sql`update pgboss.job set started_on = now() - interval '1 day' where name = 'mail'`;
    await sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`;
    await boss.supervise("mail");
    const retried = await sql`
      update pgboss.job set start_after = now() where name = 'mail' and state = 'retry' returning id`;
    expect(retried).toHaveLength(1);
  }

  // The first worker dies: it fetches, and is not heard of again.
  expect(await boss.fetch("mail")).toHaveLength(1);
  await runOut();

  // The second one hangs.
  const hung = Promise.withResolvers<void>();
  const givenUp = Promise.withResolvers<string>();
  const tried: string[] = [];
  const nothing = async () => {};
  await using working = new AsyncDisposableStack();
  const pace = working.use(new Pace(() => true));
  working.use(
    await startWorkers({
      boss,
      sql,
      queues,
      log,
      metrics,
      tracer: noTracer,
      mostAtOnce: 1,
      pace,
      isDue: {},
      givenUp: { mail: async (payload) => givenUp.resolve(payload.mailId) },
      handlers: {
        generation: nothing,
        title: nothing,
        summary: nothing,
        attachment: nothing,
        unseen: nothing,
        push: nothing,
        attachment_long: nothing,
        import: nothing,
        analytics: nothing,
        rollup: nothing,
        search: nothing,
        cleanup: nothing,
        backup: nothing,
        mail(payload) {
          tried.push(payload.mailId);
          hung.resolve();
          return givenUp.promise.then(() => {});
        },
      },
    }),
  );
  await hung.promise;
  await runOut();
  // The notice of another job wakes the fetchers that are free.
  await boss.send("mail", { mailId: newId("mail") });

  expect(await givenUp.promise).toBe(mailId);
  expect(tried.filter((id) => id === mailId)).toHaveLength(1);
  const letter = await untilRow("a dead letter", () => boss.findJobs("mail_dead"));
  expect(letter.data).toMatchObject({ mailId, lostWorkers: 2 });
}, 30_000);
