import { expect, test } from "bun:test";
import postgres from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { interceptSql } from "../../../testing/server/intercept-sql.ts";
import { createStage } from "../../../testing/server/stage.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { sendFile, untilRead } from "../../../testing/server/upload-file.ts";
import { processAttachment } from "./process-attachment.ts";
import { makeEndlessPdf } from "./reading/pdf.testing.ts";
import { readersOf } from "./reading/reading.testing.ts";
import { untilRow } from "../../../testing/until.ts";

/** A node's admin, and the only dead job of the queue once there is one. */
async function newWatch({ origin, databaseUrl }: App) {
  const sql = postgres(databaseUrl, { max: 1 });
  const admin = await newAdmin({ origin, sql });
  const { jobs } = admin.api.admin;
  return {
    sql,
    jobs,
    as: { origin, token: admin.token ?? "" },
    untilDead: () =>
      untilRow("a dead job", async () => (await jobs.list.query({ queue: "attachment" })).jobs),
    [Symbol.asyncDispose]: () => sql.end(),
  };
}

test("a file that cannot be read by this server's fault is told, and an admin has it tried again", async () => {
  const config = { logLevel: "silent" } as const;
  await using web = await startTestApp({ config: { ...config, role: "web" } });
  await using opened = new AsyncDisposableStack();
  const { sql, jobs, as, untilDead } = opened.use(await newWatch(web));
  const id = await sendFile(as, { name: "a.txt", content: "hello" });
  // No worker has looked yet: what it will find is not whole.
  const [part] =
    await sql`delete from attachment_parts where attachment_id = ${id} returning bytes`;
  opened.use(await startTestApp({ databaseUrl: web.databaseUrl, config }));
  expect(await untilRead(as, id)).toMatchObject({ status: "refused", refusal: "failed" });
  const dead = await untilDead();
  expect(dead).toMatchObject({ payload: { attachmentId: id } });
  expect(dead.reason).toContain("The file ends before its size.");
  await sql`insert into attachment_parts values (${id}, 0, ${part?.["bytes"]})`;
  await jobs.retry.mutate({ queue: "attachment", jobId: dead.id });
  expect(await untilRead(as, id)).toMatchObject({ status: "ready", refusal: null });
}, 60_000);

test("what admins are told of a file that could not be kept has none of its text", async () => {
  await using app = await startTestApp({ config: { logLevel: "silent" } });
  await using watch = await newWatch(app);
  await watch.sql`alter table attachments add constraint no_text check (text is null)`;
  const id = await sendFile(watch.as, { name: "a.txt", content: "a secret" });
  expect(await untilRead(watch.as, id)).toMatchObject({ status: "refused", refusal: "failed" });
  const { reason } = await watch.untilDead();
  expect(reason).toContain("no_text");
  expect(reason).not.toContain("a secret");
}, 60_000);

test("a file over which two readers were killed is refused, and never handed to a third", async () => {
  await using app = await startTestApp({ config: { logLevel: "silent" } });
  await using watch = await newWatch(app);
  const id = await sendFile(watch.as, { name: "a.pdf", content: makeEndlessPdf() });
  const killed = new Set<number>();
  let isRead = false;
  const reading = untilRead(watch.as, id).finally(() => (isRead = true));
  while (!isRead) {
    for (const reader of await readersOf(process.pid)) {
      if (killed.has(reader)) continue;
      killed.add(reader);
      process.kill(reader, "SIGKILL");
    }
    await Bun.sleep(5);
  }
  expect(await reading).toMatchObject({ status: "refused", refusal: "failed" });
  expect(killed.size).toBe(2);
  expect((await watch.untilDead()).reason).toBe("2 workers died or hung over it");
}, 60_000);

test("a file that is deleted while it is read is no failure", async () => {
  await using stage = await createStage();
  const id = newId("attachment");
  await stage.sql`
    insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status)
    values (${id}, ${stage.userId}, 'wf_default', 'file', 'a.txt', 'text/plain', 1, 'processing')`;
  const sql = interceptSql(stage.sql, async (_, run) => {
    await stage.sql`delete from attachments where id = ${id}`;
    return run();
  });
  const deps = {
    db: stage.db,
    sql,
    jobs: stage.jobs,
    log: createLog("silent"),
    metrics: createMetrics(),
  };
  const attempt = { last: true, signal: new AbortController().signal };
  expect(await processAttachment(deps, { attachmentId: id, lane: "quick" }, attempt)).toEqual({
    outcome: "done",
  });
});
