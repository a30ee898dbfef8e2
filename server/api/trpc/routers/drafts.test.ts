import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { Draft } from "../../../../shared/draft.ts";
import { newId } from "../../../../shared/ids.ts";
import { maxDraftLength, maxDrafts } from "../../../../shared/limits.ts";
import { newAccount, signedInBrowser, goodPassword } from "../../../../testing/server/accounts.ts";
import { newBrowser } from "../../../../testing/server/browser.ts";
import { type ChatSocket, openChatSocket } from "../../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf } from "../../../../testing/server/visitor.ts";
import type { App } from "../../../app/app.ts";

let app: App;
let sql: Sql;
beforeAll(async () => {
  app = await startTestApp({ config: { logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
}, 30_000);
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

/** What a watcher of a draft hears, one after the other. */
function follow({ api }: ChatSocket, threadId: string | null, lastEventId?: string) {
  const heard: Draft[] = [];
  const waiting: ((draft: Draft) => void)[] = [];
  const input = { threadId, ...(lastEventId === undefined ? {} : { lastEventId }) };
  const watching = api.drafts.watch.subscribe(input, {
    onData({ data }) {
      const next = waiting.shift();
      if (next) next(data);
      else heard.push(data);
    },
  });
  return {
    next: () => {
      const draft = heard.shift();
      return draft ? Promise.resolve(draft) : new Promise<Draft>((hear) => waiting.push(hear));
    },
    [Symbol.dispose]: () => watching.unsubscribe(),
  };
}

/** A new draft over nothing. */
const over = (revision: number, text: string, threadId: string | null = null) => ({
  threadId,
  text,
  revision,
});

const empty = { text: "", files: [], revision: 0 };

test("a draft appears on every device, with its files, and is cleared there too", async () => {
  const desk = await newAccount({ origin: app.origin, sql }, "ann@example.org");
  const phone = await signedInBrowser(app.origin, "ann@example.org");
  using socket = openChatSocket(app.origin, phone.token ?? "");
  using watching = follow(socket, null);
  expect(await watching.next()).toEqual(empty);
  const file = await uploadFile(
    { origin: app.origin, token: desk.token ?? "" },
    { name: "notes.txt", content: "notes" },
  );
  const saved = await desk.api.drafts.save.mutate({
    ...over(0, "half a thought"),
    attachmentIds: [file.id],
  });
  if (!saved.isSaved) throw new Error("not saved");
  const draft = await watching.next();
  expect(draft).toMatchObject({ text: "half a thought", revision: saved.revision });
  expect(draft.files).toMatchObject([
    { id: file.id, name: "notes.txt", status: "ready", workflowId: "wf_default" },
  ]);
  // A file that is deleted leaves the draft.
  await desk.api.attachments.delete.mutate({ attachmentId: file.id });
  using again = follow(socket, null);
  expect(await again.next()).toMatchObject({ text: "half a thought", files: [] });
  await desk.api.drafts.save.mutate(over(saved.revision, ""));
  expect(await watching.next()).toMatchObject({ text: "", files: [] });
});

test("a draft is never saved over one that the device has not seen", async () => {
  const { api } = await newVisitor(app.origin);
  const first = await api.drafts.save.mutate(over(0, "from the desk"));
  if (!first.isSaved) throw new Error("not saved");
  const { revision } = first;
  const late = await api.drafts.save.mutate(over(0, "from the phone"));
  expect(late).toEqual({ isSaved: false, draft: { text: "from the desk", files: [], revision } });
  const second = await api.drafts.save.mutate(over(revision, "from the phone"));
  if (!second.isSaved) throw new Error("not saved");
  expect(second.revision).toBeGreaterThan(revision);
  // What was sent from one device does not take away what was written on the other.
  expect((await api.drafts.save.mutate(over(revision, ""))).isSaved).toBe(false);
  const sent = await api.drafts.save.mutate(over(second.revision, ""));
  if (!sent.isSaved) throw new Error("not saved");
  // Nor does a device that was away bring back what has been sent.
  expect(await api.drafts.save.mutate(over(revision, "from the desk"))).toEqual({
    isSaved: false,
    draft: { text: "", files: [], revision: sent.revision },
  });
});

test("drafts of a thread go with it, and nobody else reads or writes them", async () => {
  const [ann, bob] = [await newVisitor(app.origin), await newVisitor(app.origin)];
  const { thread } = await ann.api.messages.send.mutate(newSend());
  await ann.api.drafts.save.mutate(over(0, "secret", thread.id));
  await ann.api.drafts.save.mutate(over(0, "mine"));
  for (const threadId of [thread.id, newId("thread")])
    expect(await refusalOf(bob.api.drafts.save.mutate(over(0, "x", threadId)))).toMatchObject({
      code: "not_found",
    });
  using socket = openChatSocket(app.origin, bob.token);
  using theirs = follow(socket, null);
  expect(await theirs.next()).toEqual(empty);
  await ann.api.threads.delete.mutate({ threadId: thread.id });
  const left = await sql<{ text: string }[]>`
    select text from drafts where user_id = ${ann.user.id}`;
  expect(left).toMatchObject([{ text: "mine" }]);
});

test("a watcher that resumes hears only of a draft that has changed", async () => {
  const { api, token } = await newVisitor(app.origin);
  const saved = await api.drafts.save.mutate(over(0, "one"));
  if (!saved.isSaved) throw new Error("not saved");
  using socket = openChatSocket(app.origin, token);
  using resumed = follow(socket, null, String(saved.revision));
  await api.drafts.save.mutate(over(saved.revision, "two"));
  expect(await resumed.next()).toMatchObject({ text: "two" });
});

test("the number and the length of drafts are limited", async () => {
  const { api, user } = await newVisitor(app.origin);
  expect(await api.drafts.save.mutate(over(0, ""))).toEqual({ isSaved: true, revision: 0 });
  const long = "x".repeat(maxDraftLength);
  expect((await api.drafts.save.mutate(over(0, long))).isSaved).toBe(true);
  expect(await refusalOf(api.drafts.save.mutate(over(0, `${long}x`)))).toMatchObject({
    code: "invalid_input",
  });
  const { thread } = await api.messages.send.mutate(newSend());
  await sql`
    insert into drafts (user_id, place, text, revision, updated_at)
    select ${user.id}, 'older ' || n, 'x', 1, now() - interval '1 day' from generate_series(1, ${maxDrafts}) n`;
  await api.drafts.save.mutate(over(0, "newest", thread.id));
  const kept = await sql<{ place: string }[]>`
    select place from drafts where user_id = ${user.id} order by updated_at desc`;
  expect(kept).toHaveLength(maxDrafts);
  expect(kept[0]?.place).toBe(thread.id);
});

test("a guest who signs in keeps drafts; the account's own for a new chat stays", async () => {
  const account = await newAccount({ origin: app.origin, sql }, "cid@example.org");
  await account.api.drafts.save.mutate(over(0, "the account's"));
  const guest = newBrowser(app.origin);
  guest.use(await guest.visit());
  const { thread } = await guest.api.messages.send.mutate(newSend());
  await guest.api.drafts.save.mutate(over(0, "in the thread", thread.id));
  await guest.api.drafts.save.mutate(over(0, "the guest's"));
  guest.use(
    await guest.api.auth.signIn.mutate({ email: "cid@example.org", password: goodPassword }),
  );
  using socket = openChatSocket(app.origin, guest.token ?? "");
  using moved = follow(socket, thread.id);
  expect(await moved.next()).toMatchObject({ text: "in the thread" });
  using own = follow(socket, null);
  expect(await own.next()).toMatchObject({ text: "the account's" });
});
