import { expect, test } from "bun:test";
import postgres from "postgres";
import { newAdmin } from "../testing/accounts.ts";
import { startTestApp } from "../testing/start-test-app.ts";
import { sendFile, untilRead } from "../testing/upload-file.ts";

test("a file that cannot be read by this server's fault is told, and an admin has it tried again", async () => {
  const config = { logLevel: "silent" } as const;
  await using web = await startTestApp({ config: { ...config, role: "web" } });
  const sql = postgres(web.databaseUrl, { max: 1 });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => sql.end());
  const admin = await newAdmin({ origin: web.origin, sql });
  const as = { origin: web.origin, token: admin.token ?? "" };
  const id = await sendFile(as, { name: "a.txt", content: "hello" });
  // No worker has looked yet: what it will find is not whole.
  const [part] =
    await sql`delete from attachment_parts where attachment_id = ${id} returning bytes`;
  opened.use(await startTestApp({ databaseUrl: web.databaseUrl, config }));
  expect(await untilRead(as, id)).toMatchObject({ status: "refused", refusal: "failed" });
  const { jobs } = admin.api.admin;
  const find = async () => (await jobs.list.query({ queue: "attachment" })).jobs[0];
  let dead = await find();
  while (!dead) dead = await find();
  expect(dead).toMatchObject({ payload: { attachmentId: id } });
  expect(dead.reason).toContain("The file ends before its size.");
  await sql`insert into attachment_parts values (${id}, 0, ${part?.["bytes"]})`;
  await jobs.retry.mutate({ queue: "attachment", jobId: dead.id });
  expect(await untilRead(as, id)).toMatchObject({ status: "ready", refusal: null });
}, 60_000);
