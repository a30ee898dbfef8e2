import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { newId } from "../../../shared/ids.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";

let app: App;
let mock: MockProvider;
let ann: Visitor;
let bob: Visitor;

beforeAll(async () => {
  mock = await startMockProvider();
  app = await startTestApp({ providerUrl: mock.url, config: { logLevel: "silent" } });
  ann = await newVisitor(app.origin);
  bob = await newVisitor(app.origin);
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await mock?.[Symbol.asyncDispose]();
});

const upload = async ({ token }: Visitor) =>
  (await uploadFile({ origin: app.origin, token }, { name: "a.txt", content: "a" })).id;

/** Bob says something under this id while a reply is written to him: it waits. */
async function queueAs(id: string) {
  const { thread, reply } = await bob.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  return bob.api.messages.queue.mutate({
    id,
    replyId: newId("message"),
    threadId: thread.id,
    parentId: reply.id,
    text: "mine",
    attachmentIds: [await upload(bob)],
  });
}

test("a message shows no file of one queued under the same id in another user's thread", async () => {
  const { message, thread } = await ann.api.messages.send.mutate(newSend());
  await queueAs(message.id);
  const { messages } = await ann.api.messages.list.query({ threadId: thread.id });
  expect(messages[0]).toEqual(message);
});

test("an id whose message has files is taken, wherever that is", async () => {
  const send = newSend({ attachmentIds: [await upload(ann)] });
  const { message } = await ann.api.messages.send.mutate(send);
  expect((await refusalOf(queueAs(message.id))).code).toBe("conflict");
  const own = newSend({ id: message.id, attachmentIds: [await upload(bob)] });
  expect((await refusalOf(bob.api.messages.send.mutate(own))).code).toBe("conflict");
});
