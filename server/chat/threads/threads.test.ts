import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { decodeCursor } from "../../../shared/cursor.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import { present } from "../../../testing/present.ts";

let app: App;
let sql: Sql;
let ann: Visitor;
let bob: Visitor;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
  bob = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const create = async (visitor = ann) => visitor.api.threads.create.mutate({ id: newId("thread") });

async function feedTypes(visitor: Visitor, after: number) {
  const rows = await sql<{ type: string }[]>`
    select event->>'type' as type from feed_events where user_id = ${visitor.user.id} and seq > ${after} order by seq`;
  return rows.map(({ type }) => type);
}

async function feedHead(visitor: Visitor): Promise<number> {
  const { feedCursor } = await visitor.api.threads.list.query();
  return decodeCursor(visitor.user.id, feedCursor) ?? -1;
}

describe("making", () => {
  test("the same one at once many times is one thread and one event", async () => {
    const head = await feedHead(ann);
    const id = newId("thread");
    const made = await Promise.all(
      Array.from({ length: 20 }, () => ann.api.threads.create.mutate({ id })),
    );
    for (const thread of made) expect(thread).toEqual(present(made[0]));
    expect(await feedTypes(ann, head)).toEqual(["thread.put"]);
  });

  test("under another user's id is a conflict that reveals nothing about it", async () => {
    const { id } = await create();
    const refusal = await refusalOf(bob.api.threads.create.mutate({ id }));
    expect(refusal).toEqual({
      code: "conflict",
      message: "This thread id is already in use.",
      status: 409,
    });
  });

  test("with a workflow that is unknown is refused", async () => {
    const request = { id: newId("thread"), workflowId: "wf_unknown" };
    expect((await refusalOf(ann.api.threads.create.mutate(request))).code).toBe("not_found");
    expect((await refusalOf(ann.api.threads.get.query({ threadId: request.id }))).code).toBe(
      "not_found",
    );
  });
});

describe("the list", () => {
  test("is newest first and pages through everything once, even where times are equal", async () => {
    const eve = await newVisitor(app.origin);
    const ids = await Promise.all(Array.from({ length: 11 }, async () => (await create(eve)).id));
    await sql`update threads set updated_at = '2026-05-05T05:05:05.005Z' where id = any(${ids.slice(0, 7)})`;
    for (const limit of [1, 3, 11, 100]) {
      const seen: { updatedAt: string; id: string }[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const page = await eve.api.threads.list.query({ limit, cursor });
        expect(page.threads.length).toBeLessThanOrEqual(limit);
        seen.push(...page.threads);
        more = page.nextCursor !== null;
        cursor = page.nextCursor ?? undefined;
      }
      const keys = seen.map(({ updatedAt, id }) => `${updatedAt}/${id}`);
      expect(keys).toEqual(keys.toSorted().toReversed());
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(ids));
    }
  });

  test("contains no other user's threads, and their cursor opens none", async () => {
    const eve = await newVisitor(app.origin);
    await create();
    await create();
    const { nextCursor } = await ann.api.threads.list.query({ limit: 1 });
    expect(await eve.api.threads.list.query({ cursor: nextCursor ?? "" })).toMatchObject({
      threads: [],
      nextCursor: null,
    });
  });

  test("brings a thread to the top when it is written in", async () => {
    const first = await create();
    await create();
    await ann.api.messages.send.mutate(newSend({ threadId: first.id }));
    const { threads } = await ann.api.threads.list.query({ limit: 1 });
    expect(threads[0]).toMatchObject({ id: first.id, running: true });
  });

  test("refuses cursors and limits that are none", async () => {
    const { id, updatedAt } = await create();
    const bad = [
      "",
      "x",
      id,
      updatedAt,
      `${updatedAt}/`,
      `${updatedAt}/\0`,
      `${updatedAt}/${id}/x`,
      `${updatedAt}/' or true`,
      `+275760-09-13T00:00:00.000Z/${id}`,
      `2026-13-45T00:00:00.000Z/${id}`,
      `infinity/${id}`,
      `${updatedAt}/${id.toUpperCase()}`,
      "\ud800",
    ];
    for (const cursor of bad) {
      const { code } = await refusalOf(ann.api.threads.list.query({ cursor }));
      expect([cursor, code]).toEqual([cursor, "invalid_input"]);
    }
    for (const limit of [0, -1, 501, 0.5, Number.NaN])
      expect((await refusalOf(ann.api.threads.list.query({ limit }))).code).toBe("invalid_input");
  });
});

