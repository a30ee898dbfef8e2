import { expect, test } from "bun:test";
import postgres from "postgres";
import { newId } from "../../../shared/ids.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend } from "../../../testing/server/visitor.ts";
import { exportAccount } from "../accounts/export-account.ts";

test("a guest's trash and temporary chats come along at the sign-in, untold, and are in the export", async () => {
  await using app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  await using opened = new AsyncDisposableStack();
  const sql = opened.adopt(postgres(app.databaseUrl, { max: 1 }), (pool) => pool.end());
  const email = "ann@example.org";
  await newAccount({ origin: app.origin, sql }, email);
  const guest = newBrowser(app.origin);
  await guest.visit();
  const trashed = newId("thread");
  await guest.api.threads.create.mutate({ id: trashed });
  await guest.api.threads.trash.mutate({ threadIds: [trashed] });
  const said = { ...newSend(), parentId: null, temporary: true };
  await guest.api.messages.say.mutate(said);
  guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
  const { id: userId } = await guest.api.auth.me.query();
  expect((await guest.api.threads.list.query({})).threads).toEqual([]);
  const { threads } = await guest.api.threads.listTrash.query({});
  expect(threads.map(({ id }) => id)).toEqual([trashed]);
  const told = await sql`
    select 1 from feed_events where user_id = ${userId} and event->'thread'->>'id' = ${trashed}`;
  expect(told).toHaveLength(0);
  const kept = await guest.api.threads.get.query({ threadId: said.threadId });
  expect(kept.temporary).toBe(true);
  let json = "";
  for await (const piece of exportAccount(sql, userId)) json += piece;
  const exported: { threads: { id: string; trashed_at: string | null }[] } = JSON.parse(json);
  const times = new Map(exported.threads.map((thread) => [thread.id, thread.trashed_at]));
  expect(times.get(trashed)).toMatch(/^\d{4}-/);
  expect(times.get(said.threadId)).toBeNull();
});
