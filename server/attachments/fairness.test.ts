import { expect, test } from "bun:test";
import postgres from "postgres";
import { startTestApp } from "../testing/start-test-app.ts";
import { sendFile, untilRead } from "../testing/upload-file.ts";
import { newVisitor, refusalOf } from "../testing/visitor.ts";
import { newId } from "../../shared/ids.ts";

const config = { logLevel: "silent", storageMegabytes: 2 } as const;

test("one who uploads one file does not wait for those of one who uploads many", async () => {
  await using web = await startTestApp({ config: { ...config, role: "web" } });
  const { origin, databaseUrl } = web;
  const sql = postgres(databaseUrl, { max: 1 });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => sql.end());
  const [many, one] = [await newVisitor(origin), await newVisitor(origin)];
  const file = { name: "a.txt", content: "a" };
  const first: string[] = [];
  for (let i = 0; i < 8; i++) first.push(await sendFile({ origin, token: many.token }, file));
  const later = await sendFile({ origin, token: one.token }, file);
  opened.use(await startTestApp({ databaseUrl, config }));
  for (const id of first) await untilRead({ origin, token: many.token }, id);
  await untilRead({ origin, token: one.token }, later);
  const started = await sql<{ id: string; before: boolean }[]>`
    select data ->> 'attachmentId' as id, started_on > (
      select started_on from pgboss.job where name = 'attachment' and data ->> 'attachmentId' = ${later}
    ) as before
    from pgboss.job where name = 'attachment'`;
  const after = started.filter(({ before }) => before).map(({ id }) => id);
  expect(after).toContain(first.at(-1) ?? "");
  expect(after).toHaveLength(5);
}, 60_000);

test("small files count as what is kept of them", async () => {
  await using app = await startTestApp({ config: { ...config, role: "web" } });
  const { api } = await newVisitor(app.origin);
  const announce = () =>
    api.attachments.create.mutate({
      ...{ id: newId("attachment"), name: "a", mimeType: "a/b", size: 1 },
    });
  for (let i = 0; i < 8; i++) await announce();
  expect((await refusalOf(announce())).code).toBe("storage_full");
});
