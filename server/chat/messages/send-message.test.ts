import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { SendMessage } from "../../../shared/requests.ts";
import type { Visitor } from "../../../testing/server/visitor.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { present } from "../../../testing/present.ts";

// Two nodes without workers on one database: what is sent stays queued.
let nodes: AsyncDisposableStack;
let sql: Sql;
let ann: Visitor;
let bob: Visitor;
/** Ann on the other node. */
let annElsewhere: Visitor["api"];
let origin: string;

beforeAll(async () => {
  nodes = new AsyncDisposableStack();
  const one = nodes.use(await startTestApp({ config: { role: "web" } }));
  const { databaseUrl } = one;
  const two = nodes.use(await startTestApp({ databaseUrl, config: { role: "web" } }));
  sql = postgres(databaseUrl, { max: 2 });
  nodes.defer(() => sql.end());
  origin = one.origin;
  ann = await newVisitor(origin);
  bob = await newVisitor(one.origin);
  annElsewhere = apiAs(two.origin, ann.token);
});

afterAll(() => nodes?.disposeAsync());

/** Everything that exists of a thread, and of the jobs of its generations. */
async function storedOf(threadId: string) {
  const messages = await sql<{ id: string; seq: number; user_id: string }[]>`
    select id, seq, user_id from messages where thread_id = ${threadId} order by seq`;
  const generations = await sql<{ id: string; message_id: string }[]>`
    select id, message_id from generations where thread_id = ${threadId}`;
  const jobs = await sql`
    select id from pgboss.job
    where name = 'generation' and data->>'generationId' = any(${generations.map(({ id }) => id)}::text[])`;
  const [thread] = await sql`select id, message_seq from threads where id = ${threadId}`;
  return { thread, messages: [...messages], generations: [...generations], jobs: [...jobs] };
}

async function feedOf(visitor: Visitor) {
  const rows = await sql<{ seq: number; type: string }[]>`
    select seq, event->>'type' as type from feed_events where user_id = ${visitor.user.id} order by seq`;
  return [...rows];
}

/** No worker is there to end a reply. */
const endReplies = (threadId: string) =>
  sql`update generations set status = 'completed' where thread_id = ${threadId}`;

const send = (change: Partial<SendMessage> = {}, api = ann.api) =>
  api.messages.send.mutate(newSend(change));