describe("changing", () => {
  test("a title is cleaned, told once, and not told again when it is the same", async () => {
    const { id: threadId } = await create();
    const head = await feedHead(ann);
    const renamed = await ann.api.threads.rename.mutate({ threadId, title: "  A\0 name " });
    expect(renamed.title).toBe("A\ufffd name");
    expect(await ann.api.threads.rename.mutate({ threadId, title: "A\0 name" })).toEqual(renamed);
    expect(await feedTypes(ann, head)).toEqual(["thread.put"]);
  });

  test("reading an unread thread is told once", async () => {
    const { id: threadId } = await create();
    await sql`update threads set unread = true where id = ${threadId}`;
    const head = await feedHead(ann);
    await Promise.all([1, 2, 3].map(() => ann.api.threads.markRead.mutate({ threadId })));
    expect((await ann.api.threads.get.query({ threadId })).unread).toBe(false);
    expect(await feedTypes(ann, head)).toEqual(["thread.put"]);
  });

  test("titles at once leave one of them, and the feed says which", async () => {
    const { id: threadId } = await create();
    const titles = Array.from({ length: 10 }, (_, i) => `title ${i}`);
    await Promise.all(titles.map((title) => ann.api.threads.rename.mutate({ threadId, title })));
    const { title } = await ann.api.threads.get.query({ threadId });
    const [last] = await sql<{ title: string }[]>`
      select event->'thread'->>'title' as title from feed_events
      where user_id = ${ann.user.id} order by seq desc limit 1`;
    expect(titles).toContain(present(title));
    expect(last?.title).toBe(present(title));
  });

  test("deleting one at once many times deletes once and is told once", async () => {
    const { id: threadId } = await create();
    const head = await feedHead(ann);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => ann.api.threads.delete.mutate({ threadId })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await feedTypes(ann, head)).toEqual(["thread.deleted"]);
  });

  test("a deleted one does not come back when its first message or its making is repeated", async () => {
    const send = newSend();
    const { threadId } = send;
    await ann.api.messages.send.mutate(send);
    await ann.api.threads.delete.mutate({ threadId });
    const head = await feedHead(ann);
    const repeated = [
      ann.api.messages.send.mutate(send),
      ann.api.messages.send.mutate({ ...newSend(), threadId }),
      ann.api.threads.create.mutate({ id: threadId }),
      bob.api.threads.create.mutate({ id: threadId }),
    ];
    for (const { code } of await Promise.all(repeated.map(refusalOf)))
      expect(code).toBe("not_found");
    expect(await feedTypes(ann, head)).toEqual([]);
  });
});

describe("another user's thread", () => {
  test("answers every call exactly as one that is missing, and stays as it is", async () => {
    const mine = await create();
    const before = await ann.api.threads.get.query({ threadId: mine.id });
    const calls = (threadId: string) => [
      bob.api.threads.get.query({ threadId }),
      bob.api.threads.rename.mutate({ threadId, title: "taken over" }),
      bob.api.threads.markRead.mutate({ threadId }),
      bob.api.threads.delete.mutate({ threadId }),
      bob.api.messages.list.query({ threadId }),
    ];
    const foreign = await Promise.all(calls(mine.id).map(refusalOf));
    const missing = await Promise.all(calls(newId("thread")).map(refusalOf));
    expect(foreign).toEqual(missing);
    for (const { code } of foreign) expect(code).toBe("not_found");
    expect(await ann.api.threads.get.query({ threadId: mine.id })).toEqual(before);
  });
});
