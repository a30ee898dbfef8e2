import { expect, test } from "bun:test";
import postgres from "postgres";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { sendFile, untilRead, uploadFile } from "../../../testing/server/upload-file.ts";
import { newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { newId } from "../../../shared/ids.ts";
import { isPlainText } from "./queue-reading.ts";
import { RecentUploads } from "./recent-uploads.ts";
import { makeEndlessPdf } from "./reading/pdf.testing.ts";
import { untilRow } from "../../../testing/until.ts";

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
  expect(after.length).toBeGreaterThanOrEqual(5);
}, 60_000);

test("slow files do not delay quick ones", async () => {
  await using app = await startTestApp({ config });
  const { origin, databaseUrl } = app;
  await using opened = new AsyncDisposableStack();
  const sql = postgres(databaseUrl, { max: 1 });
  opened.defer(() => sql.end());
  const endless = { name: "a.pdf", content: makeEndlessPdf(), mimeType: "application/pdf" };
  const slow = Array.from({ length: 8 }, async () => {
    const { token } = await newVisitor(origin);
    return sendFile({ origin, token }, endless);
  });
  await Promise.all(slow);
  const one = { origin, token: (await newVisitor(origin)).token };
  const begun = performance.now();
  expect((await uploadFile(one, { name: "a.txt", content: "hello" })).status).toBe("ready");
  // Two are read for two seconds before it; all eight would take a minute and more.
  expect(performance.now() - begun).toBeLessThan(30_000);
  const states = await sql<
    { status: string }[]
  >`select status from attachments where name = 'a.pdf'`;
  expect(states.map(({ status }) => status)).toEqual(states.map(() => "processing"));
  expect(states).toHaveLength(8);
  // They continue in a lane where no other file waits for them.
  await untilRow(
    "a file that is read on",
    () => sql`select 1 from pgboss.job where name = 'attachment_long'`,
  );
  await sql`delete from attachments where name = 'a.pdf'`;
}, 90_000);

test("files of one address get behind those of others as they become many, for a while", () => {
  const recent = new RecentUploads();
  const places = Array.from({ length: 24 }, (_, i) => recent.add("192.0.2.1", 1_000 + i));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect([places.at(0), places.at(-1)]).toEqual([0, 2]);
  expect(recent.add("192.0.2.2", 2_000)).toBe(0);
  expect(recent.add("192.0.2.1", 61_000)).toBe(3);
  expect(recent.add("192.0.2.1", 200_000)).toBe(0);
});

test("what is text for sure goes before what has to be decoded", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (const text of ["hello", "", "größer als \u{1f600}", "a %PDF without its mark"])
    expect([text, isPlainText(bytes(text))]).toEqual([text, true]);
  for (const text of ["%PDF-1.4", "words, and then %PDF-1.4", "PK\u0003\u0004", "GIF89a", "a\0b"])
    expect([text, isPlainText(bytes(text))]).toEqual([text, false]);
  expect(isPlainText(new Uint8Array([0xff, 0xd8, 0xff]))).toBe(false);
});

test("small files count as what is kept of them", async () => {
  await using app = await startTestApp({ config: { ...config, role: "web" } });
  const { api } = await newVisitor(app.origin);
  const announce = () =>
    api.attachments.create.mutate({
      id: newId("attachment"),
      name: "a",
      mimeType: "a/b",
      size: 1,
    });
  for (let i = 0; i < 8; i++) await announce();
  expect((await refusalOf(announce())).code).toBe("storage_full");
});
