import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { Attachment } from "../../../shared/attachment.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { newPicture } from "../../../testing/server/picture.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { type TestFile, uploadFile } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";

let app: App;
let mock: MockProvider;
let sql: Sql;
let ann: Visitor;

const notes = { name: 'no"tes.txt', content: "Buy milk.\nCall Bob." };

beforeAll(async () => {
  mock = await startMockProvider();
  app = await startTestApp({ providerUrl: mock.url, log: createLog("silent") });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
  await mock?.[Symbol.asyncDispose]();
});

const upload = (file: TestFile = notes, { token }: { token: string } = ann) =>
  uploadFile({ origin: app.origin, token }, file);

async function image(): Promise<TestFile> {
  return { name: "red.png", mimeType: "image/png", content: await newPicture(40, 20) };
}

/** Sends a message and waits for the whole reply. */
async function converse(change: Parameters<typeof newSend>[0]) {
  using socket = openChatSocket(app.origin, ann.token);
  const sent = await socket.api.messages.send.mutate(newSend(change));
  await socket.watch(sent.reply.generation?.id ?? "");
  return sent;
}

/** The provider's newest request of a kind that this text is in; waits for one. */
async function untilAsked(text: string, kind: "reply" | "title" = "reply") {
  for (let n = 1; ; n++) {
    const { body } = await mock.waitForRequest(n, kind);
    if (JSON.stringify(body).includes(text)) return { n, body };
  }
}

describe("a message with files", () => {
  test("has them wherever it is shown, and the model reads them", async () => {
    const [file, picture] = [await upload(), await upload(await image())];
    const sent = await converse({ text: "look at these", attachmentIds: [picture.id, file.id] });
    const attachments: Attachment[] = [
      {
        id: picture.id,
        kind: "image",
        name: "red.png",
        mimeType: "image/png",
        size: picture.size,
        width: 40,
        height: 20,
      },
      {
        id: file.id,
        kind: "file",
        name: notes.name,
        mimeType: "text/plain",
        size: notes.content.length,
        width: null,
        height: null,
      },
    ];
    expect(sent.message.attachments).toEqual(attachments);
    const { messages } = await ann.api.messages.list.query({ threadId: sent.thread.id });
    expect(messages[0]?.attachments).toEqual(attachments);
    const words = `<file name="no_tes.txt">\nBuy milk.\nCall Bob.\n</file>\n\nlook at these`;
    expect((await untilAsked("look at these")).body).toMatchObject({
      messages: [
        { role: "system" },
        {
          role: "user",
          content: [
            {
              type: "image_url",
              image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) },
            },
            { type: "text", text: words },
          ],
        },
      ],
    });
  });

  test("needs no words; its thread is named after them", async () => {
    const file = await upload({ name: "budget.csv", content: "a,b\n1,2" });
    await converse({ text: "", attachmentIds: [file.id] });
    expect((await untilAsked("budget.csv")).body).toMatchObject({
      messages: [{}, { role: "user", content: '<file name="budget.csv">\na,b\n1,2\n</file>' }],
    });
    expect((await untilAsked("budget.csv", "title")).body).toMatchObject({
      messages: [{}, { content: expect.stringMatching(/^user: budget.csv\n/) }],
    });
    expect((await refusalOf(ann.api.messages.send.mutate(newSend({ text: " " })))).code).toBe(
      "invalid_input",
    );
  });

  test("is shown to a model that reads no images in words", async () => {
    const picture = await upload(await image());
    await converse({ text: "[[refuse-images]] a picture", attachmentIds: [picture.id] });
    // The first try showed it.
    const asked = mock.requests.findLast(
      ({ kind, body }) => kind === "reply" && JSON.stringify(body).includes("a picture"),
    );
    expect(asked?.body).toMatchObject({
      messages: [
        {},
        {
          content: `<image name="red.png" width="40" height="20">\n[This image cannot be shown to you.]\n</image>\n\n[[refuse-images]] a picture`,
        },
      ],
    });
  });

  test("is the same message when the call is repeated, and another with other files", async () => {
    const [file, second] = [await upload(), await upload()];
    const send = newSend({ attachmentIds: [file.id] });
    const first = await ann.api.messages.send.mutate(send);
    const again = await ann.api.messages.send.mutate(send);
    expect(again.message).toEqual(first.message);
    for (const attachmentIds of [[], [second.id], [file.id, second.id]]) {
      const other = ann.api.messages.send.mutate({ ...send, attachmentIds });
      expect((await refusalOf(other)).code).toBe("conflict");
    }
  });

  test("has as many as the workflow allows, each once", async () => {
    const file = await upload();
    const ids = await Promise.all(Array.from({ length: 11 }, async () => (await upload()).id));
    const send = (attachmentIds: string[]) =>
      refusalOf(ann.api.messages.send.mutate(newSend({ attachmentIds })));
    expect(await send(ids)).toMatchObject({
      code: "invalid_input",
      message: "A message can have at most 10 files.",
    });
    expect((await send([file.id, file.id])).code).toBe("invalid_input");
    const sent = await ann.api.messages.send.mutate(newSend({ attachmentIds: ids.slice(0, 10) }));
    expect(sent.message.attachments?.map(({ id }) => id)).toEqual(ids.slice(0, 10));
  });

  test("keeps its files: they cannot be deleted on their own", async () => {
    const { id: attachmentId } = await upload();
    await ann.api.messages.send.mutate(newSend({ attachmentIds: [attachmentId] }));
    const deleting = ann.api.attachments.delete.mutate({ attachmentId });
    expect((await refusalOf(deleting)).code).toBe("conflict");
  });
});