describe("a send", () => {
  test("makes the thread, the message, the reply, the generation, the job and the feed at once", async () => {
    const eve = await newVisitor(origin);
    const request = newSend({ text: "  Hello, world\n" });
    const { thread, message, reply } = await eve.api.messages.send.mutate(request);
    expect(thread).toMatchObject({
      id: request.threadId,
      running: true,
      unread: false,
      title: null,
    });
    expect(message).toMatchObject({ id: request.id, parentId: null, seq: 1, text: request.text });
    expect(reply).toMatchObject({
      id: request.replyId,
      parentId: request.id,
      seq: 2,
      text: "",
      generation: { status: "queued", error: null, usage: null },
    });
    const stored = await storedOf(thread.id);
    expect([stored.messages.length, stored.generations.length, stored.jobs.length]).toEqual([
      2, 1, 1,
    ]);
    expect((await feedOf(eve)).map(({ type }) => type)).toEqual([
      "message.put",
      "message.put",
      "thread.put",
    ]);
    const page = await eve.api.messages.list.query({ threadId: thread.id });
    expect(page.messages).toEqual([message, reply]);
    expect(await eve.api.threads.get.query({ threadId: thread.id })).toEqual(thread);
  });

  test("sent fifty times at once over two nodes is one message with one answer", async () => {
    const request = newSend();
    const before = (await feedOf(ann)).length;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 ? ann.api : annElsewhere).messages.send.mutate(request),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(present(answers[0]));
    const stored = await storedOf(request.threadId);
    expect(stored.messages.map(({ id }) => id)).toEqual([request.id, request.replyId]);
    expect([stored.generations.length, stored.jobs.length]).toEqual([1, 1]);
    expect((await feedOf(ann)).length - before).toBe(3);
  });

  test("two different ones at once in a new thread both get in, one after the other", async () => {
    const threadId = newId("thread");
    const requests = [newSend({ threadId }), newSend({ threadId })];
    const [a, b] = await Promise.all([
      ann.api.messages.send.mutate(requests[0] ?? newSend()),
      annElsewhere.messages.send.mutate(requests[1] ?? newSend()),
    ]);
    expect(new Set([a.message.seq, b.message.seq])).toEqual(new Set([1, 3]));
    const page = await ann.api.messages.list.query({ threadId });
    const inOrder = [a, b].toSorted((x, y) => x.message.seq - y.message.seq);
    expect(page.messages).toEqual(inOrder.flatMap(({ message, reply }) => [message, reply]));
    expect((await storedOf(threadId)).jobs.length).toBe(2);
  });

  test("many at once in one thread are numbered without a gap, and the feed too", async () => {
    const { thread } = await send();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        send({ threadId: thread.id }, i % 2 ? ann.api : annElsewhere),
      ),
    );
    const { messages } = await storedOf(thread.id);
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 42 }, (_, i) => i + 1));
    const feed = await feedOf(ann);
    expect(feed.map(({ seq }) => seq)).toEqual(feed.map((_, i) => i + 1));
  });

  test("under an id with other content is a conflict, and changes nothing", async () => {
    const request = newSend();
    const first = await ann.api.messages.send.mutate(request);
    const before = await storedOf(request.threadId);
    const others: Partial<SendMessage>[] = [
      { text: "other" },
      { replyId: newId("message") },
      { parentId: newId("message") },
      { id: request.replyId, replyId: newId("message") },
      { id: newId("message") },
    ];
    for (const other of others) {
      const refusal = await refusalOf(ann.api.messages.send.mutate({ ...request, ...other }));
      expect([other, refusal.code, refusal.status]).toEqual([other, "conflict", 409]);
    }
    expect(await storedOf(request.threadId)).toEqual(before);
    expect(await ann.api.messages.send.mutate(request)).toEqual(first);
  });

  test("under an id that is used in another thread is a conflict and leaves no thread behind", async () => {
    const { message, reply } = await send();
    for (const taken of [{ id: message.id }, { replyId: reply.id }, { replyId: message.id }]) {
      const request = newSend(taken);
      expect((await refusalOf(ann.api.messages.send.mutate(request))).code).toBe("conflict");
      expect((await refusalOf(bob.api.messages.send.mutate(request))).code).toBe("conflict");
      expect((await storedOf(request.threadId)).thread).toBeUndefined();
    }
  });

  test("into another user's thread is refused, whatever else it contains", async () => {
    const { thread, reply } = await send();
    const before = await storedOf(thread.id);
    for (const parentId of [null, reply.id]) {
      const refusal = await refusalOf(send({ threadId: thread.id, parentId }, bob.api));
      expect(refusal.code).toBe("conflict");
    }
    expect(await storedOf(thread.id)).toEqual(before);
    expect(before.messages.every(({ user_id }) => user_id === ann.user.id)).toBe(true);
  });

  test("answers a reply of the same thread, and nothing else", async () => {
    const first = await send();
    const other = await send();
    const theirs = await send({}, bob.api);
    const missing = newId("message");
    const wrong = [missing, first.message.id, other.reply.id, theirs.reply.id];
    const refusals = await Promise.all(
      wrong.map((parentId) => refusalOf(send({ threadId: first.thread.id, parentId }))),
    );
    expect(refusals).toEqual(wrong.map(() => ({ ...present(refusals[0]), code: "not_found" })));
    await endReplies(first.thread.id);
    const next = await send({ threadId: first.thread.id, parentId: first.reply.id });
    expect(next.message.parentId).toBe(first.reply.id);
    const sibling = await send({ threadId: first.thread.id });
    expect(sibling.message.parentId).toBeNull();
  });

  test("cannot answer a reply that is still being written", async () => {
    const { thread, reply } = await send();
    const before = await storedOf(thread.id);
    const refusal = await refusalOf(send({ threadId: thread.id, parentId: reply.id }));
    expect([refusal.code, await storedOf(thread.id)]).toEqual(["conflict", before]);
  });

  test("cannot answer a message in a thread that does not exist yet", async () => {
    const request = newSend({ parentId: newId("message") });
    expect((await refusalOf(ann.api.messages.send.mutate(request))).code).toBe("not_found");
    expect((await storedOf(request.threadId)).thread).toBeUndefined();
  });

  test("starts a thread with a workflow that exists, and keeps the thread's own later", async () => {
    const refusal = await refusalOf(send({ workflowId: "wf_unknown" }));
    expect([refusal.code, refusal.message]).toEqual(["not_found", "No such workflow."]);
    const { thread } = await send({ workflowId: "wf_default" });
    const next = await send({ threadId: thread.id, workflowId: "wf_unknown" });
    expect(next.thread.workflowId).toBe("wf_default");
  });

  test("keeps every character that can be kept", async () => {
    const text = "a\0b \ud83d c\udc00 😀 \u202e \\u0000 '; drop table messages; -- ${x} \r\n\t“é”";
    const clean = text
      .replace("\0", "\ufffd")
      .replace("\ud83d ", "\ufffd ")
      .replace("\udc00 ", "\ufffd ");
    const request = newSend({ text });
    const { message, thread } = await ann.api.messages.send.mutate(request);
    expect(message.text).toBe(clean);
    expect((await ann.api.messages.list.query({ threadId: thread.id })).messages[0]?.text).toBe(
      clean,
    );
    expect((await ann.api.messages.send.mutate(request)).message).toEqual(message);
  });
});

