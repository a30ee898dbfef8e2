import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { megabyte } from "../../../shared/limits.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { loadFiles } from "./load-files.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

type TestFile = number | "image" | "large image";

/** A message with files: texts of these lengths, or images, of which large ones are shown in 3 MB. */
async function newMessage(threadId: string, files: readonly TestFile[]): Promise<string> {
  const { sql, userId } = stage;
  const messageId = newId("message");
  for (const [position, file] of files.entries()) {
    const id = newId("attachment");
    const isImage = typeof file === "string";
    const shown = Buffer.alloc(file === "large image" ? 3 * megabyte : 1);
    await sql`
      insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status, width, height, text)
      values (${id}, ${userId}, 'wf_default', ${isImage ? "image" : "file"}, ${`${position}`}, 'a/b', 1, 'ready',
        ${isImage ? 1 : null}, ${isImage ? 1 : null}, ${isImage ? null : "x".repeat(file)})`;
    if (isImage)
      await sql`insert into attachment_pictures values (${id}, 'shown', 'image/png', ${shown})`;
    await sql`insert into message_attachments values (${messageId}, ${position}, ${id}, ${threadId})`;
  }
  return messageId;
}

/** Of each file how much of its text there is, or that it is shown as a picture. */
async function loaded(threadId: string, messageIds: readonly string[]) {
  const files = await loadFiles(stage.sql, { threadId, messageIds });
  return messageIds.map((id) =>
    (files.get(id) ?? []).map((file) =>
      file.kind === "image" ? "shown" : [file.text.length, file.isCut],
    ),
  );
}

test("texts are loaded from the newest message on, as much as there is room for", async () => {
  const { threadId } = await stage.ask();
  const old = await newMessage(threadId, [5, 0]);
  const newer = await newMessage(threadId, [70_000, 60_000, 10]);
  expect(await loaded(threadId, [newer, old])).toEqual([
    [
      [70_000, false],
      [50_000, true],
      [0, true],
    ],
    [
      [0, true],
      [0, false],
    ],
  ]);
  expect(await loaded(threadId, [old])).toEqual([
    [
      [5, false],
      [0, false],
    ],
  ]);
});

test("a file of two messages is whole in the newer one", async () => {
  const { threadId } = await stage.ask();
  const old = await newMessage(threadId, [70_000]);
  const newer = newId("message");
  await stage.sql`
    insert into message_attachments select ${newer}, position, attachment_id, thread_id
    from message_attachments where message_id = ${old}`;
  expect(await loaded(threadId, [newer, old])).toEqual([[[70_000, false]], [[50_000, true]]]);
});

test("the ten newest images are shown; of older ones there is the name", async () => {
  const { threadId } = await stage.ask();
  const old = await newMessage(threadId, ["image", "image", "image"]);
  const newer = await newMessage(
    threadId,
    Array.from({ length: 8 }, () => "image" as const),
  );
  expect(await loaded(threadId, [newer, old])).toEqual([
    Array.from({ length: 8 }, () => "shown"),
    ["shown", "shown", [0, true]],
  ]);
});

test("images are shown as long as they are not too much to send, the newest first", async () => {
  const { threadId } = await stage.ask();
  const old = await newMessage(threadId, ["image"]);
  const newer = await newMessage(threadId, ["large image", "large image", "large image"]);
  expect(await loaded(threadId, [newer, old])).toEqual([
    ["shown", "shown", [0, true]],
    [[0, true]],
  ]);
  expect(await loaded(threadId, [old])).toEqual([["shown"]]);
});
