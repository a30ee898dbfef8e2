import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let ann: Visitor;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
  ann = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

/** A thread of Ann's with one question and two complete replies; the second is the active one. */
async function twoVersions() {
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  const threadId = thread.id;
  await untilIdle(ann.api, threadId);
  const again = await ann.api.messages.regenerate.mutate({
    messageId: reply.id,
    replyId: newId("message"),
  });
  await untilIdle(ann.api, threadId);
  return { threadId, question: message.id, first: reply.id, second: again.reply.id };
}

const leafOf = async (threadId: string) =>
  (await ann.api.threads.get.query({ threadId })).activeLeafId;

const select = (threadId: string, messageId: string) =>
  ann.api.threads.selectBranch.mutate({ threadId, messageId });

describe("the active branch", () => {
  test("is that of the reply that the user asked for last", async () => {
    const sent = await ann.api.messages.send.mutate(newSend());
    const threadId = sent.thread.id;
    expect(sent.thread.activeLeafId).toBe(sent.reply.id);
    await untilIdle(ann.api, threadId);
    expect(await leafOf(threadId)).toBe(sent.reply.id);
    const edit = { ...newSend({ text: "b" }), messageId: sent.message.id };
    expect((await ann.api.messages.edit.mutate(edit)).thread.activeLeafId).toBe(edit.replyId);
    await untilIdle(ann.api, threadId);
    const versions = await twoVersions();
    expect(await leafOf(versions.threadId)).toBe(versions.second);
  });

  test("is chosen, kept, and told to every tab", async () => {
    const { threadId, first, second } = await twoVersions();
    using socket = openChatSocket(app.origin, ann.token);
    const { feedCursor } = await ann.api.threads.list.query({});
    const heard = socket.nextInFeed(feedCursor, (event) => event.type === "thread.put");
    expect((await select(threadId, first)).thread.activeLeafId).toBe(first);
    expect((await heard).event).toMatchObject({ thread: { id: threadId, activeLeafId: first } });
    expect(await leafOf(threadId)).toBe(first);
    const { threads } = await ann.api.threads.list.query({});
    expect(threads.find(({ id }) => id === threadId)?.activeLeafId).toBe(first);
    await ann.api.threads.rename.mutate({ threadId, title: "renamed" });
    expect((await select(threadId, second)).thread.activeLeafId).toBe(second);
  });

  test("is where a message without a place goes", async () => {
    const { threadId, first } = await twoVersions();
    await select(threadId, first);
    const { sent } = await ann.api.messages.say.mutate({
      ...newSend({ threadId }),
      parentId: undefined,
    });
    expect(sent?.message.parentId).toBe(first);
  });

  test("stays for a reply to compare", async () => {
    const { threadId, first } = await twoVersions();
    await select(threadId, first);
    const replyId = newId("message");
    const again = { messageId: first, replyId, keepsBranch: true };
    expect((await ann.api.messages.regenerate.mutate(again)).thread.activeLeafId).toBe(first);
    const compareWith = { replyId: newId("message"), model: "mock" };
    const said = newSend({ threadId });
    await untilIdle(ann.api, threadId);
    const { sent } = await ann.api.messages.say.mutate({ ...said, parentId: first, compareWith });
    expect(sent?.thread.activeLeafId).toBe(said.replyId);
  });

  test("goes on with a queued message, unless the user reads another by then", async () => {
    for (const leaves of [false, true]) {
      const { threadId, first, second } = await twoVersions();
      const place = provider.requests.filter(({ kind }) => kind === "reply").length + 1;
      const held = newSend({ threadId, text: "[[gate]]" });
      await ann.api.messages.say.mutate({ ...held, parentId: second });
      await provider.waitForRequest(place);
      const next = newSend({ threadId, text: "next" });
      await ann.api.messages.say.mutate({ ...next, parentId: held.replyId });
      if (leaves) await select(threadId, first);
      provider.push("words", place);
      provider.release(place);
      await untilIdle(ann.api, threadId);
      expect(await leafOf(threadId)).toBe(leaves ? first : next.replyId);
    }
  });

  test("is of one's own threads, and of their messages", async () => {
    const mine = await twoVersions();
    const other = await twoVersions();
    const bob = await newVisitor(app.origin);
    const foreign = { threadId: mine.threadId, messageId: mine.first };
    const codes = await Promise.all(
      [
        bob.api.threads.selectBranch.mutate(foreign),
        select(mine.threadId, other.first),
        select(mine.threadId, newId("message")),
      ].map(async (call) => (await refusalOf(call)).code),
    );
    expect(codes).toEqual(["not_found", "not_found", "not_found"]);
    expect(await leafOf(mine.threadId)).toBe(mine.second);
  });
});
