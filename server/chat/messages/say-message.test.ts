import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { SayMessage } from "../../../shared/requests.ts";
import {
  createQueueStage,
  type QueueStage,
  refusalCode,
} from "../../../testing/server/queue-stage.ts";
import { openGuestSession } from "../../people/auth/auth-session.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { sayMessage } from "./say-message.ts";

let on: QueueStage;
beforeAll(async () => {
  on = await createQueueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const message = (change: Partial<SayMessage> = {}): SayMessage => ({
  id: newId("message"),
  replyId: newId("message"),
  threadId: newId("thread"),
  text: "hello",
  ...change,
});
const say = (request: SayMessage, userId = on.stage.userId) => sayMessage(on.deps, userId, request);
const waitingIn = async (threadId: string) => (await on.shown(threadId)).queue;

test("begins a thread, waits during a reply, and goes out at its end, under the same ids all along", async () => {
  const first = message();
  const begun = await say(first);
  expect(begun.sent).toMatchObject({
    thread: { id: first.threadId, workflowId: "wf_default" },
    message: { id: first.id, parentId: null, text: "hello" },
    reply: { id: first.replyId, generation: { status: "queued" } },
  });
  expect((await say(first)).sent).toEqual(begun.sent);

  const next = message({ threadId: first.threadId, text: "next" });
  const queued = await say(next);
  expect(queued).toMatchObject({
    sent: null,
    queue: { threadId: first.threadId, queue: [{ id: next.id, text: "next" }] },
  });
  expect(await say(next)).toEqual(queued);

  await on.write(begun.sent?.reply.generation?.id ?? "");
  expect(await say(next)).toMatchObject({
    sent: { message: { id: next.id, parentId: first.replyId }, reply: { id: next.replyId } },
    queue: { queue: [] },
  });
  await on.write(await on.generationOf(next.replyId));
  expect((await on.shown(first.threadId)).messages.map(({ id }) => id)).toEqual([
    first.id,
    first.replyId,
    next.id,
    next.replyId,
  ]);
});

test("said thirty times at once is said once", async () => {
  const request = message();
  const answers = await Promise.all(Array.from({ length: 30 }, () => say(request)));
  const replies = answers.map(({ sent }) => sent?.reply.generation?.id);
  expect(replies).toEqual(Array(30).fill(expect.stringMatching(/^gen_/)));
  expect(new Set(replies).size).toBe(1);
  expect((await on.shown(request.threadId)).messages).toHaveLength(2);
});

test("after a reply it goes to the end of the branch below; as a first message beside the others", async () => {
  const asked = await on.stage.ask();
  await on.write(asked.generationId);
  const { threadId, messageId: parentId } = asked;
  const second = await say(message({ threadId, parentId }));
  await on.write(second.sent?.reply.generation?.id ?? "");
  const third = await say(message({ threadId, parentId }));
  expect(third.sent?.message.parentId).toBe(second.sent?.reply.id ?? "none");
  const sibling = await say(message({ threadId, parentId: null }));
  expect(sibling.sent?.message.parentId).toBeNull();
  expect(sibling.queue).toBeNull();
});

test("a missing, deleted or foreign thread or parent is refused, and nothing is stored", async () => {
  const asked = await on.stage.ask();
  const { threadId, messageId: parentId } = asked;
  const guest = { userAgent: null, address: "127.0.0.1", preferences: {} };
  const stranger = (await openGuestSession(on.stage, guest)).user.id;
  expect(await refusalCode(say(message({ parentId })))).toBe("not_found");
  expect(await refusalCode(say(message({ threadId, parentId: newId("message") })))).toBe(
    "not_found",
  );
  expect(await refusalCode(say(message({ threadId, parentId }), stranger))).toBe("not_found");
  expect(await refusalCode(say(message({ threadId }), stranger))).toBe("conflict");
  expect(await refusalCode(say(message({ workflowId: "wf_nowhere" })))).toBe("not_found");
  await deleteThread(on.deps.db, { threadId, userId: on.stage.userId });
  for (const change of [{}, { parentId }, { parentId: null }])
    expect(await refusalCode(say(message({ threadId, ...change })))).toBe("not_found");
});

test("an id that was used for something else is a conflict", async () => {
  const request = message();
  await say(request);
  const { threadId, id, replyId } = request;
  expect(await refusalCode(say({ ...request, text: "other" }))).toBe("conflict");
  const waits = message({ threadId });
  expect((await say(waits)).sent).toBeNull();
  expect(await refusalCode(say({ ...waits, text: "other" }))).toBe("conflict");
  expect(await refusalCode(say(message({ id, replyId })))).toBe("conflict");
  expect(await waitingIn(threadId)).toEqual([waits.id]);
});
