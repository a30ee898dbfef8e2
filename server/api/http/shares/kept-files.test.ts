import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Share } from "../../../../shared/share.ts";
import { newId } from "../../../../shared/ids.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import { refusalOf } from "../../../../testing/server/visitor.ts";
import { deleteUnsentAttachments } from "../../../chat/attachments/delete-attachment.ts";
import { openShareStage, png, type ShareStage } from "./shares.testing.ts";

let stage: ShareStage;
beforeAll(async () => {
  stage = await openShareStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

/** Two chats of Ann's that have the same file: one with another turn, and a copy of it. */
async function newFork() {
  const { app, ann, newChat } = stage;
  const to = { origin: app.origin, token: ann.token ?? "" };
  const { id: fileId } = await uploadFile(to, { name: "leaf.png", content: png });
  const { threadId, leafId } = await newChat([
    { text: "first", reply: "one" },
    { text: "look", attachmentIds: [fileId], reply: "A leaf." },
  ]);
  const fork = await ann.api.threads.fork.mutate({ messageId: leafId, threadId: newId("thread") });
  return { fileId, threadId, forkId: fork.id };
}

/** Deletes the message with the file, with its reply. */
async function removeMessageWithFile(threadId: string) {
  const { messages } = await stage.ann.api.messages.list.query({ threadId });
  const messageId = messages.find(({ text }) => text === "look")?.id ?? "";
  return stage.ann.api.messages.remove.mutate({ messageId, removalId: newId("removal") });
}

/** The status of a link's file. */
async function statusOfFile({ path }: Share): Promise<number> {
  const html = await (await stage.open(path)).text();
  const [, file] = /<a href="([^"]+)" title="leaf.png/.exec(html) ?? [];
  return file === undefined ? 0 : (await stage.open(file)).status;
}

const isStored = async (fileId: string) =>
  (await stage.sql`select 1 from attachments where id = ${fileId}`).length === 1;

/** Cleans up as if the time for every file that nothing uses were over. */
async function cleanUpLater(fileId: string) {
  await stage.sql`
    update attachments set expires_at = now() - interval '1 second'
    where id = ${fileId} and expires_at is not null`;
  await deleteUnsentAttachments(stage.sql, 100);
}

describe("the file of a link stays", () => {
  test("when the only other chat that has it is deleted, until the link goes", async () => {
    const { ann, share } = stage;
    const { fileId, threadId, forkId } = await newFork();
    const link = await share(forkId, { hasFiles: true });
    expect(await statusOfFile(link)).toBe(200);
    await removeMessageWithFile(forkId);
    await ann.api.threads.delete.mutate({ threadId });
    expect(await statusOfFile(link)).toBe(200);
    await cleanUpLater(fileId);
    expect(await statusOfFile(link)).toBe(200);
    await ann.api.shares.revoke.mutate({ shareId: link.id });
    await cleanUpLater(fileId);
    expect(await isStored(fileId)).toBe(false);
  }, 30_000);

  test("when its owner deletes the file that no message has any more", async () => {
    const { ann, share } = stage;
    const { fileId, threadId, forkId } = await newFork();
    const link = await share(forkId, { hasFiles: true });
    await removeMessageWithFile(forkId);
    await removeMessageWithFile(threadId);
    const refusal = await refusalOf(ann.api.attachments.delete.mutate({ attachmentId: fileId }));
    expect(refusal.code).toBe("conflict");
    expect(await statusOfFile(link)).toBe(200);
  }, 30_000);
});

test("a link and its file go with its own chat", async () => {
  const { ann, share, open } = stage;
  const { fileId, threadId, forkId } = await newFork();
  const link = await share(forkId, { hasFiles: true });
  await ann.api.threads.delete.mutate({ threadId });
  expect(await statusOfFile(link)).toBe(200);
  await ann.api.threads.delete.mutate({ threadId: forkId });
  expect((await open(link.path)).status).toBe(404);
  expect(await isStored(fileId)).toBe(false);
}, 30_000);

test("a deleted message comes back with its file when another chat with that was deleted", async () => {
  const { ann } = stage;
  const { fileId, threadId, forkId } = await newFork();
  const removal = await removeMessageWithFile(forkId);
  await ann.api.threads.delete.mutate({ threadId });
  const refusal = await refusalOf(ann.api.attachments.delete.mutate({ attachmentId: fileId }));
  expect(refusal.code).toBe("conflict");
  await ann.api.messages.restore.mutate(removal);
  const { messages } = await ann.api.messages.list.query({ threadId: forkId });
  expect(messages.flatMap((message) => message.attachments ?? [])).toMatchObject([{ id: fileId }]);
  await cleanUpLater(fileId);
  expect(await isStored(fileId)).toBe(true);
}, 30_000);

test("a file that only a deleted message has goes when that can no longer come back", async () => {
  const { ann, sql } = stage;
  const { fileId, threadId, forkId } = await newFork();
  const { removalId } = await removeMessageWithFile(forkId);
  await sql`update removals set created_at = now() - interval '1 hour' where id = ${removalId}`;
  await ann.api.threads.delete.mutate({ threadId });
  expect(await isStored(fileId)).toBe(false);
}, 30_000);