describe("a message that waits", () => {
  test("has its files, gives them back when it is taken back, and takes them along", async () => {
    const { thread, reply } = await ann.api.messages.send.mutate(
      newSend({ text: "[[gate]] waited for" }),
    );
    const generationId = reply.generation?.id ?? "";
    const [file, other] = [await upload(), await upload()];
    const queue = (attachmentIds: string[]) => {
      const ids = { id: newId("message"), replyId: newId("message"), threadId: thread.id };
      const say = { ...ids, parentId: reply.id, text: "", attachmentIds };
      return { ...ids, say: () => ann.api.messages.queue.mutate(say) };
    };
    const taken = queue([file.id]);
    expect((await taken.say()).queue[0]?.attachments).toMatchObject([{ id: file.id }]);
    expect((await taken.say()).queue).toHaveLength(1);
    await ann.api.messages.unqueue.mutate({ id: taken.id, threadId: thread.id });
    const kept = queue([other.id, file.id]);
    expect((await kept.say()).queue).toMatchObject([
      { text: "", attachments: [{ id: other.id }, { id: file.id }] },
    ]);
    using socket = openChatSocket(app.origin, ann.token);
    const { n } = await untilAsked("waited for");
    mock.push("done", n);
    mock.release(n);
    await socket.watch(generationId);
    const { messages, queue: left } = await ann.api.messages.list.query({ threadId: thread.id });
    expect(left).toEqual([]);
    expect(messages.find(({ id }) => id === kept.id)?.attachments).toMatchObject([
      { id: other.id },
      { id: file.id },
    ]);
  });
});

describe("files go", () => {
  const isThere = async (id: string) =>
    (await sql`select 1 from attachments where id = ${id}`).length > 0;

  test("with the thread whose messages have them, and no other's", async () => {
    const [gone, kept] = [await upload(), await upload()];
    const { thread } = await ann.api.messages.send.mutate(newSend({ attachmentIds: [gone.id] }));
    await ann.api.messages.send.mutate(newSend({ attachmentIds: [kept.id] }));
    await ann.api.threads.delete.mutate({ threadId: thread.id });
    expect([await isThere(gone.id), await isThere(kept.id)]).toEqual([false, true]);
  });

  test("along with a guest who signs in, those of drafts too", async () => {
    const server = { origin: app.origin, sql };
    const owner = await newAccount(server, "files@example.org");
    const guest = newBrowser(app.origin);
    const { accessToken: token } = await guest.visit();
    const [sent, draft] = [await upload(notes, { token }), await upload(notes, { token })];
    const { thread } = await guest.api.messages.send.mutate(newSend({ attachmentIds: [sent.id] }));
    await guest.api.auth.signIn.mutate({ email: "files@example.org", password: goodPassword });
    const { messages } = await owner.api.messages.list.query({ threadId: thread.id });
    expect(messages[0]?.attachments).toMatchObject([{ id: sent.id }]);
    const again = newSend({ attachmentIds: [draft.id] });
    expect((await owner.api.messages.send.mutate(again)).message.attachments).toHaveLength(1);
  });

  test("into an export, with their bytes", async () => {
    const guest = await newVisitor(app.origin);
    const content = "0123456789\n".repeat(150_000);
    const file = await upload({ name: "long.txt", content }, guest);
    const { message } = await guest.api.messages.send.mutate(newSend({ attachmentIds: [file.id] }));
    await upload({ name: "draft.txt", content: "draft" }, guest);
    const answer = await fetch(`${app.origin}/export`, {
      headers: { authorization: `Bearer ${guest.token}` },
    });
    const { attachments } = JSON.parse(await answer.text());
    expect(attachments).toMatchObject([
      { id: file.id, name: "long.txt", message_ids: [message.id] },
      { name: "draft.txt", message_ids: [], content: btoa("draft") },
    ]);
    expect(atob(attachments[0].content) === content).toBe(true);
  });
});
