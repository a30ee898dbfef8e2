import { afterAll, beforeAll, expect, test } from "bun:test";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { createThreadArchive } from "./thread-archive.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 60_000);
afterAll(() => stage[Symbol.asyncDispose]());

test("of a long message the archive returns the part around the first match, and never another user's", async () => {
  const { messageId, threadId } = await stage.ask("a question");
  const text = `${"x ".repeat(300_000)}Pizza, it said.${" y".repeat(100_000)}`;
  await stage.sql`update messages set text = ${text} where id = ${messageId}`;
  const archive = createThreadArchive(stage.sql);
  const [hit, ...others] = await archive.search(stage.userId, ["pizza", "dough"], 20);
  expect(others).toEqual([]);
  expect(hit?.threadId).toBe(threadId);
  expect(hit?.messageText).toContain("Pizza, it said.");
  expect(hit?.messageText.length).toBeLessThanOrEqual(8_000);
  expect(await archive.search("user_other", ["pizza"], 20)).toEqual([]);
  const messages = await archive.messages(stage.userId, threadId);
  expect(messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
  expect(messages[1]?.text).toBe(text.slice(0, 8_000));
});

test("a short message is given whole, the newer one first", async () => {
  for (const question of ["first about cheese", "then about CHEESE"]) await stage.ask(question);
  const archive = createThreadArchive(stage.sql);
  const hits = await archive.search(stage.userId, ["cheese"], 20);
  expect(hits.map(({ messageText }) => messageText)).toEqual([
    "then about CHEESE",
    "first about cheese",
  ]);
});
