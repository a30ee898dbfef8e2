import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { ThreadPlace } from "../../../shared/thread.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { listThreads } from "./list-threads.ts";
import { setPlace } from "./set-place.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const put = (threadId: string, place: ThreadPlace) =>
  setPlace(stage.db, stage.userId, { threadId, place });

/** Ids of a page of the person's threads. */
async function listed(options: { archived?: boolean; limit?: number; cursor?: string } = {}) {
  const page = await listThreads(stage.db, { userId: stage.userId, limit: 100, ...options });
  return { ids: page.threads.map(({ id }) => id), ...page };
}

/** The events of a thread in the feed: the place of each. */
async function toldPlaces(threadId: string): Promise<(string | null)[]> {
  const rows = await stage.sql<{ place: string | null }[]>`
    select event -> 'thread' ->> 'place' as place from feed_events
    where event -> 'thread' ->> 'id' = ${threadId} order by seq`;
  return rows.map(({ place }) => place);
}

test("pinned threads are on the first page, however old, and once", async () => {
  const old = await stage.ask("the oldest");
  for (let i = 0; i < 4; i++) await stage.ask(`later ${i}`);
  await put(old.threadId, "pinned");
  const first = await listed({ limit: 2 });
  expect(first.ids).toHaveLength(3);
  expect(first.ids.at(-1)).toBe(old.threadId);
  expect(first.threads.at(-1)?.place).toBe("pinned");
  const second = await listed({ limit: 10, cursor: first.nextCursor ?? "" });
  expect(second.ids).toHaveLength(3);
  const whole = await listed();
  expect(new Set(whole.ids).size).toBe(whole.ids.length);
  await put(old.threadId, "listed");
  expect((await listed({ limit: 2 })).ids).not.toContain(old.threadId);
});

test("an archived thread is in its own list until its next message", async () => {
  const asked = await stage.ask("put me away");
  await put(asked.threadId, "archived");
  expect((await listed()).ids).not.toContain(asked.threadId);
  expect((await listed({ archived: true })).ids).toEqual([asked.threadId]);
  using worker = startTestWorker(stage);
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say("done");
  call.finish();
  await running;
  // Its reply ends where it is.
  expect((await listed({ archived: true })).ids).toEqual([asked.threadId]);
  await stage.ask("and back", asked.threadId, asked.messageId);
  expect((await listed({ archived: true })).ids).toEqual([]);
  expect((await listed()).ids).toContain(asked.threadId);
  expect(await toldPlaces(asked.threadId)).toEqual([null, "archived", "archived", null]);
});

test("a pinned thread stays pinned when it is used, and a change is told once", async () => {
  const asked = await stage.ask("keep me");
  await put(asked.threadId, "pinned");
  await put(asked.threadId, "pinned");
  using worker = startTestWorker(stage);
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.finish();
  await running;
  await stage.ask("again", asked.threadId, asked.messageId);
  expect(await toldPlaces(asked.threadId)).toEqual([null, "pinned", "pinned", "pinned"]);
});

test("nobody else's thread changes its place", async () => {
  const { threadId } = await stage.ask("mine");
  const refused = await setPlace(stage.db, newId("user"), { threadId, place: "archived" }).catch(
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({ code: "not_found" });
  expect((await listed()).ids).toContain(threadId);
});