describe("a send against a deletion", () => {
  test("is in whole or not at all, and afterwards the thread is what the list says", async () => {
    for (let round = 0; round < 10; round++) {
      const { thread, reply } = await send();
      await endReplies(thread.id);
      const request = newSend({ threadId: thread.id, parentId: reply.id });
      const [sent, deleted] = await Promise.allSettled([
        annElsewhere.messages.send.mutate(request),
        ann.api.threads.delete.mutate({ threadId: thread.id }),
      ]);
      expect(deleted.status).toBe("fulfilled");
      if (sent.status === "rejected")
        expect((await refusalOf(Promise.reject(sent.reason))).code).toBe("not_found");
      const stored = await storedOf(thread.id);
      expect(stored).toMatchObject({ thread: undefined, messages: [], generations: [] });
    }
  });

  test("the messages, generations and logs of a deleted thread are gone", async () => {
    const { thread, reply } = await send();
    const generationId = reply.generation?.id ?? "";
    await sql`insert into chunks (generation_id, seq, attempt, kind, body) values (${generationId}, 1, 1, 'text', 'x')`;
    await ann.api.threads.delete.mutate({ threadId: thread.id });
    expect(await sql`select 1 from chunks where generation_id = ${generationId}`).toHaveLength(0);
    expect((await storedOf(thread.id)).messages).toEqual([]);
    const gone = await refusalOf(ann.api.threads.delete.mutate({ threadId: thread.id }));
    expect(gone.code).toBe("not_found");
  });
});

describe("regenerating", () => {
  test("the same one fifty times at once over two nodes starts one reply with one answer", async () => {
    const { thread, message, reply } = await send();
    const request = { messageId: reply.id, replyId: newId("message") };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 ? ann.api : annElsewhere).messages.regenerate.mutate(request),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(present(answers[0]));
    expect(answers[0]?.reply).toMatchObject({ id: request.replyId, parentId: message.id, seq: 3 });
    const stored = await storedOf(thread.id);
    expect([stored.messages.length, stored.generations.length, stored.jobs.length]).toEqual([
      3, 2, 2,
    ]);
  });

  test("under an id that means another message is a conflict", async () => {
    const first = await send();
    await endReplies(first.thread.id);
    const other = await send({ threadId: first.thread.id, parentId: first.reply.id });
    const elsewhere = await send();
    for (const replyId of [first.message.id, other.reply.id, elsewhere.reply.id]) {
      const request = { messageId: first.reply.id, replyId };
      expect((await refusalOf(ann.api.messages.regenerate.mutate(request))).code).toBe("conflict");
    }
    expect((await storedOf(first.thread.id)).generations.length).toBe(2);
  });

  test("a user's message, another user's reply or a missing one are refused alike", async () => {
    const { message, reply } = await send();
    const replyId = newId("message");
    const refusals = [
      await refusalOf(ann.api.messages.regenerate.mutate({ messageId: message.id, replyId })),
      await refusalOf(bob.api.messages.regenerate.mutate({ messageId: reply.id, replyId })),
      await refusalOf(bob.api.messages.regenerate.mutate({ messageId: newId("message"), replyId })),
    ];
    for (const refusal of refusals)
      expect(refusal).toEqual({ code: "not_found", message: "No such message.", status: 404 });
    expect(await sql`select 1 from messages where id = ${replyId}`).toHaveLength(0);
  });
});
