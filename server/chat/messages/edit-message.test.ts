import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { EditMessage } from "../../../shared/requests.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { openDatabase } from "../../platform/db/client.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;
let ann: Visitor;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
  ({ sql } = resources.use(openDatabase(app.databaseUrl, 1)));
  ann = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

/** Sends a message of Ann's, and waits for the reply unless it is held. */
async function ask(change: Parameters<typeof newSend>[0] = {}) {
  const sent = await ann.api.messages.send.mutate(newSend(change));
  const threadId = sent.thread.id;
  if (!change.text?.includes("[[gate]]")) await untilIdle(ann.api, threadId);
  return { threadId, question: sent.message, reply: sent.reply };
}

const versionOf = ({ id }: Message, change: Partial<EditMessage> = {}): EditMessage => ({
  messageId: id,
  id: newId("message"),
  replyId: newId("message"),
  text: "another wording",
  ...change,
});

const edit = (request: EditMessage) => ann.api.messages.edit.mutate(request);

/** The same, once the reply has ended. */
async function editWhole(request: EditMessage) {
  const sent = await edit(request);
  await untilIdle(ann.api, sent.thread.id);
  return sent;
}

const listed = async (threadId: string) =>
  (await ann.api.messages.list.query({ threadId })).messages;

const statusOf = async ({ threadId, id }: Message) => {
  const found = present((await listed(threadId)).find((message) => message.id === id));
  return present(found.generation).status;
};

/** Ends a held reply of the scripted provider. */
const release = async (request: number) => {
  await provider.waitForRequest(request);
  provider.push("words", request);
  provider.release(request);
};

const requestCount = () => provider.requests.filter(({ kind }) => kind === "reply").length;

describe("another version of a message", () => {
  test("stands beside it with a reply of its own, which has read what came before", async () => {
    const first = await ask({ text: "one" });
    const { threadId } = first;
    const second = await ask({ text: "two", threadId, parentId: first.reply.id });
    const before = await listed(threadId);

    const request = versionOf(second.question, { text: "two, or three" });
    const { thread, message, reply } = await edit(request);
    expect(thread).toMatchObject({ id: threadId, running: true });
    expect(message).toMatchObject({ id: request.id, parentId: first.reply.id, role: "user" });
    expect(reply).toMatchObject({ id: request.replyId, parentId: request.id });
    await untilIdle(ann.api, threadId);
    const after = await listed(threadId);
    expect(after.slice(0, 4)).toEqual(before);
    expect(after.slice(4).map(({ id }) => id)).toEqual([request.id, request.replyId]);
    expect(provider.requests.findLast(({ kind }) => kind === "reply")?.body).toMatchObject({
      messages: [
        { role: "system" },
        { role: "user", content: "one" },
        { role: "assistant" },
        { role: "user", content: "two, or three" },
      ],
    });
  });

  test("of the first message begins the thread in another way", async () => {
    const { threadId, question } = await ask();
    const { message } = await editWhole(versionOf(question));
    expect(message).toMatchObject({ threadId, parentId: null, text: "another wording" });
  });

  test("is one however often it is sent, and no other under its ids", async () => {
    const { threadId, question } = await ask();
    const request = versionOf(question);
    const answers = await Promise.all(Array.from({ length: 10 }, () => edit(request)));
    expect(new Set(answers.map(({ reply }) => reply.generation?.id)).size).toBe(1);
    expect(await listed(threadId)).toHaveLength(4);
    await untilIdle(ann.api, threadId);
    const other = await refusalOf(edit({ ...request, text: "something else" }));
    expect(other.code).toBe("conflict");
    const elsewhere = await ask();
    const moved = await refusalOf(edit({ ...request, messageId: elsewhere.question.id }));
    expect(moved.code).toBe("conflict");
  });

  test("is of one's own messages alone, not of replies", async () => {
    const { question, reply } = await ask();
    const bob = await newVisitor(app.origin);
    const foreign = await refusalOf(bob.api.messages.edit.mutate(versionOf(question)));
    expect(foreign.code).toBe("not_found");
    expect((await refusalOf(edit(versionOf(reply)))).code).toBe("not_found");
    expect((await refusalOf(edit(versionOf(question, { text: " " })))).code).toBe("invalid_input");
  });

  test("comes to every tab", async () => {
    const { question } = await ask();
    using socket = openChatSocket(app.origin, ann.token);
    const { feedCursor } = await ann.api.threads.list.query({});
    const request = versionOf(question);
    const heard = socket.nextInFeed(
      feedCursor,
      (event) => event.type === "message.put" && event.message.id === request.replyId,
    );
    await editWhole(request);
    expect((await heard).event).toMatchObject({
      message: { parentId: request.id, role: "assistant" },
    });
  });
});

