import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { queues } from "../../app/queues.ts";
import { openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { Pace } from "../pace.ts";
import { startJobs } from "./boss.ts";
import { startWorkers } from "./work.ts";
import { untilTrue } from "../../../testing/until.ts";
import { noTracer } from "../tracing/tracer.ts";

const log = createLog("silent");

test("jobs of a batch that have ended are settled while another one hangs, which alone counts as lost", async () => {
  await using opened = new AsyncDisposableStack();
  const { url: databaseUrl } = opened.use(await createTestDatabase());
  const { sql } = opened.use(openDatabase(databaseUrl, 2));
  const metrics = createMetrics();
  const parts = { queues, sql, log, metrics, tracer: noTracer };
  const { boss } = opened.use(await startJobs({ ...parts, databaseUrl, working: true }));
  const [hanging, done, failing] = [newId("mail"), newId("mail"), newId("mail")];
  for (const mailId of [hanging, done, failing])
    await boss.send("mail", { mailId }, { expireInSeconds: 4 });
  const over = Promise.withResolvers<void>();
  opened.defer(() => over.resolve());
  const nothing = async () => {};
  const pace = opened.use(new Pace(() => true));
  opened.use(
    await startWorkers({
      ...parts,
      boss,
      pace,
      isDue: {},
      mostAtOnce: 1,
      handlers: {
        generation: nothing,
        summary: nothing,
        title: nothing,
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
        async mail({ mailId }) {
          if (mailId === hanging) await over.promise;
          if (mailId === failing) throw new Error("refused");
        },
      },
    }),
  );
  /** Waits until the jobs are in these states. */
  const untilStates = (states: Record<string, string>) =>
    untilTrue(JSON.stringify(states), async () => {
      const rows = await sql<{ id: string; state: string }[]>`
        select data ->> 'mailId' as id, state::text from pgboss.job where name = 'mail'`;
      const now = Object.fromEntries(rows.map(({ id, state }) => [id, state]));
      return Object.entries(states).every(([id, state]) => now[id] === state);
    });
  await untilStates({ [hanging]: "active", [done]: "completed", [failing]: "retry" });
  await untilStates({ [hanging]: "retry", [done]: "completed" });
  // The next try of each that is left finds what the one before has cost.
  await sql`update pgboss.job set start_after = now() where name = 'mail' and state = 'retry'`;
  over.resolve();
  await untilStates({ [hanging]: "completed", [done]: "completed" });
  const lost = await sql<{ id: string }[]>`
    select data ->> 'mailId' as id from pgboss.job where name = 'mail' and data ? 'lostWorkers'`;
  expect([...lost]).toEqual([{ id: hanging }]);
}, 60_000);
