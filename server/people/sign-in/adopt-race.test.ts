import { expect, test } from "bun:test";
import postgres from "postgres";
import { newId } from "../../../shared/ids.ts";
import { untilLockWaits } from "../../../testing/faults/until-lock-waits.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";
import { present } from "../../../testing/present.ts";

/** How a call ended. */
type End = { answer: unknown } | { code: string };

function endOf(call: Promise<unknown>): Promise<End> {
  return call.then(
    (answer) => ({ answer }),
    (cause: unknown) => refusalOf(Promise.reject(cause)),
  );
}

async function openStage(opened: AsyncDisposableStack) {
  const app = opened.use(await startTestApp({ config: { logLevel: "silent" } }));
  const sql = opened.adopt(postgres(app.databaseUrl, { max: 3 }), (pool) => pool.end());
  const email = "ann@example.org";
  await newAccount({ origin: app.origin, sql }, email);
  const guest = newBrowser(app.origin);
  await guest.visit();
  const to = { origin: app.origin, token: present(guest.token) };
  const file = await uploadFile(to, { name: "a.txt", content: "words" });
  const threadId = newId("thread");
  const message = { id: newId("message"), replyId: newId("message"), threadId, text: "first" };
  return {
    sql,
    guest,
    threadId,
    fileId: file.id,
    say: () =>
      guest.api.messages.say.mutate({ ...message, parentId: null, attachmentIds: [file.id] }),
    signIn: () => guest.api.auth.signIn.mutate({ email, password: goodPassword }),
    async shown() {
      const { messages } = await guest.api.messages.list.query({ threadId, limit: 10 });
      return messages.map(({ text, attachments = [] }) => [
        text,
        ...attachments.map(({ id }) => id),
      ]);
    },
  };
}

test("a guest's first message with a file, stored just before the sign-in, moves to the account", async () => {
  await using opened = new AsyncDisposableStack();
  const { sql, guest, fileId, say, signIn, shown } = await openStage(opened);
  const calls = await sql.begin(async (tx) => {
    await tx`select from attachments where id = ${fileId} for update`;
    const said = endOf(say());
    await untilLockWaits(sql, 1);
    const signedIn = signIn();
    signedIn.catch(() => {});
    await untilLockWaits(sql, 2);
    return { said, signedIn };
  });
  expect(await calls.said).toMatchObject({ answer: { sent: { message: { text: "first" } } } });
  guest.use(await calls.signedIn);
  expect((await shown())[0]).toEqual(["first", fileId]);
}, 60_000);

test("a guest's first message with a file, sent in the instant of the sign-in, is the account's on a second try", async () => {
  await using opened = new AsyncDisposableStack();
  const { sql, guest, fileId, say, signIn, shown } = await openStage(opened);
  const calls = await sql.begin(async (tx) => {
    await tx`select from attachments where id = ${fileId} for update`;
    const signedIn = signIn();
    signedIn.catch(() => {});
    await untilLockWaits(sql, 1);
    const said = endOf(say());
    await untilLockWaits(sql, 2);
    return { said, signedIn };
  });
  guest.use(await calls.signedIn);
  expect(await calls.said).toMatchObject({ code: "unauthenticated" });
  await say();
  expect((await shown())[0]).toEqual(["first", fileId]);
}, 60_000);
