import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";

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

/** A thread of Ann's with one whole reply. */
async function newReply() {
  const { thread, message, reply } = await ann.api.messages.send.mutate(newSend());
  const threadId = thread.id;
  await untilIdle(ann.api, threadId);
  return { threadId, messageId: reply.id, questionId: message.id };
}

const feedbackOf = async (threadId: string) =>
  (await ann.api.messages.list.query({ threadId })).messages.at(-1)?.feedback;

test("is kept, changed and taken back, and each change is newer than the one before", async () => {
  const { threadId, messageId } = await newReply();
  const say = async (kind: "positive" | "negative" | null) =>
    (await ann.api.messages.giveFeedback.mutate({ messageId, kind })).message.feedback;
  expect(await feedbackOf(threadId)).toBeUndefined();
  expect(await say("positive")).toEqual({ kind: "positive", revision: 1 });
  expect(await say("positive")).toEqual({ kind: "positive", revision: 1 });
  expect(await say("negative")).toEqual({ kind: "negative", revision: 2 });
  expect(await say(null)).toEqual({ kind: null, revision: 3 });
  expect(await feedbackOf(threadId)).toEqual({ kind: null, revision: 3 });
});

test("is of whole replies alone, and of one's own", async () => {
  const { messageId, questionId } = await newReply();
  const bob = await newVisitor(app.origin);
  const codeOf = async (by: Visitor, id: string) =>
    (await refusalOf(by.api.messages.giveFeedback.mutate({ messageId: id, kind: "positive" })))
      .code;
  expect(await codeOf(bob, messageId)).toBe("not_found");
  expect(await codeOf(ann, questionId)).toBe("not_found");
  const { reply } = await ann.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  expect(await codeOf(ann, reply.id)).toBe("conflict");
});
