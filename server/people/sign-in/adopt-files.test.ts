import { expect, test } from "bun:test";
import postgres from "postgres";
import { newId } from "../../../shared/ids.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";

const megabyte = 1024 ** 2;

async function announce({ api }: Browser, size: number): Promise<string> {
  const id = newId("attachment");
  await api.attachments.create.mutate({ id, name: "a.txt", mimeType: "text/plain", size });
  return id;
}

test("a guest's files are kept at the sign-in, count, and let no more in while they are too much", async () => {
  await using app = await startTestApp({
    config: { role: "web", logLevel: "silent", storageMegabytes: 3 },
  });
  await using opened = new AsyncDisposableStack();
  const sql = opened.adopt(postgres(app.databaseUrl, { max: 1 }), (pool) => pool.end());
  const email = "ann@example.org";
  const account = await newAccount({ origin: app.origin, sql }, email);
  const own = await announce(account, 2 * megabyte);
  const guest = newBrowser(app.origin);
  await guest.visit();
  const files = [await announce(guest, megabyte), await announce(guest, megabyte)];
  guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
  const { id: userId } = await guest.api.auth.me.query();
  const kept = await sql<{ id: string }[]>`select id from attachments where user_id = ${userId}`;
  expect(kept.map(({ id }) => id).toSorted()).toEqual([own, ...files].toSorted());
  const refused = await refusalOf(announce(guest, 1));
  expect(refused).toMatchObject({ code: "storage_full", status: 413 });
  for (const id of files) await guest.api.attachments.delete.mutate({ attachmentId: id });
  await announce(guest, megabyte / 2);
});
