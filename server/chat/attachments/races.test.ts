import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { untilLockWaits } from "../../../testing/faults/until-lock-waits.ts";
import { unqueueMessage } from "../messages/queue/unqueue-message.ts";
import { regenerateMessage } from "../messages/regenerate-message.ts";
import {
  createQueueStage,
  nextAfter,
  type QueueStage,
} from "../../../testing/server/queue-stage.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { lockThread } from "../threads/lock-thread.ts";
import { attachFiles } from "./attach-files.ts";

let on: QueueStage;
beforeAll(async () => {
  on = await createQueueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

async function newFile(): Promise<string> {
  const id = newId("attachment");
  await on.stage.sql`
    insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status, text, expires_at)
    values (${id}, ${on.stage.userId}, 'wf_default', 'file', 'a.txt', 'text/plain', 1, 'ready', 'a', now() + interval '2 days')`;
  return id;
}

/** Attaches files to a message of a thread, does `meanwhile` until it waits for that, and then commits. */
async function whileAttaching(
  { threadId, attachmentIds }: { threadId: string; attachmentIds: string[] },
  meanwhile: () => Promise<unknown>,
) {
  const { db, sql, userId } = on.stage;
  let other: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx: Transaction) => {
    const thread = await lockThread(tx, { threadId, userId });
    if (!thread) throw new Error("no thread");
    await attachFiles(tx, { thread, messageId: newId("message"), attachmentIds });
    other = meanwhile();
    await untilLockWaits(sql, 1);
  });
  await other;
}

async function find(id: string) {
  const [row] = await on.stage.sql`
    select expires_at, (select count(*)::int from message_attachments l where l.attachment_id = a.id) as messages
    from attachments a where id = ${id}`;
  return row && { ...row };
}

describe("a file that is attached elsewhere at the same moment", () => {
  test("is kept when a waiting message that has it is taken back", async () => {
    const [asked, elsewhere] = [await on.stage.ask(), await on.stage.ask()];
    const file = await newFile();
    const waiting = nextAfter(asked, { attachmentIds: [file] });
    await on.queue(waiting);
    await whileAttaching({ threadId: elsewhere.threadId, attachmentIds: [file] }, () =>
      unqueueMessage(on.stage.db, { ...on.own(waiting.id), threadId: asked.threadId }),
    );
    expect(await find(file)).toEqual({ expires_at: null, messages: 1 });
  });

  test("is kept when the thread that has it is deleted", async () => {
    const [asked, elsewhere] = [await on.stage.ask(), await on.stage.ask()];
    const file = await newFile();
    await on.queue(nextAfter(asked, { attachmentIds: [file] }));
    await whileAttaching({ threadId: elsewhere.threadId, attachmentIds: [file] }, () =>
      deleteThread(on.stage.db, { threadId: asked.threadId, userId: on.stage.userId }),
    );
    expect(await find(file)).toEqual({ expires_at: null, messages: 1 });
  });
});

test("a file is free again when its waiting message is dropped, for its id was taken", async () => {
  const { deps, stage } = on;
  const asked = await stage.ask();
  const file = await newFile();
  const taken = nextAfter(asked, { attachmentIds: [file] });
  await on.queue(taken);
  const again = { messageId: asked.messageId, replyId: taken.id };
  await regenerateMessage(deps, stage.userId, again);
  await on.write(asked.generationId);
  expect(await find(file)).toEqual({ expires_at: expect.any(String), messages: 0 });
});