describe("a reply in progress", () => {
  test("is stopped below the edited message, and what waits for it waits for the new one", async () => {
    const place = requestCount() + 1;
    const { threadId, question, reply } = await ask({ text: "a [[gate]]" });
    await provider.waitForRequest(place);
    const next = newSend({ threadId, parentId: reply.id, text: "next" });
    expect((await ann.api.messages.say.mutate(next)).sent).toBeNull();

    const request = versionOf(question, { text: "b [[gate]]" });
    await edit(request);
    await provider.waitForDisconnect(place);
    await release(place + 1);
    await untilIdle(ann.api, threadId);
    expect(await statusOf(reply)).toBe("stopped");
    const sent = present((await listed(threadId)).find(({ id }) => id === next.id));
    expect(sent.parentId).toBe(request.replyId);
  });

  test("goes on in another branch, with what waits for it", async () => {
    const first = await ask({ text: "one" });
    const { threadId } = first;
    const second = await ask({ text: "two", threadId, parentId: first.reply.id });
    const place = requestCount() + 1;
    const other = versionOf(second.question, { text: "held [[gate]]" });
    const { reply } = await edit(other);
    await provider.waitForRequest(place);
    const next = newSend({ threadId, parentId: reply.id, text: "next" });
    await ann.api.messages.say.mutate(next);

    const request = versionOf(second.question);
    await edit(request);
    await release(place);
    await untilIdle(ann.api, threadId);
    expect(await statusOf(reply)).toBe("completed");
    const sent = present((await listed(threadId)).find(({ id }) => id === next.id));
    expect(sent.parentId).toBe(other.replyId);
  });
});

describe("the files of a message", () => {
  const newFile = async (name: string) =>
    (await uploadFile({ origin: app.origin, token: ann.token }, { name, content: name })).id;
  const filesOf = ({ attachments = [] }: Message) => attachments.map(({ id }) => id);

  test("stay, go and come with a version, and the other versions keep theirs", async () => {
    const [one, two, three] = [
      await newFile("1.txt"),
      await newFile("2.txt"),
      await newFile("3.txt"),
    ];
    const { threadId, question } = await ask({ attachmentIds: [one, two] });
    const request = versionOf(question, { attachmentIds: [two, three], text: "" });
    const { message } = await edit(request);
    expect(filesOf(message)).toEqual([two, three]);
    expect((await edit(request)).message).toEqual(message);
    const kept = present((await listed(threadId)).find(({ id }) => id === question.id));
    expect(filesOf(kept)).toEqual([one, two]);
  });

  test("stay even where the assistant takes no more", async () => {
    const file = await newFile("kept.txt");
    const { question } = await ask({ attachmentIds: [file] });
    const more = await newFile("more.txt");
    await sql`update workflows set settings = jsonb_set(settings, '{fileUpload,enabled}', 'false')`;
    const added = await refusalOf(edit(versionOf(question, { attachmentIds: [file, more] })));
    const { message } = await edit(versionOf(question, { attachmentIds: [file] }));
    await sql`update workflows set settings = jsonb_set(settings, '{fileUpload,enabled}', 'true')`;
    expect(added.code).toBe("forbidden");
    expect(filesOf(message)).toEqual([file]);
  });
});
