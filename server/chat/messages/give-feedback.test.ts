import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { maxCommentLength } from "../../../shared/limits.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { openDatabase } from "../../platform/db/client.ts";
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

test("has a comment that stays with its rating, and can be changed and removed", async () => {
  const { threadId, messageId } = await newReply();
  const say = async (kind: "positive" | "negative" | null, comment?: string) =>
    (await ann.api.messages.giveFeedback.mutate({ messageId, kind, comment })).message.feedback;
  expect(await say("negative", "  Too long\u0000 ")).toEqual({
    kind: "negative",
    comment: "Too long\ufffd",
    revision: 1,
  });
  expect(await say("negative")).toMatchObject({ comment: "Too long\ufffd", revision: 1 });
  expect(await say("negative", "Far too long")).toMatchObject({ comment: "Far too long" });
  expect(await feedbackOf(threadId)).toMatchObject({ comment: "Far too long", revision: 2 });
  expect(await say("negative", " ")).toEqual({ kind: "negative", revision: 3 });
  await say("negative", "Wrong");
  expect(await say("positive")).toEqual({ kind: "positive", revision: 5 });
  expect(await say("positive", "Right")).toMatchObject({ comment: "Right" });
  expect(await say(null, "none")).toEqual({ kind: null, revision: 7 });
  const tooLong = say("positive", "x".repeat(maxCommentLength + 1));
  expect((await refusalOf(tooLong)).code).toBe("invalid_input");
});

test("the comments are listed for admins alone, newest first, and go with their message", async () => {
  await using database = openDatabase(app.databaseUrl, 1);
  const { sql } = database;
  const admin = await newAdmin({ origin: app.origin, sql }, "reader@example.org");
  const one = await newReply();
  const two = await newReply();
  const of = (messageId: string, comment: string) =>
    ann.api.messages.giveFeedback.mutate({ messageId, kind: "negative", comment });
  await of(one.messageId, "first");
  await of(two.messageId, "second");
  const read = async () => {
    const { comments, hasMore } = await admin.api.admin.analytics.comments.query({ range: "day" });
    const wanted = comments.filter(({ messageId }) =>
      [one.messageId, two.messageId].includes(messageId),
    );
    return { wanted, hasMore };
  };
  expect(await read()).toMatchObject({
    wanted: [
      { messageId: two.messageId, kind: "negative", comment: "second" },
      { messageId: one.messageId, kind: "negative", comment: "first" },
    ],
    hasMore: false,
  });
  expect((await read()).wanted[0]).toMatchObject({ model: expect.any(String) });
  const refused = ann.api.admin.analytics.comments.query({});
  expect((await refusalOf(refused)).code).toBe("forbidden");
  const past = await admin.api.admin.analytics.comments.query({ range: "year", on: "2001-01-01" });
  expect(past.comments).toEqual([]);
  await ann.api.threads.delete.mutate({ threadId: two.threadId });
  expect((await read()).wanted).toMatchObject([{ comment: "first" }]);
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
